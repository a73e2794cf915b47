"""Where each term of a book is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from axiombook.book import Lesson
from axiombook.dataclass import dataclass
from axiombook.facts import Defined, LessonFacts, Term
from axiombook.pages.context import Context
from axiombook.sealed import Sealed


class Used(NamedTuple):
    """A term, the ids of the lines that use it, in reading order, and links to them but for the line that defines it.

    A heading is no line.
    """

    term: str
    lines: tuple[str, ...]
    links: str


@dataclass(frozen=True, slots=True)
class Uses(Sealed):
    """What one lesson uses. of: term -> the lines that use it, each with a link to it."""

    of: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class UsedTerms(Sealed):
    """The uses of the terms of one lesson."""

    of: tuple[Used, ...]


def uses_of(context: Context) -> list[UsedTerms]:
    """The uses of the terms that each lesson defines."""
    kept, lessons, parts = context.kept, context.book.lessons, context.facts.lessons
    found = kept.results(_in_lesson, zip(lessons, parts, strict=True))
    users: list[list[Uses]] = [[] for _ in lessons]
    same = kept.sames(Uses, (lesson.slug for lesson in lessons), found)
    for at, (uses, bases) in enumerate(zip(same, context.terms.definers, strict=True)):
        for base in {*bases, at}:
            users[base].append(uses)
    return kept.results(_of_terms, zip(context.terms.own, map(tuple, users), strict=True))


def _in_lesson(lesson: Lesson, facts: LessonFacts) -> Uses:
    links = {line.id: f'<a href="{lesson.slug}.html#l{line.number}">{line.id}</a>' for line in lesson.lines}
    uses: dict[str, dict[str, str]] = defaultdict(dict)
    for use in facts.found.uses:
        if use.place.line:
            uses[use.term][use.place.line] = links[use.place.line]
    return Uses(dict(uses))


def _of_terms(defined: Defined, users: tuple[Uses, ...]) -> UsedTerms:
    """users: the lessons that use one of the terms, in reading order, and perhaps others."""
    return UsedTerms(tuple(_used(term, users) for term in defined.terms))


def _used(term: Term, users: tuple[Uses, ...]) -> Used:
    links = {id: link for uses in users for id, link in uses.of.get(term.name, {}).items()}
    return Used(term.name, tuple(links), " ".join(link for id, link in links.items() if id != term.line))
