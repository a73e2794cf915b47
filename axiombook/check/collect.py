"""Facts of a book, in one pass in reading order: terms, uses, numbers, citations, what rests on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from axiombook.book import (
    Book,
    Calc,
    Chain,
    Excerpt,
    Kind,
    Lesson,
    Line,
    Listing,
    Log,
    Proof,
    Trace,
)  # fmt: skip
from axiombook.check.matcher import Matcher, matcher_of
from axiombook.check.numbers import Numbers, Origins, loose_sums, numbers_of_line
from axiombook.check.scan import Text, scan, texts_of_line
from axiombook.check.vocabulary import Vocabulary
from axiombook.facts import Citation, Facts, LineFacts, Link, Place, Sum, Term, Unknown, Use, ValueUse
from axiombook.links import Links, term_anchor
from axiombook.read.values import Values

T = TypeVar("T", Use, Sum)


@dataclass(slots=True)
class _Gathered:
    """What the pass has found so far."""

    uses: list[Use] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    values: list[ValueUse] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    heading_sums: list[Sum] = field(default_factory=list)
    kinds: dict[str, tuple[Kind, ...]] = field(default_factory=dict)
    rests: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def collect(book: Book) -> Facts:
    """All facts of a book; nothing of them is computed again elsewhere."""
    terms, again = _terms(book)
    spellings = [(spelling, term.name) for term in terms.values() for spelling in (term.name, *term.aliases)]
    matcher, vocabulary = matcher_of(spellings), Vocabulary(book.vocabulary)
    links, values = Links(book), Values(book.captures, book.settings.captures)
    ids = {(lesson.slug, line.number): line.id for lesson in book.lessons for line in lesson.lines}
    gathered, origins = _Gathered(), Origins(book.settings.large)
    for at, lesson in enumerate(book.lessons):
        for text in _texts_outside(lesson, at):
            gathered.heading_sums.extend(loose_sums(text))
            _take_text(gathered, text, matcher, vocabulary, links, lesson, ids, values)
        for line in lesson.lines:
            texts = tuple(texts_of_line(line, at))
            for text in texts:
                _take_text(gathered, text, matcher, vocabulary, links, lesson, ids, values)
            place = Place(at, line.id, line.order, "proof", "block")
            gathered.numbers[line.id] = numbers_of_line(line, texts, origins, place)
            gathered.kinds[line.id] = kinds_of(line, gathered.numbers[line.id])
            gathered.rests[line.id].extend(_evidence_of(line))
            gathered.rests[line.id].extend(use.origin for use in gathered.numbers[line.id].uses if use.origin)
    return _facts(book, gathered, terms, again)


def _terms(book: Book) -> tuple[dict[str, Term], tuple[Term, ...]]:
    terms: dict[str, Term] = {}
    spelled: dict[str, str] = {}
    again: list[Term] = []
    for at, lesson in enumerate(book.lessons):
        for line in lesson.lines:
            for head in line.definitions:
                anchor = term_anchor(head.name)
                term = Term(head.name, head.aliases, line.id, at, line.order, head.span, anchor)
                taken = [name for name in (head.name, *head.aliases) if _key(name) in spelled]
                if taken:
                    again.append(term)
                    continue
                terms[head.name] = term
                spelled.update((_key(name), head.name) for name in (head.name, *head.aliases))
    return terms, tuple(again)


def _key(name: str) -> str:
    """Spellings that differ only in a first capital are one: Pointer and pointer, but not RAM and ram."""
    return name if any(sign.isupper() for sign in name[1:]) else name.casefold()


def _texts_outside(lesson: Lesson, at: int) -> Iterator[Text]:
    """Title, headings and free text; they may use what their own lesson defines."""
    last = lesson.lines[-1].order if lesson.lines else -1
    for prose in (lesson.title, *(heading.text for heading in lesson.headings)):
        if prose is not None:
            yield Text(prose, Place(at, "", last, "theory", "heading"))
    for piece in lesson.outside:
        before = (
            lesson.lines[piece.before - 1].order if piece.before else (lesson.lines[0].order if lesson.lines else -1)
        )
        if piece.figure is None:
            yield Text(piece.text, Place(at, "", before, "theory", "block"))


def _take_text(
    gathered: _Gathered,
    text: Text,
    matcher: Matcher,
    vocabulary: Vocabulary,
    links: Links,
    lesson: Lesson,
    ids: Mapping[tuple[str, int], str],
    values: Values,
) -> None:
    uses, unknown = scan(text, matcher, vocabulary)
    gathered.uses.extend(uses)
    gathered.unknown.extend(unknown)
    for inline in text.prose.inlines:
        if inline.kind == "value":
            span = text.prose.span(inline.start, inline.end)
            for reference, _, _ in values.references(inline.target) or ((inline.target, 0, 0),):
                gathered.values.append(ValueUse(reference, span, text.place, inline.missing))
        elif inline.kind in ("link", "image"):
            _take_link(
                gathered, text, inline.target, inline.kind == "image", inline.start, inline.end, links, lesson, ids
            )


def _take_link(
    gathered: _Gathered,
    text: Text,
    address: str,
    image: bool,
    start: int,
    end: int,
    links: Links,
    lesson: Lesson,
    ids: Mapping[tuple[str, int], str],
) -> None:
    at = text.prose.raw.find(address, end) if not image else start
    span = text.prose.span(at, at + len(address)) if at >= 0 and address else text.prose.span(start, end)
    if address.startswith("#") and len(address) > 1 and not image:
        found = links.label(address[1:], lesson)
        target = ids[(found[0].slug, found[1])] if found is not None else ""
        gathered.citations.append(Citation(address[1:], target, span, text.place))
        return
    href, problem = links.href(address, lesson)
    gathered.links.append(Link(address, href, image, span, problem))


def kinds_of(line: Line, numbers: Numbers) -> tuple[Kind, ...]:
    """What a line is, the most telling first; empty for a line that rests on nothing."""
    kinds: list[Kind] = []
    kinds.extend(mark for mark in ("axiom", "given") if mark in line.marks)
    if line.definitions:
        kinds.append("definition")
    if line.inference:
        kinds.append("inference")
    if any(entry.place.role == "line" or entry.place.panel == "proof" for entry in numbers.sums):
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


def evidence_rows(block: Proof) -> int:
    """How many lines of evidence a proof block shows."""
    match block:
        case Log(excerpt=Excerpt(rows=rows)) | Listing(excerpt=Excerpt(rows=rows)):
            return len(rows)
        case Chain(boxes=tuple() as boxes):
            return sum(1 + len(box.rows) for box in boxes)
        case Trace(steps=tuple() as steps):
            return len(steps)
        case _:
            return 0


def _facts(book: Book, gathered: _Gathered, terms: dict[str, Term], again: tuple[Term, ...]) -> Facts:
    rests = _rests_on(gathered, terms)
    used_by: dict[str, list[str]] = defaultdict(list)
    for line in book.lines():
        for base in rests[line.id]:
            used_by[base].append(line.id)
    lines = {
        line.id: LineFacts(
            gathered.kinds[line.id],
            tuple(rests[line.id]),
            tuple(used_by[line.id]),
            tuple(head.name for head in line.definitions),
        )
        for line in book.lines()
    }
    sums = [*gathered.heading_sums, *(entry for numbers in gathered.numbers.values() for entry in numbers.sums)]
    labels, double = _labels(book)
    return Facts(
        terms,
        again,
        tuple(gathered.uses),
        tuple(gathered.unknown),
        tuple(sums),
        tuple(use for numbers in gathered.numbers.values() for use in numbers.uses),
        tuple(gathered.values),
        tuple(gathered.citations),
        tuple(gathered.links),
        labels,
        lines,
        {**_by_key(gathered.uses)},
        {**_by_key(sums)},
        double,
        {id: numbers.derived for id, numbers in gathered.numbers.items()},
    )


def _by_key(entries: Iterable[T]) -> dict[tuple[str, int, int], tuple[T, ...]]:
    found: dict[tuple[str, int, int], list[T]] = defaultdict(list)
    for entry in entries:
        found[entry.key].append(entry)
    return {key: tuple(value) for key, value in found.items()}


def _rests_on(gathered: _Gathered, terms: Mapping[str, Term]) -> dict[str, list[str]]:
    """What each line's own text and proofs rest on, each once, earlier lines first, then evidence."""
    for use in gathered.uses:
        if use.place.role == "line" and terms[use.term].line != use.place.line:
            gathered.rests[use.place.line].append(terms[use.term].line)
    for citation in gathered.citations:
        if citation.place.role == "line" and citation.target and citation.target != citation.place.line:
            gathered.rests[citation.place.line].append(citation.target)
    for value in gathered.values:
        if value.place.role == "line" and not value.missing:
            gathered.rests[value.place.line].append(f"value:{value.reference}")
    return defaultdict(
        list,
        {
            id: sorted(dict.fromkeys(base for base in bases if base != id), key=_base_order)
            for id, bases in gathered.rests.items()
        },
    )


def _base_order(base: str) -> tuple[int, int, int, str]:
    lesson, _, line = base.partition(".")
    if ":" not in base and lesson.isdigit() and line.isdigit():
        return (0, int(lesson), int(line), "")
    return (1, 0, 0, base)


def _labels(book: Book) -> tuple[dict[str, str], tuple[Citation, ...]]:
    labels: dict[str, str] = {}
    double: list[Citation] = []
    for at, lesson in enumerate(book.lessons):
        for line in lesson.lines:
            if line.label and line.label in labels:
                place = Place(at, line.id, line.order, "theory", "line")
                double.append(Citation(line.label, labels[line.label], line.label_span or line.span, place))
            elif line.label:
                labels[line.label] = line.id
    return labels, tuple(double)
