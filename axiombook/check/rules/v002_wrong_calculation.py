"""V002: the two sides of `=` differ when computed."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Calc, Finding, Lesson
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "V002",
    "wrong-calculation",
    "error",
    "A sum that is wrong once costs the reader's trust in all of them; the builder computes each again.",
    wrong=Example({"01-one.md": "# One\n\n1. `2 * 8 = 17`.\n"}),
    right=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16 = 0x10`.\n"}),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every calculation whose sides differ or cannot be computed."""
    for entry in facts.found.sums:
        if entry.right:
            continue
        if entry.problem:
            message = f"this calculation cannot be computed: {entry.problem}"
        else:
            computed = " and ".join(
                f"`{' '.join(side.split())}` is {shown(value)}"
                for side, value in zip(entry.sides, entry.values, strict=True)
            )
            message = f"the sides differ: {computed}"
        yield finding(RULE, entry.span, message, "Compute both sides by hand and mend the wrong one.")
    for line in lesson.lines:
        for block in line.blocks:
            for row in block.rows if isinstance(block, Calc) else ():
                if row.key not in facts.found.sums_at:
                    span = row.span(0, len(row.raw))
                    yield finding(RULE, span, "this row of {calc} holds no calculation", "Write it as 2 + 3 = 5.")


def shown(value: object) -> str:
    """A computed value in decimal, and in hexadecimal where it is large."""
    return f"{value} ({value:#x})" if isinstance(value, int) and value >= 1000 else str(value)
