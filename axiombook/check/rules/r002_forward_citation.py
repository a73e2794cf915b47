"""R002: `[text](#label)` cites a later line."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.rule import WORDS, Example, Rule, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "R002",
    "forward-citation",
    "error",
    "A line that rests on a later one stands on air: the reader has not been there.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. As [that](#sum) says. {axiom}\n2. `2 * 8 = 16`. {#sum}\n"},
        vocabulary=WORDS + " says",
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. `2 * 8 = 16`. {#sum}\n2. As [that](#sum) says. {axiom}\n"},
        vocabulary=WORDS + " says",
    ),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every citation of a line that stands below, or of the line itself in its own text."""
    for citation in facts.citations:
        if not citation.target:
            continue
        later = citation.order > citation.place.order
        itself = citation.place.role == "line" and citation.target == citation.place.line
        if later or itself:
            what = "itself" if itself else f"line {citation.target}, which comes after it"
            yield finding(
                RULE,
                citation.span,
                f"this line cites {what}",
                "Move the cited line above this one, or cite an earlier one.",
            )
