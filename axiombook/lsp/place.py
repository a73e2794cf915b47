"""What stands at a place of a file: a term, a value, a citation, a capture, a source, or a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from axiombook.book import Block, Chain, Lesson, Line, Listing, Log, Span, Trace
from axiombook.dataclass import dataclass
from axiombook.lsp.desk import Reading
from axiombook.read.values import Values

VALUE = re.compile(r"\{\{([^{}]*)\}\}")
CITATION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]\(\s*<?#([^\s()<>]+)>?[^()]*\)")
Sort = Literal["term", "value", "label", "capture", "source", "line"]


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands somewhere. name: the term, `NAME.value`, the label, the capture, the source's path, the line's id.

    text: for a value, the whole expression. block: the proof block that names a capture or a source.
    """

    sort: Sort
    name: str
    span: Span
    text: str = ""
    block: Block | None = None


def thing_at(reading: Reading, file: str, line: int, column: int) -> Thing | None:
    """What stands at a place, the smallest thing first; line and column count from 1."""
    places = (values_at, citations_at, terms_at, proofs_at, lines_at)
    for look in places:
        for thing in look(reading, file, line):
            if thing.span.column <= column <= thing.span.end:
                return thing
    return None


def values_at(reading: Reading, file: str, line: int) -> Iterator[Thing]:
    """The references in each `{{...}}` of a row; between them, the expression's first."""
    values = values_of(reading)
    for match in VALUE.finditer(reading.row(file, line)):
        found = values.references(match[1])
        start = match.start(1)
        for reference, first, last in found:
            span = Span(file, line, start + first + 1, start + last + 1)
            yield Thing("value", reference, span, match[1].strip())
        if found:
            span = Span(file, line, match.start() + 1, match.end() + 1)
            yield Thing("value", found[0][0], span, match[1].strip())


def citations_at(reading: Reading, file: str, line: int) -> Iterator[Thing]:
    """The `[text](#label)` of a row."""
    for match in CITATION.finditer(reading.row(file, line)):
        yield Thing("label", match[1], Span(file, line, match.start() + 1, match.end() + 1))


def terms_at(reading: Reading, file: str, line: int) -> Iterator[Thing]:
    """The uses of terms in a row, and the names that it defines."""
    facts = reading.checked.facts
    for lesson, part, defined in zip(reading.book.lessons, facts.lessons, facts.defined, strict=True):
        if lesson.file == file:
            yield from (Thing("term", use.term, use.span) for use in part.found.uses if use.span.line == line)
            yield from (Thing("term", term.name, term.span) for term in defined.terms if term.span.line == line)


def proofs_at(reading: Reading, file: str, line: int) -> Iterator[Thing]:
    """The proof block that begins in a row."""
    for _, block in blocks_of(reading):
        if block.span.line == line and block.span.file == file:
            if isinstance(block, Listing):
                yield Thing("source", block.name, block.span, block=block)
            elif isinstance(block, Log | Chain | Trace):
                yield Thing("capture", block.capture or block.name, block.span, block=block)


def lines_at(reading: Reading, file: str, line: int) -> Iterator[Thing]:
    """The line of the lesson that begins in a row, or whose label stands there."""
    found = line_at(reading, file, line)
    if found is None:
        return
    label = found[1].label_span
    if label is not None and label.line == line:
        yield Thing("label", found[1].label, label)
    if found[1].span.line == line:
        yield Thing("line", found[1].id, found[1].span)


def line_at(reading: Reading, file: str, row: int) -> tuple[Lesson, Line] | None:
    """The line of a lesson that a row of its file belongs to."""
    for lesson in reading.book.lessons:
        if lesson.file == file:
            above = [line for line in lesson.lines if line.span.line <= row]
            return (lesson, above[-1]) if above else None
    return None


def line_of(reading: Reading, id: str) -> Line | None:
    """A line by its id."""
    return next((line for line in reading.book.lines() if line.id == id), None)


def blocks_of(reading: Reading) -> Iterator[tuple[Line, Block]]:
    """Every block with its line."""
    for line in reading.book.lines():
        for block in line.blocks:
            yield line, block


def values_of(reading: Reading) -> Values:
    """The values of the book."""
    return Values(reading.book.captures, reading.book.settings.captures)
