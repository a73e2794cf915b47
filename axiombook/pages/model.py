"""book.json: the model of the book for machines."""

from __future__ import annotations

import json
from typing import Any

from axiombook.book import Block, Capture, Figure, Lesson, Line, prose_of
from axiombook.facts import Defined, LessonFacts, LineFacts
from axiombook.joined import between
from axiombook.packed import Piece
from axiombook.pages.context import Context
from axiombook.pages.page import Page
from axiombook.pages.uses import UsedTerms, uses_of


def render_model(context: Context) -> Page:
    """book.json: lessons, lines, terms, uses, values, citations, captures; what each line rests on.

    captures_from: the folder that stands before the name of a value or a capture where the book leaves it out.
    """
    facts, settings = context.facts, context.book.settings
    model: dict[str, Any] = {
        "title": settings.title,
        "author": settings.author,
        "language": settings.language,
        "captures_from": settings.captures.strip("/"),
        "lessons": [],  # what is empty here is put in below: of a lesson that stayed it is text already
        "lines": {},
        "terms": {},
        "uses": {},
        "values": {
            f"{name}.{value.name}": {"shown": value.shown, "row": value.row}
            for name, capture in sorted(context.book.captures.items())
            for value in capture.values.values()
        },
        "citations": [
            {"line": entry.place.line, "label": entry.label, "target": entry.target} for entry in facts.citations
        ],
        "captures": {name: _capture(capture) for name, capture in sorted(context.book.captures.items())},
        "sources": {path: {"sha256": file.sha256} for path, file in sorted(context.book.sources.items())},
    }
    kept, lessons = context.kept, context.book.lessons
    heads = kept.joined(_head, ((lesson,) for lesson in lessons), sign=b",")
    lines = kept.joined(_lines, zip(lessons, facts.lessons, strict=True), sign=b",")
    terms = kept.joined(_terms, zip(lessons, context.terms.own, strict=True), sign=b",")
    uses = kept.joined(_uses, ((used,) for used in uses_of(context)), sign=b",")
    start, end = _json(model).split(b'"lessons":[],"lines":{},"terms":{},"uses":{}', 1)
    parts = (
        *(start, b'"lessons":[', *between(heads.parts, b",")),
        *(b'],"lines":{', *between(lines.parts, b",")),
        *(b'},"terms":{', *between(terms.parts, b",")),
        *(b'},"uses":{', *between(uses.parts, b","), b"}", end, b"\n"),
    )
    return Page("book.json", parts)


def _json(model: dict[str, Any]) -> bytes:
    return json.dumps(model, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="replace")


def _lines(lesson: Lesson, facts: LessonFacts) -> Piece:
    """The lines of a lesson as JSON, by their ids, without the brackets around all of them."""
    return Piece(_json({line.id: _line(line, facts.lines[line.id], lesson) for line in lesson.lines})[1:-1])


def _head(lesson: Lesson) -> Piece:
    """What is said of a lesson, as JSON."""
    head = {
        "number": lesson.number,
        "slug": lesson.slug,
        "title": lesson.name,
        "address": f"{lesson.slug}.html",
        "file": lesson.file,
        "lines": [line.id for line in lesson.lines],
    }
    return Piece(_json(head))


def _terms(lesson: Lesson, defined: Defined) -> Piece:
    """The terms that a lesson defines as JSON, by their names, without the brackets around all of them."""
    found = {
        term.name: {
            "aliases": term.aliases,
            "line": term.line,
            "address": f"{lesson.slug}.html#{term.anchor}",
        }
        for term in defined.terms
    }
    return Piece(_json(found)[1:-1])


def _uses(uses: UsedTerms) -> Piece:
    """The terms that a lesson defines, each with the lines that use it, if any does; as JSON without the brackets."""
    return Piece(_json({used.term: used.lines for used in uses.of if used.lines})[1:-1])


def _line(line: Line, facts: LineFacts, lesson: Lesson) -> dict[str, Any]:
    return {
        "address": f"{lesson.slug}.html#l{line.number}",
        "label": line.label,
        "kinds": facts.kinds,
        "text": line.text.shown,
        "blocks": [_block(block) for block in line.blocks],
        "defines": facts.defines,
        "rests_on": facts.rests_on,
        "used_by": facts.used_by,
    }


def _block(block: Block) -> dict[str, Any]:
    """A block by its kind and panel; evidence by its name, words as they are shown."""
    name = getattr(block, "capture", "") or getattr(block, "name", "")
    texts = (block.text,) if isinstance(block, Figure) else prose_of(block)
    said = {"name": name} if name else {"text": [prose.shown for prose in texts]}
    return {"kind": type(block).__name__.lower(), "panel": block.panel, **said}


def _capture(capture: Capture) -> dict[str, Any]:
    return {
        "command": capture.command,
        "machine": capture.machine,
        "kernel": capture.kernel,
        "taken": str(capture.taken),
        "sha256": capture.sha256,
        "lines": len(capture.log),
        "sources": dict(capture.sources),
    }
