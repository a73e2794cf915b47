"""V003: `{{...}}` names no capture or no value, or its regex does not match exactly one value."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Capture, Figure, Finding, Lesson, Prose, Span
from axiombook.check.evidence import missing
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import Facts, LessonFacts

RULE = Rule(
    "V003",
    "unknown-value",
    "error",
    "A value flows into the book from one place. A name that leads nowhere would leave a hole in the line.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. The slot holds {{probe.slot}}.\n"},
        capture("slot=4\n", "[values]\nslott = 'slot=([0-9]+)'\n"),
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. The slot holds {{probe.slot}}.\n"},
        capture("slot=4\n", "[values]\nslot = 'slot=([0-9]+)'\n"),
    ),
)


HELP = "Values are named under [values] in the TOML of a capture."


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every value without one in a figure, whose words nobody checks, and every chain without one."""
    for line in lesson.lines:
        for block in line.blocks:
            if isinstance(block, Figure):
                yield from without(block.text)
    for lost in missing(lesson, "V003"):
        yield finding(RULE, lost.span, lost.message, lost.help)


def without(text: Prose) -> Iterator[Finding]:
    """Every value in a text that has none."""
    for inline in text.inlines:
        if inline.missing:
            yield finding(RULE, text.span(inline.start, inline.end), inline.missing, HELP)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every value in prose that has none, and every value of a capture, used or not, whose pattern gives none."""
    told = {use.reference for use in facts.values if use.missing}
    for use in facts.values:
        if use.missing:
            yield finding(RULE, use.span, use.missing, HELP)
    if book.front is not None:
        yield from without(book.front.text)
    for entry in book.captures.values():
        yield from broken(entry, told)


def broken(entry: Capture, told: set[str]) -> Iterator[Finding]:
    """Values of a capture without a value, that no line told of already."""
    for name, why in entry.broken.items():
        if not any(reference.endswith(f".{name}") for reference in told):
            span = Span(entry.provenance, entry.lines_of.get(f"values.{name}", 1))
            yield finding(RULE, span, f"the value `{name}` has no value: {why}", "Mend its pattern, or take it out.")
