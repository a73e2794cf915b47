"""search-index.js: what a reader searches, as rows; a script loads it on first use, from a folder too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from axiombook.book import Block, Excerpt, Lesson, Line, Listing, Log, Mistake, Puzzle, Question, Seven, prose_of
from axiombook.facts import Term
from axiombook.links import evidence_href
from axiombook.packed import Piece
from axiombook.pages.context import Context
from axiombook.pages.hints import said
from axiombook.pages.page import Page, contents, written

Row = tuple[str, str, str, str]
"""What it is, its name or number, its text, its address."""


def render_search(context: Context) -> Page:
    """search-index.js, one call with all rows; the rows of one kind follow the order of the book."""
    lessons = context.book.lessons
    terms = context.kept.results(_terms, zip(lessons, context.terms.own, strict=True))
    lines = context.kept.results(_lines, ((lesson,) for lesson in lessons))
    parts = [_rows(_lessons(context)), *terms, *lines, _rows(_evidence(context))]
    return Page("search-index.js", (b"searchIn([", *contents(parts, b","), b"]);\n"))


def _rows(rows: Iterable[Row]) -> Piece:
    """Rows as JSON, without the brackets around all of them."""
    return Piece(written(json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"))[1:-1]))


def _lessons(context: Context) -> Iterator[Row]:
    for lesson in context.book.lessons:
        yield "lesson", str(lesson.number), lesson.name, f"{lesson.slug}.html"


def _terms(lesson: Lesson, terms: tuple[Term, ...]) -> Piece:
    """The rows of the terms that a lesson defines."""
    lines = {line.id: line for line in lesson.lines}
    return _rows(_of_terms(lesson, lines, terms))


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
                if any(sign.isalnum() for sign in text):
                    yield "proof", id, _flat(text), f"{page}p{line.number}"


def _evidence(context: Context) -> Iterator[Row]:
    for name, capture in sorted(context.book.captures.items()):
        yield "capture", name, _flat(f"{capture.command} {capture.kernel}"), evidence_href(f"capture:{name}")
        for value in capture.values.values():
            yield "value", f"{name}.{value.name}", value.shown, evidence_href(f"capture:{name}", value.row)
    for path in sorted(context.book.sources):
        yield "source", path, "", evidence_href(f"source:{path}")


def _flat(text: str) -> str:
    return " ".join(text.split())
