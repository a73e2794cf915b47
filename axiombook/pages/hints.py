"""What a use of a term shows: the line that defines it, and what that line says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import NamedTuple

from axiombook.book import Definition, Inline, Lesson, Line
from axiombook.facts import Term
from axiombook.kept import Kept

LONGEST = 1000  # characters of a definition beside its uses


class Hint(NamedTuple):
    """A term as its uses show it. number: its place in the book's order; address, anchor and text are HTML.

    address: its definition on its lesson's page. text: the number of its line, its name, what is said of it.
    """

    number: int
    line: str
    address: str
    anchor: str
    text: str


class Hints(Mapping[str, Hint]):
    """Term name -> what its uses show. own: the terms that each lesson defines; known: how many before each."""

    def __init__(self, terms: Mapping[str, Term], lessons: Sequence[Lesson], kept: Kept) -> None:
        self.own = kept.result(_grouped, terms, tuple(lesson.file for lesson in lessons))
        self.known = tuple(accumulate(map(len, self.own[:-1]), initial=0)) if lessons else ()
        self._terms = terms
        rows = zip(lessons, self.known, kept.results(_hints, zip(lessons, self.own, strict=True)), strict=True)
        self._of = {lesson.file: (known, hints) for lesson, known, hints in rows}
        self._made: dict[str, Hint] = {}

    def __getitem__(self, name: str) -> Hint:
        made = self._made.get(name)
        if made is None:
            known, hints = self._of[self._terms[name].span.file]
            number, *said = hints[name]
            made = self._made[name] = Hint(known + number, *said)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)


def _grouped(terms: Mapping[str, Term], files: tuple[str, ...]) -> tuple[tuple[Term, ...], ...]:
    """The terms that each file defines."""
    of: dict[str, list[Term]] = {file: [] for file in files}
    for term in terms.values():
        of[term.span.file].append(term)
    return tuple(map(tuple, of.values()))


def _hints(lesson: Lesson, terms: tuple[Term, ...]) -> dict[str, tuple[int, str, str, str, str]]:
    """What the uses of a lesson's terms show; the number of each counts from the lesson's first."""
    lines = {line.id: line for line in lesson.lines}
    return {
        term.name: (
            number,
            term.line,
            f"{lesson.slug}.html#{escape(term.anchor)}",
            escape(term.anchor),
            _hint(lines[term.line], term.name),
        )
        for number, term in enumerate(terms)
    }


def _hint(line: Line, term: str) -> str:
    return f"{line.id} <b>{escape(term)}</b> = {escape(shortened(said(line, line.head_of(term))))}"


def shortened(text: str) -> str:
    """What a use shows of a definition: a page holds it once for every use, so a long one is cut."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def said(line: Line, head: Definition | None) -> str:
    """What a line says of the term that it defines, without markup; the whole line without a head."""
    start = head.body if head is not None else 0
    end = min((other.start for other in line.definitions if other.start > start), default=len(line.text.raw))
    return "".join(inline.text for inline in after(line.text.inlines, start) if inline.start < end).strip()


def after(inlines: Sequence[Inline], start: int) -> tuple[Inline, ...]:
    """The pieces of a text from an offset on; the one that the offset falls into is cut there."""
    return tuple(
        inline._replace(start=max(inline.start, start), text=inline.text[max(start - inline.start, 0) :])
        for inline in inlines
        if inline.end > start or inline.start >= start
    )
