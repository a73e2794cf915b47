"""What a new set of captures changes: which values, and which lines of which lessons say something else by it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from axiombook.book import Book, Capture, Chain, Inline, Line, Log, Prose, Trace
from axiombook.dataclass import dataclass
from axiombook.read.bind import Evidence, bind_lesson, bind_prose
from axiombook.read.room import Room
from axiombook.read.values import Values


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a capture, before and after; '' where there was none or is none."""

    capture: str
    value: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A line of a lesson that shows something else. what: `old -> new` of its values, or its proof's name."""

    file: str
    line: int
    id: str
    what: tuple[str, ...]


def changed_values(before: Capture | None, after: Capture) -> tuple[Change, ...]:
    """Every value of a capture that is not what it was."""
    old = before.values if before else {}
    names = dict.fromkeys((*old, *after.values))
    pairs = [(name, _shown(old, name), _shown(after.values, name)) for name in names]
    return tuple(Change(after.name, name, was, is_) for name, was, is_ in pairs if was != is_)


def _shown(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return str(getattr(value, "shown", ""))


def touched_lines(book: Book, after: Mapping[str, Capture]) -> tuple[Touched, ...]:
    """The lines of a book, as it was read, that show something else with these captures in place of its own."""
    captures = {**book.captures, **after}
    evidence = Evidence(captures, book.sources, Values(captures, book.settings.captures), Room())
    found = []
    for lesson in book.lessons:
        pairs = zip(lesson.lines, bind_lesson(lesson, evidence).lines, strict=True)
        for old, new in pairs:
            if old != new and (what := tuple(dict.fromkeys((*_values(old, new), *_proofs(old, new))))):
                found.append(Touched(lesson.file, old.span.line, old.id, what))
    if book.front is not None:
        front = bind_prose(book.front.text, evidence.values)
        if what := tuple(dict.fromkeys(_differences(book.front.text, front))):
            found.append(Touched(book.front.file, book.front.text.starts[0][1], "", what))
    return tuple(found)


def _values(old: Line, new: Line) -> Iterator[str]:
    for before, after in zip(_proses(old), _proses(new), strict=True):
        yield from _differences(before, after)


def _differences(before: Prose, after: Prose) -> Iterator[str]:
    pairs: Iterator[tuple[Inline, Inline]] = zip(before.inlines, after.inlines, strict=True)
    for was, is_ in pairs:
        if was.kind == "value" and (was.text, was.missing) != (is_.text, is_.missing):
            yield f"{was.target}: {was.text} -> {is_.missing or is_.text}"


def _proofs(old: Line, new: Line) -> Iterator[str]:
    for before, after in zip(old.blocks, new.blocks, strict=True):
        if isinstance(before, Log | Chain | Trace) and before != after:
            yield f"its {{{type(before).__name__.lower()}}} {before.name} shows other lines"


def _proses(thing: object) -> Iterator[Prose]:
    """Every text inside a line, in a fixed order."""
    if isinstance(thing, Prose):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _proses(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from _proses(getattr(thing, field.name))
