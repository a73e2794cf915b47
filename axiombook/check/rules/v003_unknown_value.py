"""V003: `{{...}}` names no capture or no value, or its regex does not match exactly one value."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Calc, Figure, Finding, Prose, Span
from axiombook.check.evidence import missing
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import Facts

RULE = Rule(
    "V003",
    "unknown-value",
    "error",
    "A value flows into the book from one place. A name that leads nowhere would leave a hole in the line.",
    wrong=Example({"01-one.md": '# One\n\n1. The slot holds {{probe.slot}}.\n'}, capture("slot=4\n", "[values]\nslott = 'slot=([0-9]+)'\n")),
    right=Example({"01-one.md": '# One\n\n1. The slot holds {{probe.slot}}.\n'}, capture("slot=4\n", "[values]\nslot = 'slot=([0-9]+)'\n")),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every value in the text that has none, and every value of a capture, used or not, whose pattern gives none."""
    told: set[str] = set()
    for use in facts.values:
        if use.missing:
            told.add(use.reference)
            yield finding(RULE, use.span, use.missing, "Values are named under [values] in the TOML of a capture.")
    if book.front is not None:
        for inline in book.front.text.inlines:
            if inline.missing:
                span = book.front.text.span(inline.start, inline.end)
                yield finding(RULE, span, inline.missing, "Values are named under [values] in the TOML of a capture.")
    for piece in (*figures(book),):
        for inline in piece.inlines:
            if inline.missing:
                span = piece.span(inline.start, inline.end)
                yield finding(RULE, span, inline.missing, "Values are named under [values] in the TOML of a capture.")
    for lost in missing(book, "V003"):
        yield finding(RULE, lost.span, lost.message, lost.help)
    for capture_ in book.captures.values():
        for name, why in capture_.broken.items():
            if not any(reference.endswith(f".{name}") for reference in told):
                row = capture_.lines_of.get(f"values.{name}", 1)
                span = Span(capture_.provenance, row, 1, 2)
                yield finding(RULE, span, f"the value `{name}` has no value: {why}", "Mend its pattern, or take it out.")


def figures(book: Book) -> Iterator[Prose]:
    """The texts outside prose that values are put into."""
    for line in book.lines():
        for block in line.blocks:
            if isinstance(block, Figure):
                yield block.text
            elif isinstance(block, Calc):
                yield from block.rows
