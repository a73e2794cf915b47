"""What the rest of a book sees of a lesson: which lines it has, what they define, what they are called.

Outlines hold no place in a file: as long as a lesson's stays the same, an edit of it moves nothing in other lessons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from axiombook.book import Book, Lesson, Panel, line_id
from axiombook.dataclass import dataclass
from axiombook.kept import Kept


class Head(NamedTuple):
    """A definition: the term's name, its other spellings, the id and the order of the line that holds it."""

    name: str
    aliases: tuple[str, ...]
    line: str
    order: int
    number: int  # of the line in its lesson

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name, then its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Outline:
    """A lesson from outside. count: of its lines, whose orders follow `first`; labels: (label, number of its line).

    headings: their addresses. proved, asked: the lines with something in the proof panel, and in the Q&A, each as the
    bit of its number.
    """

    slug: str
    number: int
    count: int
    first: int
    heads: tuple[Head, ...]
    labels: tuple[tuple[str, int], ...]
    proved: int
    asked: int
    headings: tuple[str, ...] = ()

    def id(self, number: int) -> str:
        """The id of a line, by its number in the lesson."""
        return line_id(self.number, number)

    def order(self, number: int) -> int:
        """The order of a line in the book, by its number in the lesson."""
        return self.first + number - 1

    def has_entry(self, panel: str, number: int) -> bool:
        """Whether a panel has an entry for a line, by its number in the lesson. panel: l, p or q."""
        if panel == "l":
            return 1 <= number <= self.count
        return bool((self.proved if panel == "p" else self.asked) >> number & 1)


def outline_of(lesson: Lesson) -> Outline:
    """The outline of a lesson that has its place in the book."""
    heads = (
        Head(head.name, head.aliases, line.id, line.order, line.number)
        for line in lesson.lines
        for head in line.definitions
    )
    return Outline(
        lesson.slug,
        lesson.number,
        lesson.count,
        lesson.lines[0].order if lesson.lines else -1,
        tuple(heads),
        tuple((line.label, line.number) for line in lesson.lines if line.label),
        _lines_with("proof", lesson),
        _lines_with("questions", lesson),
        tuple(heading.anchor for heading in lesson.headings),
    )


def _lines_with(panel: Panel, lesson: Lesson) -> int:
    return sum(1 << line.number for line in lesson.lines if any(block.panel == panel for block in line.blocks))


def outlines_of(book: Book, kept: Kept) -> tuple[Outline, ...]:
    """The outlines of the lessons, in order; one that is as it was is the same object."""
    found = kept.results(outline_of, ((lesson,) for lesson in book.lessons))
    return tuple(kept.sames(outline_of, (lesson.slug for lesson in book.lessons), found))


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What the lines of a book define. heads: term -> its definition, the first of a name, without the aliases that an
    earlier one took; places: term -> the place of its lesson in the order; small: every spelling.

    late: the definitions of which a name or an alias was taken, each by the place of its lesson and its own in there.
    labels: label -> the id of the first line that bears it; labelled: how many lines bear one.
    """

    heads: Mapping[str, Head]
    places: Mapping[str, int]
    late: tuple[tuple[int, int], ...]
    small: frozenset[str]  # in small letters, those of definitions that come too late as well
    labels: Mapping[str, str]
    labelled: int


def names_of(outlines: Sequence[Outline]) -> Names:
    """The names of a book from the outlines of its lessons, in reading order."""
    heads: dict[str, Head] = {}
    places: dict[str, int] = {}
    late: list[tuple[int, int]] = []
    spelled: set[str] = set()
    small: set[str] = set()
    labels: dict[str, str] = {}
    for place, outline in enumerate(outlines):
        for at, head in enumerate(outline.heads):
            small.update(map(_in_small, head.spellings))
            if as_key(head.name) in spelled:
                late.append((place, at))
                continue
            spelled.add(as_key(head.name))
            free = tuple(alias for alias in head.aliases if as_key(alias) not in spelled)
            if free != head.aliases:
                late.append((place, at))
            spelled.update(map(as_key, free))
            heads[head.name] = head if free == head.aliases else head._replace(aliases=free)
            places[head.name] = place
        for label, number in outline.labels:
            labels.setdefault(label, outline.id(number))
    labelled = sum(len(outline.labels) for outline in outlines)
    return Names(heads, places, tuple(late), frozenset(small), labels, labelled)


def _in_small(spelling: str) -> str:
    """The spelling in small letters: mostly the same string, which is held once then."""
    small = spelling.casefold()
    return spelling if small == spelling else small


@dataclass(frozen=True, slots=True)
class Spellings:
    """Every spelling of a term with the term, in the order of the book."""

    pairs: tuple[tuple[str, str], ...]


def spellings_of(names: Names) -> Spellings:
    """The spellings of a book's terms."""
    return Spellings(tuple((spelling, head.name) for head in names.heads.values() for spelling in head.spellings))


@lru_cache(maxsize=1 << 16)  # at each save every name of the book is asked for
def as_key(name: str) -> str:
    """Spellings that differ only in a first capital are one: Pointer and pointer, but not RAM and ram."""
    return name if any(sign.isupper() for sign in name[1:]) else name.casefold()
