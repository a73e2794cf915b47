"""Facts of a book, in reading order: each lesson by itself, then what it rests on in the lessons before it.

What a lesson says, and where it rests, is worked out in axiombook.check.readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter

from axiombook.book import Book, Lesson, Span
from axiombook.check.front import front_links
from axiombook.check.matcher import Matcher, matcher_of, plural_of
from axiombook.check.readings import Known, Reading, readings_of
from axiombook.check.rests import Resting, lesson_facts, used_by
from axiombook.check.said import Said
from axiombook.check.tokens import tokens_of
from axiombook.check.vocabulary import Vocabulary
from axiombook.facts import Defined, Facts, LessonFacts, Term, Terms, file_of, number_of
from axiombook.kept import Kept
from axiombook.links import Links, term_anchor
from axiombook.outline import Names, Outline, Spellings, as_key, names_of, outlines_of, spellings_of
from axiombook.parted import Parted, held
from axiombook.read.values import Values
from axiombook.side_by_side import Each, one_by_one


def collect(book: Book, kept: Kept, each: Each[int, Said] = one_by_one) -> Facts:
    """All facts of a book; nothing of them is computed again elsewhere. kept: what an earlier collecting made.

    each: how the lessons that have to be read again are shared out.
    """
    outlines = outlines_of(book, kept)
    known = _known(book, outlines, kept)
    found = _defined(book, kept)
    own = _own(known.names, found, kept)
    lessons = tuple(_lessons(readings_of(book, outlines, known, kept, each), kept))
    pairs = tuple(zip(book.lessons, lessons, strict=True))
    files = held((lesson.file, part) for lesson, part in pairs)
    return Facts(
        lessons,
        own,
        kept.result(Terms, known.names, *own),
        tuple(found[place].terms[at] for place, at in known.names.late),
        kept.result(alike_of, known.names),
        kept.result(plurals_of, known.spellings),
        known.names,
        Parted(number_of, held((str(lesson.number), part) for lesson, part in pairs), attrgetter("lines")),
        Parted(file_of, files, attrgetter("found.uses_at")),
        Parted(file_of, files, attrgetter("found.sums_at")),
        known.links,
        tuple(_double_labels(book, known.names)),
        tuple(front_links(book, known.links)),
    )


def _known(book: Book, outlines: tuple[Outline, ...], kept: Kept) -> Known:
    names = kept.result(names_of, outlines)
    spellings = kept.same(spellings_of, "", kept.result(spellings_of, names))
    words = kept.same(frozenset, "vocabulary", book.vocabulary)
    shown = (*(f"capture:{name}" for name in book.captures), *(f"source:{path}" for path in book.sources))
    return kept.result(
        Known,
        kept.result(_matcher, spellings, words),
        kept.result(Vocabulary, words),
        kept.result(Values, book.captures, book.settings.captures),
        book.settings.large,
        spellings,
        names,
        kept.result(
            Links,
            outlines,
            kept.same(frozenset, "assets", book.assets),
            kept.same(frozenset, "evidence", frozenset(shown)),
            bool(book.settings.site),
        ),
    )


def _matcher(spellings: Spellings, words: frozenset[str]) -> Matcher:
    return matcher_of((*spellings.pairs, *_joined(words)))


def _joined(words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Words of several parts, such as well-known: known as a whole, and no term's."""
    return ((word, "") for word in sorted(words) if not word.isalnum() and len(tokens_of(word)) > 1)


def _lessons(readings: Sequence[Reading], kept: Kept) -> list[LessonFacts]:
    groups: dict[str, list[Resting]] = defaultdict(list)
    for reading in readings:
        for number, group in reading.rests.edges.items():
            groups[number].append(group)
    used = kept.results(used_by, ((tuple(groups.get(str(each.lesson.number), ())),) for each in readings))
    rows = ((each.lesson, each.part, each.heads, each.rests, use) for each, use in zip(readings, used, strict=True))
    return kept.results(lesson_facts, rows)


def _defined(book: Book, kept: Kept) -> list[Defined]:
    """The definitions of each lesson; as the same object where they stand as they stood."""
    found = kept.results(defined, ((lesson,) for lesson in book.lessons))
    return kept.sames(defined, (lesson.slug for lesson in book.lessons), found)


def defined(lesson: Lesson) -> Defined:
    """The definitions of a lesson that has its place in the book."""
    return Defined(
        tuple(
            Term(head.name, head.aliases, line.id, line.order, head.span, line.span.line, term_anchor(head.name))
            for line in lesson.lines
            for head in line.definitions
        )
    )


def _own(names: Names, found: Sequence[Defined], kept: Kept) -> tuple[Defined, ...]:
    """The definitions of each lesson without those that come too late, and without the aliases that were taken."""
    late = {place for place, _ in names.late}
    return tuple(
        kept.result(_in_time, lesson, names, place) if place in late else lesson for place, lesson in enumerate(found)
    )


def _in_time(lesson: Defined, names: Names, place: int) -> Defined:
    terms: dict[str, Term] = {}
    for term in lesson.terms:
        head = names.heads.get(term.name)
        if head is not None and names.places[term.name] == place and head.line == term.line:
            terms.setdefault(term.name, term if head.aliases == term.aliases else term._replace(aliases=head.aliases))
    return Defined(tuple(terms.values()))


def alike_of(names: Names) -> tuple[tuple[str, str], ...]:
    """The terms that have the address of an earlier one, each behind that one."""
    first: dict[str, str] = {}
    pairs = ((first.setdefault(term_anchor(name), name), name) for name in names.heads)
    return tuple((other, name) for other, name in pairs if other != name)


def plurals_of(spellings: Spellings) -> tuple[tuple[str, str, str, str], ...]:
    """The names whose plural is the name of another term: (name, plural, term, the other term)."""
    named = {as_key(name): term for name, term in spellings.pairs}
    plurals = ((name, plural_of(name), term) for name, term in named.items())
    return tuple(
        (name, plural, term, other) for name, plural, term in plurals if (other := named.get(plural, term)) != term
    )


def _double_labels(book: Book, names: Names) -> Iterator[tuple[str, str, Span]]:
    """The labels that an earlier line bears already."""
    if names.labelled == len(names.labels):
        return
    for line in book.lines():
        if line.label and names.labels[line.label] != line.id:
            yield line.label, names.labels[line.label], line.label_span or line.span
