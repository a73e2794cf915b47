"""The ledgers: what each lesson introduced, derived, computed and showed; computed, never typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from sys import intern
from typing import Any

from axiombook.book import Block, Book, Excerpt, Figure, Finding, Lesson, Listing, Log, Trace
from axiombook.check.allow import Used
from axiombook.check.said import evidence_rows
from axiombook.dataclass import dataclass
from axiombook.facts import Facts, Ledger, LessonFacts
from axiombook.kept import Kept
from axiombook.outline import Names
from axiombook.settings import Register
from axiombook.side_by_side import Each

_IDENTIFIER = re.compile(
    r"(?<![\w%$.])[A-Za-z_]\w*+(?=\()|(?<![\w%$])_*+[A-Za-z](?=\w*?_\w)\w*+|(?<!\w)_++[A-Za-z]\w*+"
)
# In a source a word is a name, too, where C puts it: behind `struct`, on either side of an arrow.
_IN_SOURCE = re.compile(
    rf"\b(?:struct|union|enum)\s+([A-Za-z_]\w*+)|->\s*([A-Za-z_]\w*+)|\b([A-Za-z_]\w*+)(?=\s*->)|{_IDENTIFIER.pattern}"
)
_C = frozenset(
    """
    if for while switch return sizeof struct union enum typedef static const else do int long char void
    unsigned short signed break continue case default goto inline extern volatile define include ifdef
    ifndef endif
    """.split()
)


def ledgers(
    book: Book, facts: Facts, findings: tuple[Finding, ...], used: Used, kept: Kept, each: Each[Any, Any]
) -> tuple[tuple[Ledger, ...], Ledger]:
    """One ledger a lesson, in order, and the book's. each: how lessons are shared out."""
    known_from = kept.result(_known_from, facts.names)
    failed = {finding.span.file for finding in findings if finding.severity == "error"}
    proofs = kept.results(_proofs, ((lesson,) for lesson in book.lessons), each=each)
    early = kept.results(_early, ((shown, at) for at, shown in enumerate(proofs)), known_from, book.vocabulary)
    rows = (
        (lesson, part, shown, names, _allowed(lesson, used), lesson.file not in failed)
        for lesson, part, shown, names in zip(book.lessons, facts.lessons, proofs, early, strict=True)
    )
    found = kept.results(_ledger, rows)
    parts = tuple(kept.sames(_ledger, (lesson.slug for lesson in book.lessons), found))
    return parts, kept.same(_whole, "", _whole(facts, parts, not failed))


def _known_from(names: Names) -> dict[str, int]:
    """Every spelling of a term with the place of the lesson that defines it."""
    return {spelling: names.places[head.name] for head in names.heads.values() for spelling in head.spellings}


def _early(proofs: Proofs, at: int, known_from: Mapping[str, int], words: frozenset[str]) -> tuple[str, ...]:
    """The names in a lesson's proofs that no lesson up to it defines. at: its place in the order."""
    names = (name for name in proofs.names if known_from.get(name, at + 1) > at)
    return tuple(name for name in names if name.casefold() not in words)


def _allowed(lesson: Lesson, used: Used) -> tuple[tuple[str, str, str], ...]:
    if not used:
        return ()
    places = {lesson.slug, *(line.id for line in lesson.lines)}
    return tuple((place, allow.code, allow.reason) for place, allow in used if place in places)


def _ledger(
    lesson: Lesson,
    facts: LessonFacts,
    proofs: Proofs,
    early: tuple[str, ...],
    allowed: tuple[tuple[str, str, str], ...],
    passed: bool,
) -> Ledger:
    """early: the names in the lesson's proofs that no lesson up to it defines."""
    return Ledger(
        tuple(dict.fromkeys(_missed(facts))),
        early,
        sum(len(line.definitions) for line in lesson.lines),
        facts.derived,
        len(facts.found.sums),
        proofs.rows,
        allowed,
        passed,
    )


def _missed(facts: LessonFacts) -> Iterator[str]:
    """What stands in a lesson and is neither defined nor derived: words first, then numbers."""
    yield from (entry.text for entry in facts.unknown)
    yield from (use.text for use in facts.numbers if not use.origin)


@dataclass(frozen=True, slots=True)
class Proofs:
    """The identifiers in the evidence of a lesson, each once, and how many lines of evidence it shows."""

    names: tuple[str, ...]
    rows: int


def _proofs(lesson: Lesson) -> Proofs:
    blocks = [block for line in lesson.lines for block in line.blocks]
    names = dict.fromkeys(name for block in blocks for name in names_in(block))
    return Proofs(tuple(names), sum(map(evidence_rows, blocks)))


def _whole(facts: Facts, parts: tuple[Ledger, ...], passed: bool) -> Ledger:
    names = dict.fromkeys(chain.from_iterable(part.names_in_proofs for part in parts))
    return Ledger(
        tuple(dict.fromkeys(chain.from_iterable(part.not_derived for part in parts))),
        tuple(name for name in names if name not in facts.terms),
        sum(part.terms for part in parts),
        sum(part.values for part in parts),
        sum(part.calculations for part in parts),
        sum(part.evidence_lines for part in parts),
        tuple(entry for part in parts for entry in part.allowed),
        passed,
    )


def names_in(block: Block) -> Iterator[str]:
    """The identifiers in evidence and figures: names with an underscore, and names before a bracket.

    In a source those behind `struct` and beside an arrow, too.
    """
    pattern = _IN_SOURCE if isinstance(block, Listing) else _IDENTIFIER
    match block:
        case Log(excerpt=Excerpt(rows=rows)) | Listing(excerpt=Excerpt(rows=rows)):
            texts = [row for _, row in rows]
        case Trace(steps=tuple() as steps):
            texts = [f"{step.function}()" for step in steps]
        case Figure(text=text):
            texts = [text.shown]
        case _:
            texts = []
    for row in texts:
        found = (match[match.lastindex or 0] for match in pattern.finditer(row))
        yield from (intern(name) for name in found if name not in _C)  # the same few in many lessons


def ledger_text(ledger: Ledger) -> str:
    """The five lines of a ledger as the contract writes them."""
    allowed = "; ".join(f"{place} {code} because {reason}" for place, code, reason in ledger.allowed)
    counts = (
        f"TERMS DEFINED: {ledger.terms}    VALUES DERIVED: {ledger.values}    "
        f"CALCULATIONS CHECKED: {ledger.calculations}    EVIDENCE LINES: {ledger.evidence_lines}"
    )
    return "\n".join(
        [
            f"NEW THINGS INTRODUCED WITHOUT DERIVATION: {', '.join(ledger.not_derived) or 'none'}",
            f"NAMES IN PROOFS NOT YET DERIVED: {', '.join(ledger.names_in_proofs) or 'none'}",
            counts,
            f"ALLOWED: {allowed or 'none'}",
            f"STATUS: {'PASS' if ledger.passed else 'FAIL'}",
        ]
    )


def register_rows(book: Book, register: Register) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """(id, the lines that place it, why it is set aside or '') of each thing that a register owes a place."""
    placed: dict[str, list[str]] = {}
    for line in book.lines():
        for id in line.places:
            placed.setdefault(id, []).append(line.id)
    for id in register.ids:
        yield id, tuple(placed.get(id, ())), register.aside.get(id, "")
