"""What follows from a book: terms, uses, numbers, citations, and what each line rests on.

Computed once, in reading order, by axiombook.check; the rules, the pages, `why`, the ledger and the language server all
read it, and none computes a part of it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal, NamedTuple

from axiombook.book import Finding, Kind, Panel, Span
from axiombook.dataclass import dataclass
from axiombook.links import Links
from axiombook.outline import Names
from axiombook.sealed import Sealed

Key = tuple[str, int, int]  # Prose.key


class Place(NamedTuple):
    """Where running text stands. order: the order of its line; a heading's is that of its lesson's last line.

    line: the line's id, or '' for a heading.
    """

    line: str
    order: int
    panel: Panel
    role: Literal["line", "heading", "block"]


class Term(NamedTuple):
    """A defined term. line: the id of its defining line, which begins in row `row` of its file; span: its head."""

    name: str
    aliases: tuple[str, ...]
    line: str
    order: int
    span: Span
    row: int
    anchor: str  # t-NAME, unique in the book


@dataclass(frozen=True, slots=True)
class Defined(Sealed):
    """The terms that one lesson defines, in order."""

    terms: tuple[Term, ...]


class Terms(Mapping[str, Term]):
    """The terms of a book by their names; where each stands is looked up when it is asked for."""

    __slots__ = ("_defined", "_found", "_names")

    def __init__(self, names: Names, *defined: Defined) -> None:
        """defined: what each lesson defines, in order."""
        self._names, self._defined = names, defined
        self._found: dict[int, dict[str, Term]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Terms, (self._names, *self._defined)

    def __getitem__(self, name: str) -> Term:
        place = self._names.places[name]
        if place not in self._found:
            self._found[place] = {term.name: term for term in self._defined[place].terms}
        return self._found[place][name]

    def __contains__(self, name: object) -> bool:
        return name in self._names.places

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.places)

    def __len__(self) -> int:
        return len(self._names.places)


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
    value: int | tuple[int, int]
    span: Span
    origin: str = ""


class ValueUse(NamedTuple):
    """A {{value}} in text: reference is `NAME.value`."""

    reference: str
    span: Span
    place: Place
    missing: str = ""


class Citation(NamedTuple):
    """`[text](#label)`; target is the cited line's id, '' where there is none; order: that line's, -1 for none."""

    label: str
    target: str
    span: Span
    place: Place
    order: int = -1


class Link(NamedTuple):
    """Any other link or image of the book's text: where its address stands, and why it leads nowhere or ''."""

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
class Found(Sealed):
    """The uses of terms and the calculations in the texts of one lesson, in order, and by Prose.key."""

    uses: tuple[Use, ...]
    sums: tuple[Sum, ...]
    uses_at: Mapping[Key, tuple[Use, ...]]
    sums_at: Mapping[Key, tuple[Sum, ...]]


@dataclass(frozen=True, slots=True)
class LessonFacts(Sealed):
    """The facts of one lesson. lines: line id -> what the line does.

    early: the uses that stand above their term's definition; circular: those in it; needs: the terms that are used
    anywhere else; derived: how many values its lines were the first to derive.
    """

    OPEN: ClassVar[tuple[str, ...]] = ("found", "early", "needs", "unknown", "values", "citations")
    found: Found
    early: tuple[Use, ...]
    circular: tuple[Use, ...]
    needs: frozenset[str]
    unknown: tuple[Unknown, ...]
    numbers: tuple[NumberUse, ...]
    values: tuple[ValueUse, ...]
    citations: tuple[Citation, ...]
    links: tuple[Link, ...]
    lines: Mapping[str, LineFacts]
    derived: int


def number_of(id: str) -> str:
    """The number of the lesson that a line is in, from the line's id."""
    return id.partition(".")[0]


def file_of(key: Key) -> str:
    """The file that a text stands in."""
    return key[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a book: those of its lessons, in order, and what only the whole book tells.

    defined: the terms that each lesson defines, but for definitions that come too late. Mappings are keyed by term
    name, by line id, or by Prose.key.
    """

    lessons: tuple[LessonFacts, ...]
    defined: tuple[Defined, ...]
    terms: Mapping[str, Term]
    again: tuple[Term, ...]  # definitions of a term that is already defined
    alike: tuple[tuple[str, str], ...]  # a term, and a later one that has the same address
    plurals: tuple[tuple[str, str, str, str], ...]  # a name, its plural that is defined too, the terms of both
    names: Names
    lines: Mapping[str, LineFacts]
    uses_at: Mapping[Key, tuple[Use, ...]]
    sums_at: Mapping[Key, tuple[Sum, ...]]
    links: Links
    double_labels: tuple[tuple[str, str, Span], ...]  # a label, the line that bears it already, where it stands again
    front_links: tuple[Link, ...]

    @property
    def labels(self) -> Mapping[str, str]:
        """Label -> the id of the line that bears it."""
        return self.names.labels

    @property
    def uses(self) -> Iterator[Use]:
        """The uses of terms in reading order."""
        return (use for part in self.lessons for use in part.found.uses)

    @property
    def unknown(self) -> Iterator[Unknown]:
        """What nobody knows, in reading order."""
        return (entry for part in self.lessons for entry in part.unknown)

    @property
    def values(self) -> Iterator[ValueUse]:
        """The captured values that the book's prose names."""
        return (use for part in self.lessons for use in part.values)

    @property
    def citations(self) -> Iterator[Citation]:
        """The citations of lines."""
        return (entry for part in self.lessons for entry in part.citations)


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
