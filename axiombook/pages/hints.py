"""What a use of a term shows: the line that defines it, and what that line says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import NamedTuple

from axiombook.book import Definition, Inline, Lesson, Line
from axiombook.dataclass import dataclass
from axiombook.facts import Defined, Facts
from axiombook.kept import Kept
from axiombook.outline import Names
from axiombook.sealed import Sealed

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


@dataclass(frozen=True, slots=True)
class Told(Sealed):
    """What is shown of the terms of one lesson, by their names; the number of each counts from the lesson's first."""

    of: Mapping[str, tuple[int, str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Needed(Sealed):
    """What the uses in one lesson show."""

    hints: tuple[Hint, ...]


class Hints(Mapping[str, Hint]):
    """Term name -> what its uses show. own: what each lesson defines; known: how many before each.

    definers: of each lesson the places of those that define what it uses.
    """

    def __init__(self, facts: Facts, told: Sequence[Told], kept: Kept) -> None:
        """told: what is shown of the terms of each lesson."""
        self.own, self._of, self._told = facts.defined, facts.names.places, told
        self._needs = [part.needs for part in facts.lessons]
        self.known = kept.result(_known, facts.names, len(self.own))
        self.definers = kept.results(_definers, ((names,) for names in self._needs), facts.names)
        self._made: dict[str, Hint] = {}

    @property
    def asked(self) -> Iterator[tuple[object, ...]]:
        """Of each lesson what `needed` is called with: its terms, and the lessons that define them."""
        for names, lessons in zip(self._needs, self.definers, strict=True):
            yield names, tuple([self.known[at] for at in lessons]), tuple([self._told[at] for at in lessons])

    def __getitem__(self, name: str) -> Hint:
        made = self._made.get(name)
        if made is None:
            at = self._of[name]
            made = self._made[name] = _numbered(self._told[at].of[name], self.known[at])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def hints_of(facts: Facts, lessons: Sequence[Lesson], kept: Kept) -> Hints:
    """What the uses of a book's terms show."""
    return Hints(facts, kept.results(_hints, zip(lessons, facts.defined, strict=True)), kept)


def _known(names: Names, lessons: int) -> tuple[int, ...]:
    """How many terms are defined before each of so many lessons."""
    own = Counter(names.places.values())
    return tuple(accumulate((own[at] for at in range(lessons - 1)), initial=0))[:lessons]


def _definers(needs: frozenset[str], names: Names) -> tuple[int, ...]:
    """The places of the lessons that define some terms."""
    return tuple(sorted({names.places[name] for name in needs}))


def needed(names: frozenset[str], known: tuple[int, ...], told: tuple[Told, ...]) -> Needed:
    """What the uses of some terms show, from what is shown of the terms of the lessons that define them."""
    found = {
        name: _numbered(hint, before)
        for before, each in zip(known, told, strict=True)
        for name, hint in each.of.items()
        if name in names
    }
    return Needed(tuple([found[name] for name in sorted(names)]))


def _numbered(hint: tuple[int, str, str, str, str], known: int) -> Hint:
    number, *said = hint
    return Hint(known + number, *said)


def _hints(lesson: Lesson, defined: Defined) -> Told:
    """What the uses of a lesson's terms show."""
    lines = {line.id: line for line in lesson.lines}
    hints = {
        term.name: (
            number,
            term.line,
            f"{lesson.slug}.html#{escape(term.anchor)}",
            escape(term.anchor),
            _hint(lines[term.line], term.name),
        )
        for number, term in enumerate(defined.terms)
    }
    return Told(hints)


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
