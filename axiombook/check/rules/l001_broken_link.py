"""L001: a link, image or `[text][reference]` inside the site that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from axiombook.book import Book, Finding, Lesson
from axiombook.check.rule import WORDS, Example, Rule, finding
from axiombook.facts import Facts, LessonFacts, Link

RULE = Rule(
    "L001",
    "broken-link",
    "error",
    "A link that leads nowhere breaks the book where a reader needs it most.",
    wrong=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16`, as [that](02-two.md) has it.\n"}),
    right=Example(
        {
            "01-one.md": "# One\n\n1. `2 * 8 = 16`, as [that](02-two.md) has it.\n",
            "02-two.md": "# Two\n\n1. `2 * 8 = 16`.\n",
        },
        vocabulary=WORDS + " two",
    ),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every link and image of the front page without a target."""
    yield from _broken(facts.front_links)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every link and image of a lesson without a target."""
    return _broken(facts.links)


def _broken(links: Iterable[Link]) -> Iterator[Finding]:
    for link in links:
        if link.problem:
            yield finding(RULE, link.span, link.problem, "Mend the address, or put the file into content/.")
