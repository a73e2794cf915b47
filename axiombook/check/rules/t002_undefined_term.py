"""T002: a word, identifier or sign that is neither in the vocabulary nor defined anywhere before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from axiombook.book import Book, Finding
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import Facts
from axiombook.near import Near

RULE = Rule(
    "T002",
    "undefined-term",
    "error",
    "A technical word that no line defines is a hole in the book, however plain it is to its author.",
    wrong=Example({"01-one.md": "# One\n\n1. A nibble holds 4. {axiom}\n"}),
    right=Example({"01-one.md": "# One\n\n1. **nibble** = a count of 4.\n2. A nibble holds 4. {axiom}\n"}),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every unknown token, with the nearest name that is known."""
    spellings = (name for head in facts.names.heads.values() for name in head.spellings)
    near = Near(chain(spellings, book.vocabulary))
    words = "" if book.vocabulary else "Write the words that the reader brings into content/vocabulary.txt. "
    for unknown in facts.unknown:
        yield finding(
            RULE,
            unknown.span,
            f"`{unknown.text}` is neither in the vocabulary nor defined by a line",
            words
            + near.hint(unknown.text)
            + f"Define it on an earlier line, **{unknown.text}** = ..., or use a plain word.",
        )
