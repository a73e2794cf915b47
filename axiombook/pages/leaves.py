"""What the pages make of one lesson, kept as long as nothing changes that a lesson's pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from axiombook.book import Book, Lesson
from axiombook.facts import Checked, LessonFacts
from axiombook.kept import Kept
from axiombook.pages.hints import Hints, needed
from axiombook.pages.theme import Theme


class Leaf:
    """What was made of a lesson, by the function that makes it. The page of a whole book joins one of each lesson."""

    __slots__ = ("made",)

    def __init__(self, *_: object) -> None:
        """A fresh one for whatever a lesson's pages are made from."""
        self.made: dict[Callable[..., Any], Any] = {}


@dataclass(frozen=True)
class Leaves:
    """The leaves of a book's lessons, in order; looked up where one of them is asked for."""

    book: Book
    checked: Checked
    theme: Theme
    hints: Hints
    kept: Kept

    def __getitem__(self, at: int) -> Leaf:
        return self._found[at]

    def __iter__(self) -> Iterator[Leaf]:
        return iter(self._found)

    @cached_property
    def _found(self) -> list[Leaf]:
        book, facts = self.book, self.checked.facts
        slugs = self.kept.same(tuple, "slugs", tuple(lesson.slug for lesson in book.lessons))
        twice = facts.names if facts.names.labelled != len(facts.names.labels) else None
        shared = (self.theme, book.settings, book.captures, book.sources, slugs, twice, tuple(self._doubled()))
        return self.kept.results(Leaf, self._shown(), *shared)

    def _doubled(self) -> Iterator[tuple[Lesson, LessonFacts]]:
        """The lessons of which two have one number: whoever names a line of theirs may mean either."""
        lessons, facts = self.book.lessons, self.checked.facts.lessons
        numbers = Counter(lesson.number for lesson in lessons)
        if len(numbers) < len(lessons):
            yield from (each for each in zip(lessons, facts, strict=True) if numbers[each[0].number] > 1)

    def _shown(self) -> Iterator[tuple[object, ...]]:
        """Of each lesson all that its pages show, but for what all lessons share."""
        lessons, hints = self.book.lessons, self.hints
        facts = self.checked.facts.lessons
        shown = self.kept.results(needed, hints.asked)
        names = [(lesson.slug, lesson.name) for lesson in lessons]
        beside = (tuple(names[max(at - 1, 0) : at + 2]) for at in range(len(names)))
        yield from zip(lessons, facts, self.checked.ledgers, hints.own, hints.known, beside, shown, strict=True)
