"""What follows from a book: terms, uses, numbers, citations, and what each line rests on.

Computed once, in reading order, by axiombook.check; the rules, the pages, `why`, the ledger and the language server all
read it, and none computes a part of it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from axiombook.book import Finding, Kind, Panel, Span

Key = tuple[str, int, int]  # Prose.key


class Place(NamedTuple):
    """Where running text stands. order: the order of its line; a heading's is that of its lesson's last line.

    line: the line's id, or '' for a heading. lesson: index into Book.lessons.
    """

    lesson: int
    line: str
    order: int
    panel: Panel
    role: Literal["line", "heading", "block"]


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term. line: the id of its defining line; forms: every spelling that is a use of it."""

    name: str
    aliases: tuple[str, ...]
    line: str
    lesson: int
    order: int
    span: Span
    anchor: str  # t-NAME, unique in the book


class Use(NamedTuple):
    """A use of a term: raw[start:end] of the text `key` is the term, however it is spelled there."""

    term: str
    key: Key
    start: int
    end: int
    span: Span
    place: Place


class Unknown(NamedTuple):
    """A word, identifier or sign that is neither vocabulary nor a term."""

    text: str
    span: Span
    place: Place
    near: tuple[str, ...] = ()


class Sum(NamedTuple):
    """A calculation found in text: its sides as written, each side's value (None: it cannot be computed).

    span covers the calculation; start and end are offsets in the shown text of its Prose.
    """

    sides: tuple[str, ...]
    values: tuple[object, ...]
    right: bool
    span: Span
    place: Place
    key: Key
    start: int
    end: int
    problem: str = ""


class NumberUse(NamedTuple):
    """A large number as it stands in text. origin: the id of the line that derived it, '' where none did."""

    text: str
    value: int
    span: Span
    place: Place
    origin: str


class ValueUse(NamedTuple):
    """A {{value}} in text: reference is `NAME.value`."""

    reference: str
    span: Span
    place: Place
    missing: str = ""


class Citation(NamedTuple):
    """`[text](#label)`; target is the cited line's id, '' where there is none."""

    label: str
    target: str
    span: Span
    place: Place


class Link(NamedTuple):
    """Any other link or image of the book's text: address as written, and where it leads ('' nowhere inside)."""

    address: str
    href: str  # as the site writes it
    image: bool
    span: Span
    problem: str


class LineFacts(NamedTuple):
    """What one line does. rests_on: ids of lines, then `capture:NAME`, `value:NAME.value`, `source:PATH`."""

    kinds: tuple[Kind, ...]
    rests_on: tuple[str, ...]
    used_by: tuple[str, ...]
    defines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The counts at the end of a lesson and of the book; allowed: (line id, code, reason)."""

    not_derived: tuple[str, ...]
    names_in_proofs: tuple[str, ...]
    terms: int
    values: int
    calculations: int
    evidence_lines: int
    allowed: tuple[tuple[str, str, str], ...]
    passed: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a book. Mappings are keyed by term name, by line id, or by Prose.key."""

    terms: Mapping[str, Term]
    again: tuple[Term, ...]  # definitions of a term that is already defined
    uses: tuple[Use, ...]
    unknown: tuple[Unknown, ...]
    sums: tuple[Sum, ...]
    numbers: tuple[NumberUse, ...]
    values: tuple[ValueUse, ...]
    citations: tuple[Citation, ...]
    links: tuple[Link, ...]
    labels: Mapping[str, str]  # label -> line id
    lines: Mapping[str, LineFacts]
    uses_at: Mapping[Key, tuple[Use, ...]] = field(default_factory=dict)
    sums_at: Mapping[Key, tuple[Sum, ...]] = field(default_factory=dict)
    double_labels: tuple[Citation, ...] = ()
    derived: Mapping[str, int] = field(default_factory=dict)  # line id -> how many values it derived first


@dataclass(frozen=True, slots=True)
class Checked:
    """Facts, the findings that follow from them, and the ledgers: one a lesson, in order, then the book's."""

    facts: Facts
    findings: tuple[Finding, ...]
    ledgers: tuple[Ledger, ...]
    ledger: Ledger

    @property
    def errors(self) -> int:
        """How many findings end a build."""
        return sum(finding.severity == "error" for finding in self.findings)
