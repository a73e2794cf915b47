"""What each lesson says, and what it rests on: worked out again only where it can be other than it was.

A lesson is read again where its text changed, or where a name or a word of the book changed that stands in it; what it
rests on is looked up again where a term that it uses, a place that it links to, or a number that it needs moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from axiombook.book import Book, Lesson
from axiombook.check.exact import Exact
from axiombook.check.matcher import Matcher
from axiombook.check.numbers import Origins
from axiombook.check.rests import Rests, as_before, links_of, rests_of, seen_by
from axiombook.check.said import Said, said
from axiombook.check.vocabulary import Vocabulary
from axiombook.dataclass import dataclass
from axiombook.kept import Kept
from axiombook.links import Links
from axiombook.outline import Head, Names, Outline, Spellings
from axiombook.read.values import Values
from axiombook.side_by_side import Each


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What every lesson is read with."""

    matcher: Matcher
    vocabulary: Vocabulary
    values: Values
    large: int
    spellings: Spellings
    names: Names
    links: Links


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What came of a lesson. heads: the definitions of the terms that it uses."""

    lesson: Lesson
    part: Said
    heads: tuple[Head, ...]
    rests: Rests


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """The readings of a book, and what they were read with."""

    known: Known
    readings: tuple[Reading, ...]


def readings_of(
    book: Book, outlines: Sequence[Outline], known: Known, kept: Kept, each: Each[int, Said]
) -> tuple[Reading, ...]:
    """The readings of the lessons, in order. each: how those that have to be read are shared out."""
    last = kept.last(_Round, "") or _Round(known, ())
    before = {reading.lesson.slug: reading for reading in last.readings}
    lasts = [before.get(lesson.slug) for lesson in book.lessons]
    parts = _parts(book.lessons, lasts, last.known, known, each)
    aligned = [reading.lesson.slug for reading in last.readings] == [lesson.slug for lesson in book.lessons]
    origins, moved = Origins(), set[Exact]()  # moved: the numbers that came from another line before, where aligned
    readings: list[Reading] = []
    for lesson, outline, part, old in zip(book.lessons, outlines, parts, lasts, strict=True):
        reading = _again(old, part, outline, last.known, known)
        alike = aligned and (not moved or moved.isdisjoint(part.mentioned.of))
        if reading is None or not (alike or reading.rests.seen == seen_by(part, origins)):
            reading = _read(lesson, part, outline, known, origins, old)
        origins.lines.update(reading.rests.fresh)
        if old is not None and reading.rests is not old.rests:
            moved |= {number for number, _ in old.rests.fresh.items() ^ reading.rests.fresh.items()}
        readings.append(reading)
    kept.keep(_Round, "", _Round(known, tuple(readings)))
    return tuple(readings)


def _parts(
    lessons: Sequence[Lesson], lasts: Sequence[Reading | None], before: Known, known: Known, each: Each[int, Said]
) -> list[Said]:
    """What each lesson says by itself: what it said last, where it and what it is read with are as they were."""
    touched = _touched([last.part for last in lasts if last is not None], before, known)
    parts = {
        at: last.part
        for at, (lesson, last) in enumerate(zip(lessons, lasts, strict=True))
        if last is not None and last.lesson is lesson
        if touched is not None and (not touched or touched.isdisjoint(last.part.words.of))
    }
    left = [at for at in range(len(lessons)) if at not in parts]

    def read(at: int) -> Said:
        return said(lessons[at], known.matcher, known.vocabulary, known.values, known.large)

    parts.update(zip(left, each(read, left), strict=True))
    return [parts[at] for at in range(len(lessons))]


def _touched(parts: Iterable[Said], before: Known, known: Known) -> set[str] | None:
    """The words that a lesson may have to be read again for, in small letters; None where any lesson may have to be."""
    if before.values is not known.values or before.large != known.large:
        return None
    touched: set[str] = set()
    if before.matcher is not known.matcher:
        touched |= {word.casefold() for word in before.matcher.other_words(known.matcher)}
    if before.vocabulary is not known.vocabulary:
        words = set[str]().union(*(part.words.of for part in parts))
        touched |= {word for word in words if before.vocabulary.knows(word) != known.vocabulary.knows(word)}
    return touched


def _again(last: Reading | None, part: Said, outline: Outline, before: Known, known: Known) -> Reading | None:
    """The last reading, where the terms and the places that the lesson names are where they were."""
    if last is None or last.part is not part:
        return None
    if before.names is not known.names and any(known.names.heads.get(head.name) != head for head in last.heads):
        return None
    if before.links is not known.links and part.linked:
        citations, other = links_of(outline, part, known.links)
        if (tuple(citations), tuple(other)) != (last.rests.citations, last.rests.links):
            return None
    return last


def _read(
    lesson: Lesson, part: Said, outline: Outline, known: Known, origins: Origins, last: Reading | None
) -> Reading:
    """A new reading, with what is equal in the last one."""
    rests = rests_of(outline, part, known.names, known.links, origins)
    if last is not None:
        fresh = last.rests.fresh if last.rests.fresh == rests.fresh else rests.fresh
        rests = replace(rests, fresh=fresh, edges=as_before(rests.edges, last.rests.edges))
    return Reading(lesson, part, _heads(part, known.names), rests)


def _heads(part: Said, names: Names) -> tuple[Head, ...]:
    return tuple(names.heads[term] for term in dict.fromkeys(use.term for use in part.found.uses))
