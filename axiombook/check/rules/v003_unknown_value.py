"""V003: `{{...}}` names no capture or no value, or its regex does not match exactly one value."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Calc, Capture, Figure, Finding, Prose, Span
from axiombook.check.evidence import missing
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import Facts

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


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every value in the text that has none, and every value of a capture, used or not, whose pattern gives none."""
    help = "Values are named under [values] in the TOML of a capture."
    told = {use.reference for use in facts.values if use.missing}
    for use in facts.values:
        if use.missing:
            yield finding(RULE, use.span, use.missing, help)
    for text in unchecked(book):
        for inline in text.inlines:
            if inline.missing:
                yield finding(RULE, text.span(inline.start, inline.end), inline.missing, help)
    for lost in missing(book, "V003"):
        yield finding(RULE, lost.span, lost.message, lost.help)
    for entry in book.captures.values():
        yield from broken(entry, told)


def broken(entry: Capture, told: set[str]) -> Iterator[Finding]:
    """Values of a capture without a value, that no line told of already."""
    for name, why in entry.broken.items():
        if not any(reference.endswith(f".{name}") for reference in told):
            span = Span(entry.provenance, entry.lines_of.get(f"values.{name}", 1), 1, 2)
            yield finding(RULE, span, f"the value `{name}` has no value: {why}", "Mend its pattern, or take it out.")


def unchecked(book: Book) -> Iterator[Prose]:
    """The texts that values are put into and whose words nobody checks: the front page, figures, {calc}."""
    if book.front is not None:
        yield book.front.text
    for line in book.lines():
        for block in line.blocks:
            if isinstance(block, Figure):
                yield block.text
            elif isinstance(block, Calc):
                yield from block.rows
