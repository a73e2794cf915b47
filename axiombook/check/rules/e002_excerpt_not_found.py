"""E002: `match`, `from`, `to`, `lines`, `symbol` or `anchor` selects nothing."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.evidence import missing
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "E002",
    "excerpt-not-found",
    "error",
    "An excerpt that selects nothing shows an empty proof. A source that moved is found again by "
    "symbol; a log that changed is told.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   match: slott\n   ```\n"},
        capture("slot=4\n", ""),
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   match: slot\n   ```\n"},
        capture("slot=4\n", ""),
    ),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every proof block whose options select nothing."""
    for lost in missing(lesson, "E002"):
        yield finding(RULE, lost.span, lost.message, lost.help)
