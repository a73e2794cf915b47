"""T004: a term that is defined and never used."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import Facts

RULE = Rule(
    "T004",
    "unused-term",
    "warning",
    "A definition that nothing uses is a word to learn for nothing.",
    wrong=Example({"01-one.md": "# One\n\n1. **nibble** = a count of 4.\n2. A slot holds 4. {axiom}\n"}),
    right=Example({"01-one.md": "# One\n\n1. **nibble** = a count of 4.\n2. A nibble holds 4. {axiom}\n"}),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every term without a use outside its own definition."""
    used = frozenset().union(*(part.needs for part in facts.lessons))
    if len(used) == len(facts.terms):
        return
    for name in facts.terms:
        if name not in used:
            span = facts.terms[name].span
            yield finding(RULE, span, f"`{name}` is defined and never used", "Use it on a line, or take it out.")
