"""One numbered line: its definitions, its marks, its label, its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from axiombook.book import Allow, Block, Definition, Line, Prose, Span
from axiombook.read.inline import read_inline

_DEFINES = re.compile(
    r"\*\*(?P<name>(?:`[^`]*+`|[^*])++|\*)\*\*\s*+(?:\((?P<aliases>(?:[^()]|\([^()]*\))*+)\)\s*+)?=(?!=)\s*+"
)
_MARK = re.compile(r"\{(axiom|given|#[^{}\s]+)\}")


def make_line(
    id: str,
    number: int,
    text: Prose,
    span: Span,
    blocks: tuple[Block, ...],
    allows: tuple[Allow, ...],
    references: Mapping[str, str],
) -> Line:
    """A line of the model from its text as written."""
    marks: list[str] = []
    label, label_span = "", None
    raw = _uncommented(text.raw)
    while (match := _MARK.fullmatch(raw, max(raw.rfind("{"), 0))) is not None:
        if match[1].startswith("#"):
            label, label_span = match[1][1:], text.span(match.start(1), match.end(1))
        else:
            marks.append(match[1])
        raw = _uncommented(raw[: match.start()])
    text = Prose(text.file, raw, text.starts)
    definitions = tuple(_definitions(text))
    return Line(
        id, number, read_inline(text, references), span, definitions, tuple(marks), label, label_span, blocks, allows
    )


def _uncommented(raw: str) -> str:
    """The text without blanks and comments at its end."""
    raw = raw.rstrip()
    while raw.endswith("-->") and "<!--" in raw:
        raw = raw[: raw.rindex("<!--")].rstrip()
    return raw


def _definitions(text: Prose) -> Iterator[Definition]:
    """The definitions of a line: none unless one stands at its start; then all that it holds."""
    if not text.raw.startswith("**"):
        return
    first = _DEFINES.match(text.raw)
    if first is None or not _spelling(first["name"]):
        return
    for match in _DEFINES.finditer(text.raw):
        aliases = (match["aliases"] or "").split(",")
        yield Definition(
            _spelling(match["name"]),
            tuple(alias for alias in map(_spelling, aliases) if alias),
            text.span(match.start("name"), match.end("name")),
            match.start(),
            match.end(),
        )


def _spelling(text: str) -> str:
    return " ".join(text.replace("`", " ").split())
