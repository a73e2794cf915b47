"""V001: a large number that no earlier or same line computed, captured or gave."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "V001",
    "underived-value",
    "error",
    "A number from nowhere cannot be checked. Every address is captured, and every large number is "
    "computed on the page.",
    wrong=Example({"01-one.md": "# One\n\n1. The slot holds 4096. {axiom}\n"}),
    right=Example(
        {"01-one.md": "# One\n\n1. The slot holds `16 * 256 = 4096`.\n2. 4096 is the count of the slot. {axiom}\n"}
    ),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every large number without an origin."""
    for use in facts.numbers:
        if not use.origin:
            yield finding(
                RULE,
                use.span,
                f"no line up to here computed, captured or gave {use.text}",
                "Compute it, as in 16 * 256 = 4096; put it in with {{NAME.value}}; or end the line with {given}.",
            )
