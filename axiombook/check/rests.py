"""What one lesson rests on in the lessons before it, and what of it other lessons rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from axiombook.book import Definition, Inline, Lesson
from axiombook.check.exact import Exact
from axiombook.check.numbers import Origins, follow, traced
from axiombook.check.said import Said
from axiombook.check.scan import Text
from axiombook.check.where import address_span
from axiombook.dataclass import dataclass
from axiombook.facts import Citation, LessonFacts, LineFacts, Link, NumberUse, Use, number_of
from axiombook.links import Links
from axiombook.outline import Head, Names, Outline
from axiombook.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Resting(Sealed):
    """Id of a line of one lesson -> the lines that rest on it."""

    of: Mapping[str, tuple[str, ...]]


Edges = Mapping[str, Resting]
"""Number of a lesson -> which lines rest on lines of it."""


@dataclass(frozen=True, slots=True)
class Rests(Sealed):
    """bases: line id -> what the line rests on. fresh: the values that the lesson is the first to derive.

    seen: where the numbers that it says came from before it.
    """

    OPEN: ClassVar[tuple[str, ...]] = ("edges", "fresh")
    bases: Mapping[str, tuple[str, ...]]
    edges: Edges
    numbers: tuple[NumberUse, ...]
    citations: tuple[Citation, ...]
    links: tuple[Link, ...]
    derived: int
    fresh: Mapping[Exact, str]
    seen: Mapping[Exact, str]


def seen_by(part: Said, origins: Origins) -> Mapping[Exact, str]:
    """Where the numbers that a lesson says come from so far: all that it asks of the lessons before it."""
    return {number: origins.lines[number] for number in part.mentioned.of if number in origins.lines}


def rests_of(outline: Outline, part: Said, names: Names, links: Links, origins: Origins) -> Rests:
    """What a lesson rests on; what it derives is added to the origins."""
    origins.fresh, seen = {}, seen_by(part, origins)
    followed = [(numbers.line, follow(numbers, origins)) for numbers in part.numbers]
    citations, other = links_of(outline, part, links)
    rests: dict[str, list[str]] = defaultdict(list)
    for id, evidence in part.evidence.items():
        rests[id].extend(evidence)
        rests[id].extend(names.heads[term].line for term in part.terms[id])
    for id, numbers in followed:
        rests[id].extend(use.origin for use in numbers.uses if use.origin)
    for citation in citations:
        if citation.place.role == "line" and citation.target:
            rests[citation.place.line].append(citation.target)
    bases = {id: _in_order(id, found) for id, found in rests.items()}
    loose = tuple(traced(part.loose, origins))  # a heading may say what its lesson derives
    return Rests(
        bases,
        _edges(bases),
        (*loose, *(use for _, numbers in followed for use in numbers.uses)),
        tuple(citations),
        tuple(other),
        sum(numbers.derived for _, numbers in followed),
        origins.fresh,
        seen,
    )


def links_of(outline: Outline, part: Said, links: Links) -> tuple[list[Citation], list[Link]]:
    """Where the citations and the other links of a lesson lead."""
    citations: list[Citation] = []
    other: list[Link] = []
    for text, inline in part.links:
        found = _link(outline, text, inline, links)
        (citations if isinstance(found, Citation) else other).append(found)  # type: ignore[arg-type]
    return citations, other


def _link(outline: Outline, text: Text, inline: Inline, links: Links) -> Citation | Link:
    address, span = inline.target, address_span(text.prose, inline)
    if inline.kind == "image":
        return Link(span, links.source(address, outline.slug)[1])
    label = address.removeprefix("#")
    if label == address:
        return Link(span, links.href(address, outline.slug)[1])
    found = links.label(label, outline.slug)
    if found is not None:
        lesson, number = found
        return Citation(label, lesson.id(number), span, text.place, lesson.order(number))
    leads = not links.href(address, outline.slug)[1]  # to a panel or a heading of its own page
    return Link(span, "") if leads else Citation(label, "", span, text.place)


def _in_order(id: str, bases: Iterable[str]) -> tuple[str, ...]:
    """What a line rests on, each once, earlier lines first, then evidence; not itself."""
    found = sorted({base for base in bases if base != id})
    lines = sorted((base for base in found if ":" not in base), key=_line_order)
    return (*lines, *(base for base in found if ":" in base))


def _line_order(id: str) -> list[int]:
    return [int(part) for part in id.split(".")]


def _edges(bases: Mapping[str, tuple[str, ...]]) -> Edges:
    edges: dict[str, dict[str, tuple[str, ...]]] = {}
    for id, found in bases.items():
        for base in found:
            if ":" not in base:
                group = edges.setdefault(number_of(base), {})
                group[base] = (*group.get(base, ()), id)
    return {number: Resting(group) for number, group in edges.items()}


def as_before(edges: Edges, before: Edges) -> Edges:
    """The edges, those to a lesson as the same object where they are what they were."""
    return {number: old if (old := before.get(number)) == group else group for number, group in edges.items()}


def used_by(groups: Iterable[Resting]) -> Resting:
    """Which lines rest on lines of a lesson, from the edges of the lessons that do, in reading order."""
    used: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for base, ids in group.of.items():
            used[base] = (*used.get(base, ()), *ids)
    return Resting(used)


def _defines_another(heads: Sequence[Definition], use: Use) -> bool:
    """Whether a use stands in the definition of another term. heads: those of the line, in order."""
    before = [head for head in heads if head.start <= use.start]
    return bool(before) and before[-1].name != use.term


def lesson_facts(lesson: Lesson, part: Said, heads: Sequence[Head], rests: Rests, used: Resting) -> LessonFacts:
    """All facts of one lesson. heads: the definitions of the terms that it uses."""
    defined = {head.name: head for head in heads}
    several = {line.id: line.definitions for line in lesson.lines if len(line.definitions) > 1}
    other: list[Use] = []
    own: list[Use] = []
    for use in part.found.uses:
        outside = use.place.role != "line" or defined[use.term].line != use.place.line
        outside = outside or _defines_another(several.get(use.place.line, ()), use)
        (other if outside else own).append(use)
    lines = {
        line.id: LineFacts(
            part.kinds[line.id],
            rests.bases[line.id],
            used.of.get(line.id, ()),
            tuple(head.name for head in line.definitions),
        )
        for line in lesson.lines
    }
    return LessonFacts(
        part.found,
        tuple(use for use in part.found.uses if defined[use.term].order > use.place.order),
        tuple(own),
        frozenset(defined[use.term].name for use in other),  # the same strings as everywhere
        tuple(part.unknown),
        rests.numbers,
        tuple(part.values),
        rests.citations,
        rests.links,
        lines,
        rests.derived,
    )
