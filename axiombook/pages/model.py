"""book.json: the model of the book for machines."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from axiombook.book import Block, Capture, Lesson, Line, prose_of
from axiombook.facts import LessonFacts, LineFacts
from axiombook.pages.context import Context
from axiombook.pages.page import Page


def render_model(context: Context) -> Page:
    """book.json: lessons, lines, terms, uses, values, citations, captures; what each line rests on."""
    facts, settings = context.facts, context.book.settings
    model: dict[str, Any] = {
        "title": settings.title,
        "author": settings.author,
        "language": settings.language,
        "lessons": [_lesson(lesson) for lesson in context.book.lessons],
        "lines": {},  # put in below: the lines of a lesson that stayed are text already
        "terms": {
            term.name: {
                "aliases": term.aliases,
                "line": term.line,
                "address": f"{context.lines[term.line][0].slug}.html#{term.anchor}",
            }
            for term in facts.terms.values()
        },
        "uses": _uses(context),
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
    pairs = zip(context.book.lessons, facts.lessons, strict=True)
    lines = ",".join(filter(None, (context.kept.result(_lines, lesson, part) for lesson, part in pairs)))
    text = _json(model).replace('"lines":{}', f'"lines":{{{lines}}}', 1)
    return Page("book.json", text.encode("utf-8", errors="replace") + b"\n")


def _json(model: dict[str, Any]) -> str:
    return json.dumps(model, ensure_ascii=False, separators=(",", ":"))


def _lines(lesson: Lesson, facts: LessonFacts) -> str:
    """The lines of a lesson as JSON, by their ids, without the brackets around all of them."""
    return _json({line.id: _line(line, facts.lines[line.id], lesson) for line in lesson.lines})[1:-1]


def _lesson(lesson: Lesson) -> dict[str, Any]:
    return {
        "number": lesson.number,
        "slug": lesson.slug,
        "title": lesson.name,
        "address": f"{lesson.slug}.html",
        "file": lesson.file,
        "lines": [line.id for line in lesson.lines],
    }


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
    said = {"name": name} if name else {"text": [prose.shown for prose in prose_of(block)]}
    return {"kind": type(block).__name__.lower(), "panel": block.panel, **said}


def _uses(context: Context) -> dict[str, list[str]]:
    """Term -> the lines that use it, in reading order."""
    uses: dict[str, dict[str, None]] = defaultdict(dict)
    for use in context.facts.uses:
        if use.place.line:
            uses[use.term][use.place.line] = None
    return {term: list(lines) for term, lines in uses.items()}


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
