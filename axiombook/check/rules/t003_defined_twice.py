"""T003: one term, two definitions."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import Facts

RULE = Rule(
    "T003",
    "defined-twice",
    "error",
    "A term with two definitions means two things, and a reader cannot tell which of them a line means.",
    wrong=Example(
        {
            "01-one.md": "# One\n\n"
            "1. **nibble** = a count of 4.\n2. **nibble** = a slot of 4.\n3. A nibble holds 4. {axiom}\n"
        }
    ),
    right=Example({"01-one.md": "# One\n\n1. **nibble** = a count of 4.\n2. A nibble holds 4. {axiom}\n"}),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every definition of a name or alias that an earlier definition took, or whose plural it took."""
    yield from _plurals(facts)
    yield from _addresses(facts)
    if not facts.again:
        return
    known = tuple(facts.terms.values())[::-1]  # of two spellings that differ in capitals the first stays
    first = {name.casefold(): term for term in known for name in (term.name, *term.aliases)}
    for term in facts.again:
        others = ((name, first.get(name.casefold(), term)) for name in (term.name, *term.aliases))
        for name, other in others:
            if other.span != term.span:
                yield finding(
                    RULE,
                    term.span,
                    f"`{name}` is defined already, on line {other.line}",
                    "Keep one of the two definitions, or give one of them another name.",
                )
                break


def _addresses(facts: Facts) -> Iterator[Finding]:
    """The later of two terms that have one address, such as `a b` and `a-b`: no link could tell them apart."""
    for first, second in facts.alike:
        other, term = facts.terms[first], facts.terms[second]
        message = f"`{term.name}` has the address `#{term.anchor}`, as `{other.name}` on line {other.line} has"
        yield finding(RULE, term.span, message, "Give one of the two another name.")


def _plurals(facts: Facts) -> Iterator[Finding]:
    """The later of two definitions, one of them called as the other in the plural: a plural comes with its term."""
    for name, plural, *terms in facts.plurals:
        first, second = sorted((facts.terms[term] for term in terms), key=lambda one: one.order)
        yield finding(
            RULE,
            second.span,
            f"`{plural}` is the plural of `{name}`, and line {first.line} defines one of them already",
            "Keep one of the two definitions, or give one of them another name.",
        )
