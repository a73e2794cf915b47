"""Running text that knows the place of every character."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from axiombook.book.place import Span

UNKNOWN_REFERENCE = "\0"  # the target of `[text][reference]` where no such reference is defined


class Inline(NamedTuple):
    """A piece of running text, as a flat stream: markup opens and closes around text, code and values.

    kind: text code value strong /strong emph /emph link /link image codeopen /code.
    start, end: offsets in the raw text. text: what the reader sees of it. target: a link's or an image's address,
    or the expression of a value.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    target: str = ""
    missing: str = ""  # why a {{value}} has no value


class Prose(NamedTuple):
    """Running text of one place, with the way back from every character to its file, line and column.

    starts: (offset in raw, line, column) of each physical line that the text came from.
    """

    file: str
    raw: str
    starts: tuple[tuple[int, int, int], ...]
    inlines: tuple[Inline, ...] = ()

    @property
    def key(self) -> tuple[str, int, int]:
        """The place where the text begins; no two texts of a book share it."""
        return (self.file, self.starts[0][1], self.starts[0][2])

    def span(self, start: int, end: int) -> Span:
        """The position of raw[start:end]; cut off at the end of its first physical line."""
        row = max(bisect_right(self.starts, (start, 1 << 60, 0)) - 1, 0)
        offset, line, column = self.starts[row]
        limit = self.starts[row + 1][0] - 1 if row + 1 < len(self.starts) else len(self.raw)
        first = column + start - offset
        return Span(self.file, line, first, first + max(min(end, limit) - start, 1))

    @property
    def shown(self) -> str:
        """The text as a reader sees it, without markup."""
        return "".join(inline.text for inline in self.inlines)
