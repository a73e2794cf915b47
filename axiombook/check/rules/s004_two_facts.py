"""S004: a line that holds more than one definition."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "S004",
    "two-facts",
    "error",
    "One line, one fact: a line with two definitions cannot be cited for one of them.",
    wrong=Example(
        {
            "01-one.md": "# One\n\n"
            "1. **nibble** = a count of 4; **cell** = a count of 2.\n2. A nibble has a cell. {axiom}\n"
        }
    ),
    right=Example(
        {
            "01-one.md": "# One\n\n"
            "1. **nibble** = a count of 4.\n2. **cell** = a count of 2.\n3. A nibble has a cell. {axiom}\n"
        }
    ),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """The second and every further definition of a line."""
    for line in lesson.lines:
        for head in line.definitions[1:]:
            message = f"line {line.id} defines `{line.definitions[0].name}` and `{head.name}`"
            yield finding(RULE, head.span, message, "Give each definition a line of its own.")
