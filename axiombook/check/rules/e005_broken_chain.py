"""E005: a pointer of a chain does not hold its target's address."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding, Missing
from axiombook.check.evidence import citing, places_of
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import Facts
from axiombook.read.bind import boxes_of

CHAIN = """[values]
a = 'a=([0-9a-f]+)'
b = 'b=([0-9a-f]+)'
p = 'p=([0-9a-f]+)'
[[chain]]
name = "first"
at = "a"
points = { p = ["p", "second"] }
[[chain]]
name = "second"
at = "b"
"""

RULE = Rule(
    "E005",
    "broken-chain",
    "error",
    "An arrow in a figure is a claim: the number in this field is the address of that structure. The "
    "builder compares the two.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{chain} probe\n   ```\n"},
        capture("a=ff10\nb=ff20\np=ff30\n", CHAIN),
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{chain} probe\n   ```\n"},
        capture("a=ff10\nb=ff20\np=ff20\n", CHAIN),
    ),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every chain, shown in a lesson or not, with a pointer that misses."""
    chains = ((entry, boxes_of(entry)) for entry in book.captures.values() if entry.chain)
    broken = [(entry, lost) for entry, lost in chains if isinstance(lost, Missing) and lost.code == "E005"]
    if not broken:
        return
    cited = citing(book, facts)
    for entry, lost in broken:
        for span in places_of(entry, cited, "chain.0"):
            yield finding(RULE, span, lost.message, lost.help)
