"""definitions.js: every definition with the terms that it uses, so that one opens from inside another."""

from __future__ import annotations

import json
from collections.abc import Iterator

from axiombook.book import Lesson
from axiombook.facts import Term
from axiombook.joined import Joined, between
from axiombook.packed import Piece
from axiombook.pages.context import Context
from axiombook.pages.hints import after
from axiombook.pages.page import Page, written
from axiombook.pages.typeset import parted

Part = str | tuple[str, int]
"""Text, or text that uses a term and the number of that term."""


def render_definitions(context: Context) -> Page:
    """definitions.js, one call with a row for every term: its line, its name, its address, what is said of it."""
    rows = Joined.of(context.of_lessons(_rows), b",")
    return Page("definitions.js", (b"definitionsAre([", *between(rows.parts, b","), b"]);\n"))


def _rows(context: Context, lesson: Lesson) -> Piece:
    """The rows of the terms that a lesson defines, as JSON without the brackets around all of them."""
    terms = context.terms.own[context.lessons[lesson.slug]].terms
    rows = [(term.line, term.name, f"{lesson.slug}.html#{term.anchor}", list(_pieces(term, context))) for term in terms]
    return Piece(written(json.dumps(rows, ensure_ascii=False, separators=(",", ":"))[1:-1]))


def _pieces(term: Term, context: Context) -> Iterator[Part]:
    """What the term's line says of it, cut where it uses other terms; together the text of its hint."""
    _, line = context.lines[term.line]
    head = line.head_of(term.name)
    end = min(
        (other.start for other in line.definitions if head and other.start > head.body), default=len(line.text.raw)
    )
    uses = context.facts.uses_at.get(line.text.key, ())
    plain = ""
    for inline in after(line.text.inlines, head.body if head else 0):
        if inline.start >= end:
            continue
        for text, used in parted(inline, uses if inline.kind in ("text", "code") else ()):
            if used:
                yield from (plain,) if plain else ()
                yield text, context.terms[used].number
                plain = ""
            else:
                plain += text
    yield from (plain,) if plain else ()
