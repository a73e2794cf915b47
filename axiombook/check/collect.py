"""Facts of a book, in reading order: each lesson by itself, then what it rests on in the lessons before it.

What a lesson says, and where it rests, is worked out again only where it can be other than it was: the lesson changed,
or the names of the book, or the numbers that are derived before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from axiombook.book import Book, Lesson
from axiombook.check.front import front_links
from axiombook.check.matcher import Matcher, matcher_of, plural_of
from axiombook.check.numbers import Exact, Origins
from axiombook.check.rests import Rests, as_before, lesson_facts, rests_of, seen_by, used_by
from axiombook.check.said import Said, said
from axiombook.check.tokens import tokens_of
from axiombook.check.vocabulary import Vocabulary
from axiombook.facts import Citation, Facts, LessonFacts, Parted, Place, Term, file_of, number_of
from axiombook.kept import Kept
from axiombook.links import Links, term_anchor
from axiombook.outline import Names, Outline, as_key, names_of, outlines_of, spellings_of
from axiombook.read.values import Values
from axiombook.side_by_side import Each, one_by_one


@dataclass(frozen=True, slots=True)
class _Known:
    """What every lesson is read with."""

    matcher: Matcher
    vocabulary: Vocabulary
    values: Values
    large: int
    names: Names
    links: Links


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of a lesson, and from what."""

    lesson: Lesson
    at: int
    known: _Known
    part: Said
    rests: Rests


def collect(book: Book, kept: Kept, each: Each[int, Said] = one_by_one) -> Facts:
    """All facts of a book; nothing of them is computed again elsewhere. kept: what an earlier collecting made.

    each: how the lessons that have to be read again are shared out.
    """
    outlines = outlines_of(book, kept)
    known = _known(book, outlines, kept)
    terms, again = kept.result(terms_of, *_defined(book, kept))
    lessons = tuple(_lessons(_readings(book, outlines, known, kept, each), known.names, kept))
    pairs = tuple(zip(book.lessons, lessons, strict=True))
    files = tuple((lesson.file, part) for lesson, part in pairs)
    return Facts(
        lessons,
        terms,
        again,
        kept.result(plurals_of, known.names),
        known.names,
        Parted(number_of, ((str(lesson.number), part) for lesson, part in pairs), attrgetter("lines")),
        Parted(file_of, files, attrgetter("uses_at")),
        Parted(file_of, files, attrgetter("sums_at")),
        known.links,
        tuple(_double_labels(book, known.names)),
        tuple(front_links(book, known.links)),
    )


def _known(book: Book, outlines: tuple[Outline, ...], kept: Kept) -> _Known:
    names = kept.result(names_of, outlines)
    words = kept.same(frozenset, "vocabulary", book.vocabulary)
    return kept.result(
        _Known,
        kept.result(_matcher, kept.result(spellings_of, names), words),
        kept.result(Vocabulary, words),
        kept.result(Values, book.captures, book.settings.captures),
        book.settings.large,
        names,
        kept.result(Links, outlines, kept.same(frozenset, "assets", book.assets)),
    )


def _matcher(spellings: tuple[tuple[str, str], ...], words: frozenset[str]) -> Matcher:
    return matcher_of((*spellings, *_joined(words)))


def _joined(words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Words of several parts, such as well-known: known as a whole, and no term's."""
    return ((word, "") for word in sorted(words) if not word.isalnum() and len(tokens_of(word)) > 1)


def _readings(
    book: Book, outlines: Sequence[Outline], known: _Known, kept: Kept, each: Each[int, Said]
) -> tuple[_Reading, ...]:
    """What each lesson says, and what it rests on. A lesson is read again where what it was read with is other."""
    last = kept.last(_readings, "") or ()
    before = {reading.lesson.slug: reading for reading in last}
    lasts = [before.get(lesson.slug) for lesson in book.lessons]
    parts = _parts(book.lessons, lasts, known, each)
    aligned = [reading.lesson.slug for reading in last] == [lesson.slug for lesson in book.lessons]
    origins, moved = Origins(), set[Exact]()
    readings: list[_Reading] = []
    for at, (lesson, outline, part, old) in enumerate(zip(book.lessons, outlines, parts, lasts, strict=True)):
        reading = _reading(lesson, at, part, outline, known, moved if aligned else None, origins, old)
        origins.lines.update(reading.rests.fresh)
        if old is not None and reading.rests is not old.rests:
            moved |= _other(old.rests.fresh, reading.rests.fresh)
        readings.append(reading)
    kept.keep(_readings, "", tuple(readings))
    return tuple(readings)


def _other(one: Mapping[Exact, str], other: Mapping[Exact, str]) -> set[Exact]:
    """The numbers that do not come from the same line in both."""
    return {number for number, _ in one.items() ^ other.items()}


def _parts(
    lessons: Sequence[Lesson], lasts: Sequence[_Reading | None], known: _Known, each: Each[int, Said]
) -> list[Said]:
    """What each lesson says by itself: what it said last, where it and what it is read with are as they were."""
    parts = {
        at: last.part
        for at, (lesson, last) in enumerate(zip(lessons, lasts, strict=True))
        if last is not None and last.lesson is lesson and last.at == at and _reads_alike(last.known, known)
    }
    left = [at for at in range(len(lessons)) if at not in parts]

    def read(at: int) -> Said:
        return said(lessons[at], at, known.matcher, known.vocabulary, known.values, known.large)

    parts.update(zip(left, each(read, left), strict=True))
    return [parts[at] for at in range(len(lessons))]


def _reading(
    lesson: Lesson,
    at: int,
    part: Said,
    outline: Outline,
    known: _Known,
    moved: set[Exact] | None,
    origins: Origins,
    last: _Reading | None,
) -> _Reading:
    """The last reading, as far as it is what a new one would be.

    moved: the numbers that came from another line before this lesson when it was read last; None where nobody knows.
    """
    stays = last is not None and last.part is part and last.known is known
    if last is not None and stays and moved is not None and moved.isdisjoint(part.mentioned):
        return last
    if last is not None and stays and last.rests.seen == seen_by(part, origins):
        return last
    rests = rests_of(outline, part, known.names, known.links, origins)
    if last is not None:
        fresh = last.rests.fresh if last.rests.fresh == rests.fresh else rests.fresh
        rests = replace(rests, fresh=fresh, edges=as_before(rests.edges, last.rests.edges))
    return _Reading(lesson, at, known, part, rests)


def _reads_alike(one: _Known, other: _Known) -> bool:
    """Whether a lesson says the same by itself with both."""
    return (
        one.matcher is other.matcher
        and one.vocabulary is other.vocabulary
        and one.values is other.values
        and one.large == other.large
    )


def _lessons(readings: tuple[_Reading, ...], names: Names, kept: Kept) -> list[LessonFacts]:
    groups: dict[str, list[Mapping[str, tuple[str, ...]]]] = defaultdict(list)
    for reading in readings:
        for number, group in reading.rests.edges.items():
            groups[number].append(group)
    used = kept.results(used_by, ((tuple(groups.get(str(each.lesson.number), ())),) for each in readings))
    rows = ((each.lesson, each.part, each.rests, use) for each, use in zip(readings, used, strict=True))
    return kept.results(lesson_facts, rows, names)


@dataclass(frozen=True, slots=True)
class Defined:
    """The definitions of one lesson, with their places."""

    terms: tuple[Term, ...]


def _defined(book: Book, kept: Kept) -> list[Defined]:
    """The definitions of each lesson; as the same object where they stand as they stood."""
    found = kept.results(defined, ((lesson, at) for at, lesson in enumerate(book.lessons)))
    return kept.sames(defined, (lesson.slug for lesson in book.lessons), found)


def defined(lesson: Lesson, at: int) -> Defined:
    """The definitions of a lesson, `at` places from the first."""
    return Defined(
        tuple(
            Term(head.name, head.aliases, line.id, at, line.order, head.span, line.span.line, term_anchor(head.name))
            for line in lesson.lines
            for head in line.definitions
        )
    )


def terms_of(*lessons: Defined) -> tuple[dict[str, Term], tuple[Term, ...]]:
    """The terms of a book by name, and the definitions whose name was taken."""
    terms: dict[str, Term] = {}
    spelled: set[str] = set()
    again: list[Term] = []
    for lesson in lessons:
        for term in lesson.terms:
            keys = {as_key(name) for name in (term.name, *term.aliases)}
            if spelled.isdisjoint(keys):
                terms[term.name] = term
                spelled |= keys
            else:
                again.append(term)
    return terms, tuple(again)


def plurals_of(names: Names) -> tuple[tuple[str, str, str, str], ...]:
    """The names whose plural is the name of another term: (name, plural, term, the other term)."""
    named = {as_key(name): head.name for head in names.heads.values() for name in head.spellings}
    plurals = ((name, plural_of(name), term) for name, term in named.items())
    return tuple(
        (name, plural, term, other) for name, plural, term in plurals if (other := named.get(plural, term)) != term
    )


def _double_labels(book: Book, names: Names) -> Iterator[Citation]:
    """The labels that an earlier line bears already."""
    if names.labelled == len(names.labels):
        return
    for at, lesson in enumerate(book.lessons):
        for line in lesson.lines:
            if line.label and names.labels[line.label] != line.id:
                place = Place(at, line.id, line.order, "theory", "line")
                yield Citation(line.label, names.labels[line.label], line.label_span or line.span, place)
