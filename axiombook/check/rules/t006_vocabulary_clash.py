"""T006: a defined term that is also in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import Facts

RULE = Rule(
    "T006",
    "vocabulary-clash",
    "error",
    "A word is what the reader brings, or what the book defines; a word that is both is used before "
    "its definition and nobody sees it.",
    wrong=Example({"01-one.md": "# One\n\n1. **slot** = a count of 4.\n2. A slot holds 4. {axiom}\n"}),
    right=Example({"01-one.md": "# One\n\n1. **nibble** = a count of 4.\n2. A nibble holds 4. {axiom}\n"}),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every name or alias of a term that vocabulary.txt holds."""
    if facts.names.small.isdisjoint(book.vocabulary):
        return
    for term in (*facts.terms.values(), *facts.again):
        for name in (term.name, *term.aliases):
            if name.casefold() in book.vocabulary:
                row = book.vocabulary_lines[name.casefold()]
                yield finding(
                    RULE,
                    term.span,
                    f"`{name}` is also a word of the vocabulary (content/vocabulary.txt:{row})",
                    "Take it out of vocabulary.txt and find a plain word for the lines above, or define another name.",
                )
