"""What one lesson says by itself: what follows from its own text, whatever the lessons around it say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from sys import intern
from typing import ClassVar, TypeVar

from axiombook.book import (
    Block,
    Calc,
    Chain,
    Excerpt,
    Inline,
    Kind,
    Lesson,
    Line,
    Listing,
    Log,
    Trace,
)  # fmt: skip
from axiombook.check.exact import Exact
from axiombook.check.matcher import Matcher
from axiombook.check.numbers import LineNumbers, large_in, loose_sums, numbers_of_line
from axiombook.check.scan import Text, scan, texts_of_line
from axiombook.check.vocabulary import Vocabulary
from axiombook.dataclass import dataclass, field
from axiombook.facts import Found, Key, NumberUse, Place, Sum, Unknown, Use, ValueUse
from axiombook.read.values import Values
from axiombook.sealed import Sealed

T = TypeVar("T", Use, Sum)


@dataclass(frozen=True, slots=True)
class Words(Sealed):
    """What stands in a lesson, in small letters: so it is known whether a change of the book's names is one for it."""

    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mentioned(Sealed):
    """Every number whose origin matters to a lesson."""

    of: frozenset[Exact] = frozenset()


@dataclass(slots=True)
class Said(Sealed):
    """A lesson's part of the facts. links: each link and image with the text that it stands in. loose: large numbers
    that stand on no line.

    mentioned: the numbers whose origin matters. linked: it has links.

    kinds, evidence and terms: line id -> what the line is; the captures, sources and values that it rests on; the terms
    that its own text uses.
    """

    OPEN: ClassVar[tuple[str, ...]] = ("found", "mentioned", "words", "linked")
    found: Found = Found((), (), {}, {})
    unknown: list[Unknown] = field(default_factory=list)
    values: list[ValueUse] = field(default_factory=list)
    links: list[tuple[Text, Inline]] = field(default_factory=list)
    numbers: list[LineNumbers] = field(default_factory=list)
    loose: list[NumberUse] = field(default_factory=list)
    kinds: dict[str, tuple[Kind, ...]] = field(default_factory=dict)
    evidence: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, dict[str, None]] = field(default_factory=dict)
    mentioned: Mentioned = field(default_factory=Mentioned)
    words: Words = field(default_factory=Words)
    linked: bool = False


def said(lesson: Lesson, matcher: Matcher, vocabulary: Vocabulary, values: Values, large: int) -> Said:
    """Reads one lesson. large: a decimal number from here up has to be derived."""
    result, seen = Said(), set[str]()
    uses: list[Use] = []
    sums: list[Sum] = []
    for text in _texts_outside(lesson):
        sums.extend(loose_sums(text))
        result.loose.extend(large_in(text, values, large))
        uses.extend(_take_text(result, seen, text, matcher, vocabulary, values))
    for line in lesson.lines:
        result.evidence[line.id], result.terms[line.id] = list(_evidence_of(line)), {}
        texts = tuple(texts_of_line(line))
        for text in texts:
            uses.extend(_take_text(result, seen, text, matcher, vocabulary, values))
        numbers = numbers_of_line(line, texts, values, large)
        result.numbers.append(numbers)
        sums.extend(numbers.sums)
        result.kinds[line.id] = kinds_of(line, numbers.sums)
    result.found = Found(tuple(uses), tuple(sums), _by_key(uses), _by_key(sums))
    result.mentioned = Mentioned(frozenset(_mentioned(result)))
    result.words = Words(frozenset({intern(token.casefold()) for token in seen}))
    result.linked = bool(result.links)
    return result


def _mentioned(part: Said) -> Iterator[Exact]:
    for numbers in part.numbers:
        yield from (value for value in numbers.shown if value is not None)
        for step in numbers.steps:
            yield from step.operands
            yield from (value for value in step.values if value is not None)
        yield from (use.value for use in numbers.large)
    yield from (use.value for use in part.loose)


def _texts_outside(lesson: Lesson) -> Iterator[Text]:
    """Title, headings and free text; they may use what their own lesson defines."""
    last = lesson.lines[-1].order if lesson.lines else -1
    for prose in (lesson.title, *(heading.text for heading in lesson.headings)):
        if prose is not None:
            yield Text(prose, Place("", last, "theory", "heading"))
    for piece in lesson.outside:
        before = (
            lesson.lines[piece.before - 1].order if piece.before else (lesson.lines[0].order if lesson.lines else -1)
        )
        if piece.figure is None:
            yield Text(piece.text, Place("", before, "theory", "block"))


def _take_text(
    result: Said, seen: set[str], text: Text, matcher: Matcher, vocabulary: Vocabulary, values: Values
) -> list[Use]:
    """Notes what a text says; the uses of terms in it."""
    uses, unknown = scan(text, matcher, vocabulary, seen)
    result.unknown.extend(unknown)
    own = text.place.role == "line"
    if own:
        result.terms[text.place.line].update((use.term, None) for use in uses)
    for inline in text.prose.inlines:
        if inline.kind == "value":
            found = list(_values_in(inline, text, values))
            result.values.extend(found)
            if own and not inline.missing:
                result.evidence[text.place.line].extend(f"value:{use.reference}" for use in found)
        elif inline.kind in ("link", "image"):
            result.links.append((text, inline))
    return uses


def _values_in(inline: Inline, text: Text, values: Values) -> Iterator[ValueUse]:
    span = text.prose.span(inline.start, inline.end)
    for reference, _, _ in values.references(inline.target) or ((inline.target, 0, 0),):
        yield ValueUse(reference, span, text.place, inline.missing)


def kinds_of(line: Line, sums: Iterable[Sum]) -> tuple[Kind, ...]:
    """What a line is, the most telling first; empty for a line that rests on nothing."""
    kinds: list[Kind] = []
    kinds.extend(mark for mark in ("axiom", "given") if mark in line.marks)
    if line.definitions:
        kinds.append("definition")
    if line.inference:
        kinds.append("inference")
    if any(entry.place.role == "line" or entry.place.panel == "proof" for entry in sums):
        kinds.append("calculation")
    if _observes(line):
        kinds.append("observation")
    return tuple(kinds)


def _observes(line: Line) -> bool:
    proof = any(isinstance(block, Log | Listing | Chain | Trace | Calc) for block in line.blocks)
    return proof or any(inline.kind == "value" for inline in line.text.inlines)


def _evidence_of(line: Line) -> Iterator[str]:
    for block in line.blocks:
        match block:
            case (
                Log(name=name, capture=capture) | Chain(name=name, capture=capture) | Trace(name=name, capture=capture)
            ):
                yield f"capture:{capture or name}"
            case Listing(name=name):
                yield f"source:{name}"
            case _:
                pass


def evidence_rows(block: Block) -> int:
    """How many lines of evidence a block shows."""
    match block:
        case Log(excerpt=Excerpt(rows=rows)) | Listing(excerpt=Excerpt(rows=rows)):
            return len(rows)
        case Chain(boxes=tuple() as boxes):
            return sum(1 + len(box.rows) for box in boxes)
        case Trace(steps=tuple() as steps):
            return len(steps)
        case _:
            return 0


def _by_key(entries: Iterable[T]) -> dict[Key, tuple[T, ...]]:
    found: dict[Key, list[T]] = defaultdict(list)
    for entry in entries:
        found[entry.key].append(entry)
    return {key: tuple(value) for key, value in found.items()}
