"""Which blocks and lines of a book show a capture or a source, for the rules about evidence."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Capture, Chain, Lesson, Listing, Log, Missing, Span, Trace
from axiombook.facts import Facts
from axiombook.read.values import Values


def missing(lesson: Lesson, code: str) -> Iterator[Missing]:
    """Every proof block of a lesson that shows nothing, for the reason that the code names."""
    for line in lesson.lines:
        for block in line.blocks:
            match block:
                case Log(excerpt=Missing() as lost) | Listing(excerpt=Missing() as lost):
                    found = lost
                case Chain(boxes=Missing() as lost) | Trace(steps=Missing() as lost):
                    found = lost
                case _:
                    continue
            if found.code == code:
                yield found


def citing(book: Book, facts: Facts) -> dict[str, tuple[Span, ...]]:
    """Where each capture is used in the lessons: its blocks, then its values; each place once."""
    places: dict[str, dict[Span, None]] = {}
    for line in book.lines():
        for block in line.blocks:
            if isinstance(block, Log | Chain | Trace) and block.capture:
                places.setdefault(block.capture, {})[block.span] = None
    values = Values(book.captures, book.settings.captures)
    for use in facts.values:
        capture = values.capture(use.reference.rpartition(".")[0])
        if capture is not None:
            places.setdefault(capture.name, {})[use.span] = None
    return {name: tuple(spans) for name, spans in places.items()}


def places_of(capture: Capture, cited: dict[str, tuple[Span, ...]], key: str) -> tuple[Span, ...]:
    """Where a fault of a capture is told: at every place that rests on it, or else at a key of its TOML."""
    row = capture.lines_of.get(key, 1)
    return cited.get(capture.name) or (Span(capture.provenance, row),)
