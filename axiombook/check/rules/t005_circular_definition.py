"""T005: a definition that uses the term it defines."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "T005",
    "circular-definition",
    "error",
    "A definition that needs its own term defines nothing.",
    wrong=Example({"01-one.md": "# One\n\n1. **nibble** = a nibble of 4.\n2. A nibble holds 4. {axiom}\n"}),
    right=Example({"01-one.md": "# One\n\n1. **nibble** = a count of 4.\n2. A nibble holds 4. {axiom}\n"}),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every use of a term in the text of its own defining line."""
    for use in facts.circular:
        yield finding(
            RULE,
            use.span,
            f"the definition of `{use.term}` uses `{use.term}`",
            "Say what it is in terms of earlier lines; say more about it on the next line.",
        )
