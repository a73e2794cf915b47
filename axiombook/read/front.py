"""The front page: free Markdown, of which the links and the {{values}} are read; in a fenced block the values alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from axiombook.book import Inline, Prose
from axiombook.read.blocks import Row, prose
from axiombook.read.gather import FENCE, REFERENCE
from axiombook.read.inline import read_pieces, read_values, reference_key

FILE = "content/index.md"


def read_front(text: str) -> Prose:
    """The text of content/index.md with its pieces."""
    rows = [Row(row, at, 1) for at, row in enumerate(text.split("\n"), 1)]
    fenced = list(_fenced(rows))
    free = [row for row, inside in zip(rows, fenced, strict=True) if not inside]
    found = (match for row in free if (match := REFERENCE.match(row.text)) is not None)
    references = {reference_key(match[1]): match[2] for match in found}
    page = prose(FILE, rows)
    return page._replace(inlines=tuple(_pieces(page, fenced, references)))


def _fenced(rows: Sequence[Row]) -> Iterator[bool]:
    """Whether each row belongs to a fenced block, its fences included."""
    open = ""
    for row in rows:
        fence = FENCE.match(row.text)
        closes = open and fence is not None and fence[2].startswith(open) and not fence[3].strip()
        yield bool(open) or fence is not None
        if closes:
            open = ""
        elif not open and fence is not None:
            open = fence[2]


def _pieces(page: Prose, fenced: Sequence[bool], references: dict[str, str]) -> Iterator[Inline]:
    edges = [at for at in range(1, len(fenced)) if fenced[at] != fenced[at - 1]]
    for first, last in zip([0, *edges], [*edges, len(fenced)], strict=True):
        start = page.starts[first][0]
        end = page.starts[last][0] if last < len(fenced) else len(page.raw)
        if fenced[first]:
            yield from read_values(page.raw, start, end, "text")
        else:
            yield from read_pieces(page.raw, start, end, references)
