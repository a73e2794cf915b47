"""Facts of a book, in one pass in reading order: terms, uses, numbers, citations, what rests on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from axiombook.book import Book, Inline, Lesson
from axiombook.check.matcher import matcher_of
from axiombook.check.numbers import Numbers, Origins, follow, traced
from axiombook.check.said import Said, said
from axiombook.check.scan import Text
from axiombook.check.tokens import tokens_of
from axiombook.check.vocabulary import Vocabulary
from axiombook.check.where import address_span
from axiombook.facts import Citation, Facts, LineFacts, Link, NumberUse, Place, Term
from axiombook.kept import Kept
from axiombook.links import PANELS, Links, term_anchor
from axiombook.read.values import Values


@dataclass(slots=True)
class _Gathered:
    """What only the whole book tells: where links lead, and where numbers come from."""

    citations: list[Citation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    loose: list[NumberUse] = field(default_factory=list)


def collect(book: Book, kept: Kept | None = None) -> Facts:
    """All facts of a book; nothing of them is computed again elsewhere. kept: what an earlier collecting made."""
    kept = kept or Kept()
    terms, again = _terms(book)
    parts = _parts(book, terms, kept)
    links, gathered, origins = Links(book), _Gathered(), Origins(book.settings.large)
    ids = {(lesson.slug, line.number): line.id for lesson in book.lessons for line in lesson.lines}
    for lesson, part in zip(book.lessons, parts, strict=True):
        for text, inline in part.links:
            _take_link(gathered, text, inline, links, lesson, ids)
        for numbers in part.numbers:
            gathered.numbers[numbers.line] = follow(numbers, origins)
        gathered.loose.extend(traced(part.loose, origins))
    return _facts(book, parts, gathered, terms, again, kept)


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


def _parts(book: Book, terms: Mapping[str, Term], kept: Kept) -> list[Said]:
    """What each lesson says by itself; a lesson that says the same as before is not read again."""
    spellings = tuple((spelling, term.name) for term in terms.values() for spelling in (term.name, *term.aliases))
    spellings += kept.result(_joined, book.vocabulary)
    matcher, vocabulary = kept.result(matcher_of, spellings), kept.result(Vocabulary, book.vocabulary)
    values = kept.result(Values, book.captures, book.settings.captures)
    return [
        kept.result(said, lesson, at, matcher, vocabulary, values, book.settings.large)
        for at, lesson in enumerate(book.lessons)
    ]


def _joined(words: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Words of several parts, such as well-known: known as a whole, and no term's."""
    return tuple((word, "") for word in sorted(words) if not word.isalnum() and len(list(tokens_of(word))) > 1)


def _take_link(
    gathered: _Gathered,
    text: Text,
    inline: Inline,
    links: Links,
    lesson: Lesson,
    ids: Mapping[tuple[str, int], str],
) -> None:
    address, image = inline.target, inline.kind == "image"
    span = address_span(text.prose, inline)
    found = links.label(address[1:], lesson) if address.startswith("#") else None
    if address.startswith("#") and not image and (found is not None or address[1:] not in ("", *PANELS)):
        target = ids[(found[0].slug, found[1])] if found is not None else ""
        gathered.citations.append(Citation(address[1:], target, span, text.place))
        return
    href, problem = links.source(address, lesson) if image else links.href(address, lesson)
    gathered.links.append(Link(address, href, image, span, problem))


def _facts(
    book: Book, parts: Sequence[Said], gathered: _Gathered, terms: dict[str, Term], again: tuple[Term, ...], kept: Kept
) -> Facts:
    labels, double = _labels(book)
    return Facts(
        terms,
        again,
        tuple(use for part in parts for use in part.uses),
        tuple(unknown for part in parts for unknown in part.unknown),
        tuple(entry for part in parts for entry in part.sums),
        (*gathered.loose, *(use for numbers in gathered.numbers.values() for use in numbers.uses)),
        tuple(use for part in parts for use in part.values),
        tuple(gathered.citations),
        tuple(gathered.links),
        labels,
        _lines(book, parts, gathered, terms, kept),
        {key: uses for part in parts for key, uses in part.uses_at.items()},
        {key: sums for part in parts for key, sums in part.sums_at.items()},
        double,
        {id: numbers.derived for id, numbers in gathered.numbers.items()},
    )


def _lines(
    book: Book, parts: Sequence[Said], gathered: _Gathered, terms: Mapping[str, Term], kept: Kept
) -> dict[str, LineFacts]:
    rests = _rests_on(parts, gathered, terms, kept)
    kinds = {id: found for part in parts for id, found in part.kinds.items()}
    used_by: dict[str, list[str]] = defaultdict(list)
    for line in book.lines():
        for base in rests[line.id]:
            used_by[base].append(line.id)
    return {
        line.id: LineFacts(
            kinds[line.id],
            rests[line.id],
            tuple(used_by.get(line.id, ())),
            tuple(head.name for head in line.definitions),
        )
        for line in book.lines()
    }


def _rests_on(
    parts: Sequence[Said], gathered: _Gathered, terms: Mapping[str, Term], kept: Kept
) -> dict[str, tuple[str, ...]]:
    """What each line's own text and proofs rest on, each once, earlier lines first, then evidence."""
    rests: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        for id, evidence in part.evidence.items():
            rests[id].extend(evidence)
            rests[id].extend(terms[term].line for term in part.terms[id])
    for id, numbers in gathered.numbers.items():
        rests[id].extend(use.origin for use in numbers.uses if use.origin)
    for citation in gathered.citations:
        if citation.place.role == "line" and citation.target:
            rests[citation.place.line].append(citation.target)
    return {id: kept.result(_in_order, id, tuple(bases)) for id, bases in rests.items()}


def _in_order(id: str, bases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({base for base in bases if base != id}, key=_base_order))


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
