"""T001: a term stands on a line before the line that defines it."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import Facts

RULE = Rule(
    "T001",
    "forward-reference",
    "error",
    "A reader who meets a word before its definition has to guess, and carries the guess on. Line N "
    "uses only what lines 1 to N-1 defined.",
    wrong=Example({"01-one.md": "# One\n\n1. A nibble holds 4. {axiom}\n2. **nibble** = a count of 4.\n"}),
    right=Example({"01-one.md": "# One\n\n1. **nibble** = a count of 4.\n2. A nibble holds 4. {axiom}\n"}),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every use of a term above its definition; a heading may use what its own lesson defines."""
    for use in (use for part in facts.lessons for use in part.early):
        term = facts.terms[use.term]
        yield finding(
            RULE,
            use.span,
            f"`{use.term}` stands here before line {term.line} defines it ({term.span.file}:{term.row})",
            f"Move line {term.line} above this one, define `{use.term}` earlier, or say this in other words.",
        )
