"""Q001: Q without A, Wrong without Right, Puzzle without Solution, one of the seven missing."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import SEVEN, Block, Figure, Finding, Lesson, Mistake, Prose, Puzzle, Question, Seven
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "Q001",
    "unanswered",
    "error",
    "A question that a book raises and does not answer stays with the reader.",
    wrong=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16`.\n\n   Q: Is it so?\n"}),
    right=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16`.\n\n   Q: Is it so?\n   A: Yes: 16 is 2 * 8.\n"}),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every half of a pair, and every {w} that leaves one of the seven out."""
    for line in lesson.lines:
        for block in line.blocks:
            said = lack(block)
            if said is not None and not isinstance(block, Figure):
                yield finding(RULE, block.span, said, "Write it under this line, or take the other half out.")


def lack(block: Block) -> str | None:
    """What a block lacks, as a sentence; None where it is whole."""
    match block:
        case Question(question, answer):
            return _half(question, answer, "Q", "A")
        case Mistake(wrong, right):
            return _half(wrong, right, "Wrong", "Right")
        case Puzzle(puzzle, solution):
            return _half(puzzle, solution, "Puzzle", "Solution")
        case Seven(answers):
            given = {name for name, text in answers if text.shown.strip()}
            left = [name for name in SEVEN if name not in given]
            return f"{', '.join(left)} of the seven questions has no answer" if left else None
    return None


def _half(first: Prose | None, second: Prose | None, name: str, other: str) -> str | None:
    if first is None or not first.shown.strip():
        return f"this `{other}:` has no `{name}:` above it"
    if second is None or not second.shown.strip():
        return f"this `{name}:` has no `{other}:`"
    return None
