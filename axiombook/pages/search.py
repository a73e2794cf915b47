"""search-index.js: what a reader searches, as rows; a script loads it on first use, from a folder too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain

from axiombook.book import (
    Block,
    Capture,
    Excerpt,
    Lesson,
    Line,
    Listing,
    Log,
    Mistake,
    Puzzle,
    Question,
    Seven,
    SourceFile,
    prose_of,
)
from axiombook.dataclass import dataclass
from axiombook.facts import Defined, Term
from axiombook.joined import between, followed
from axiombook.links import evidence_href
from axiombook.packed import Piece
from axiombook.pages.context import Context
from axiombook.pages.evidence import logs_left_out
from axiombook.pages.hints import said
from axiombook.pages.page import Page, written
from axiombook.sealed import Sealed

Row = tuple[str, str, str, str]
"""What it is, its name or number, its text, its address."""
Within = tuple[list[tuple[str, str, int]], list[str]]
"""Of a capture: each value's name, what it shows, its row or 0; the rows of the log, empty where one is not listed."""


@dataclass(frozen=True, slots=True)
class Excerpted(Sealed):
    """The rows of logs that a lesson shows, each as the capture and the number: they are found where they are told."""

    rows: tuple[tuple[str, int], ...]


def render_search(context: Context) -> Page:
    """search-index.js, one call with all rows; the rows of one kind follow the order of the book.

    So that it stays small, an address without a page is on the page of the row before, and the row of a capture goes on
    with what stands within: its values and its log, which have its name and its address before their own.
    """
    lessons, kept = context.book.lessons, context.kept
    terms = kept.joined(_terms, zip(lessons, context.terms.own, strict=True), sign=b",")
    lines = kept.joined(_lines, ((lesson,) for lesson in lessons), sign=b",")
    shown = kept.results(_excerpted, ((lesson,) for lesson in lessons))
    shown = kept.sames(Excerpted, (lesson.slug for lesson in lessons), shown)
    evidence = kept.result(_evidence, context.book.captures, context.book.sources, logs_left_out(context), tuple(shown))
    first, last = followed(_rows(_lessons(context)), b","), followed(evidence, b",")
    parts = between(chain(first, terms.parts, lines.parts, last), b",")
    return Page("search-index.js", (b"searchIn([", *parts, b"]);\n"))


def _rows(rows: Iterable[Row | tuple[*Row, *Within]]) -> Piece:
    """Rows as JSON, without the brackets around all of them."""
    return Piece(written(json.dumps(list(_short(rows)), ensure_ascii=False, separators=(",", ":"))[1:-1]))


def _short(rows: Iterable[Row | tuple[*Row, *Within]]) -> Iterator[tuple[object, ...]]:
    last = ""
    for kind, name, text, address, *within in rows:
        page, sign, anchor = address.partition("#")
        yield kind, name, text, sign + anchor if page == last else address, *within
        last = page


def _lessons(context: Context) -> Iterator[Row]:
    for lesson in context.book.lessons:
        yield "lesson", str(lesson.number), lesson.name, f"{lesson.slug}.html"


def _terms(lesson: Lesson, defined: Defined) -> Piece:
    """The rows of the terms that a lesson defines."""
    lines = {line.id: line for line in lesson.lines}
    return _rows(_of_terms(lesson, lines, defined.terms))


def _of_terms(lesson: Lesson, lines: Mapping[str, Line], terms: tuple[Term, ...]) -> Iterator[Row]:
    for term in terms:
        line = lines[term.line]
        names = ", ".join((term.name, *term.aliases))
        yield "term", names, said(line, line.head_of(term.name)), f"{lesson.slug}.html#{term.anchor}"


def _lines(lesson: Lesson) -> Piece:
    """The rows of a lesson's lines."""
    return _rows(_of_lines(lesson))


def _of_lines(lesson: Lesson) -> Iterator[Row]:
    for line in lesson.lines:
        yield "line", line.id, _flat(line.text.shown), f"{lesson.slug}.html#l{line.number}"
        for block in line.blocks:
            yield from _block(block, line.id, f"{lesson.slug}.html#", line)


def _block(block: Block, id: str, page: str, line: Line) -> Iterator[Row]:
    match block:
        case Question() | Mistake() | Puzzle() | Seven():
            text = " ".join(prose.shown for prose in prose_of(block))
            yield "question", id, _flat(text), f"{page}q{line.number}"
        case Log(excerpt=Excerpt() as excerpt) | Listing(excerpt=Excerpt() as excerpt):
            for _, text in excerpt.rows:
                if _says(text):
                    yield "proof", id, _flat(text), f"{page}p{line.number}"


def _excerpted(lesson: Lesson) -> Excerpted:
    logs = [block for line in lesson.lines for block in line.blocks if isinstance(block, Log)]
    cut = [(log.capture, log.excerpt) for log in logs if isinstance(log.excerpt, Excerpt)]
    return Excerpted(tuple((capture, number) for capture, excerpt in cut for number, _ in excerpt.rows))


def _evidence(
    captures: Mapping[str, Capture],
    sources: Mapping[str, SourceFile],
    left_out: tuple[str, ...],
    shown: tuple[Excerpted, ...],
) -> Piece:
    """The rows of the captures and the sources. left_out: the captures whose log has no address in the site."""
    told = {row for lesson in shown for row in lesson.rows}
    of_captures = (_capture(capture, name not in left_out, told) for name, capture in sorted(captures.items()))
    of_sources = (("source", path, "", evidence_href(f"source:{path}")) for path in sorted(sources))
    return _rows(chain(of_captures, of_sources))


def _capture(capture: Capture, has_log: bool, told: Set[tuple[str, int]]) -> tuple[*Row, *Within]:
    """A capture with what stands within. told: rows that are not listed once more."""
    name = capture.name
    values = [(value.name, value.shown, value.row * has_log) for value in capture.values.values()]
    rows = enumerate(capture.log if has_log else (), 1)
    log = [_flat(text) if (name, row) not in told and _says(text) else "" for row, text in rows]
    about = _flat(f"{capture.command} {capture.kernel}")
    return "capture", name, about, evidence_href(f"capture:{name}"), values, log


def _says(text: str) -> bool:
    """Whether a row of evidence has anything to be found by: a bracket alone has not."""
    return any(sign.isalnum() for sign in text)


def _flat(text: str) -> str:
    return " ".join(text.split())
