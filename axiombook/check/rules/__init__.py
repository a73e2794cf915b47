"""One file a rule; the folder is the registry.

A file holds RULE, which says what the rule is, and what yields its findings: `find(book, facts)`, or for what needs no
more than one lesson `find_in(lesson, facts, names)`, which is not asked again as long as these stay; or both.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, TypeVar, cast, runtime_checkable

from axiombook.book import Book, Finding, Lesson
from axiombook.check.phrases import Phrases
from axiombook.check.rule import Rule
from axiombook.facts import Facts, LessonFacts


class RuleFile(Protocol):
    """What every file of this folder offers."""

    RULE: Rule


@runtime_checkable
class BookRule(RuleFile, Protocol):
    """A rule about the book as a whole."""

    def find(self, book: Book, facts: Facts) -> Iterator[Finding]:
        """What the rule finds in a book."""


@runtime_checkable
class LessonRule(RuleFile, Protocol):
    """A rule about one lesson."""

    def find_in(self, lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
        """What the rule finds in a lesson, from the lesson's own facts and the names that terms and phrases share."""


R = TypeVar("R", bound=RuleFile)


@cache
def rules() -> Mapping[str, RuleFile]:
    """Every rule by its code, in the order of the codes."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [cast("RuleFile", importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {rule.RULE.code: rule for rule in found}


@cache
def codes() -> frozenset[str]:
    """The codes of all rules, from the names of their files: no rule is loaded for it."""
    return frozenset(module.name.partition("_")[0].upper() for module in pkgutil.iter_modules(__path__))


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """What the rules about the whole book find."""
    for rule in _of(BookRule):
        yield from rule.find(book, facts)


def shared(names: frozenset[str]) -> frozenset[str]:
    """Those names of terms, in small letters, that a list of phrases may hold: there they are no faults of style."""
    lists = [found for rule in rules().values() if isinstance(found := getattr(rule, "PHRASES", None), Phrases)]
    return frozenset(name for name in names if any(phrases.may_hold(name) for phrases in lists))


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> tuple[Finding, ...]:
    """What the rules about one lesson find in it."""
    return tuple(finding for rule in _of(LessonRule) for finding in rule.find_in(lesson, facts, names))


@cache
def _of(sort: type[R]) -> tuple[R, ...]:
    """The rules of one sort, in the order of the codes."""
    return tuple(rule for rule in rules().values() if isinstance(rule, sort))
