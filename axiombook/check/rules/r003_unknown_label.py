"""R003: `[text](#label)` cites no line."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding, Lesson
from axiombook.check.rule import WORDS, Example, Rule, finding
from axiombook.facts import Facts, LessonFacts
from axiombook.links import is_reserved
from axiombook.near import Near

RULE = Rule(
    "R003",
    "unknown-label",
    "error",
    "A citation that leads nowhere is a claim without its proof.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. `2 * 8 = 16`. {#sum}\n2. As [that](#sums) says. {axiom}\n"},
        vocabulary=WORDS + " says",
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. `2 * 8 = 16`. {#sum}\n2. As [that](#sum) says. {axiom}\n"},
        vocabulary=WORDS + " says",
    ),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every citation without a line, and every label that two lines bear."""
    near = Near(facts.labels)
    for citation in facts.citations:
        if not citation.target:
            help = near.hint(citation.label) + f"Write {{#{citation.label}}} at the end of the line that is meant."
            yield finding(RULE, citation.span, f"no line has the label `{citation.label}`", help)
    for label, line, span in facts.double_labels:
        message = f"line {line} has the label `{label}` already"
        yield finding(RULE, span, message, "Give one of the two lines another label.")


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every label that the pages use themselves."""
    for line in lesson.lines:
        if line.label_span is not None and is_reserved(line.label):
            message = f"every page has the address `#{line.label}` itself, so that no line can bear it"
            yield finding(RULE, line.label_span, message, "Give the line another label.")
