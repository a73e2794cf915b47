"""R001: a line that is no axiom, definition, calculation, observation or inference; text outside a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from axiombook.book import Finding, Free, Lesson
from axiombook.check.rule import Example, Rule, finding
from axiombook.facts import LessonFacts

RULE = Rule(
    "R001",
    "rests-on-nothing",
    "error",
    "A sentence that rests on nothing is an opinion. Every sentence is a numbered line, and every "
    "line says what holds it.",
    wrong=Example({"01-one.md": "# One\n\n1. A slot holds 4.\n"}),
    right=Example({"01-one.md": "# One\n\n1. A slot holds 4. {axiom}\n"}),
)

_ITEM = re.compile(r"^ *(\d{1,9}[.)])(?= )", re.MULTILINE)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every line without a kind, every inference without a ground, every text outside a line."""
    help = "End it with {axiom} or {given}, compute with it, put a proof under it, or draw it from lines: ∴ ..."
    citing = {citation.place.line for citation in facts.citations}  # a wrong label is told by its own rule
    for line in lesson.lines:
        kinds, rests = facts.lines[line.id].kinds, facts.lines[line.id].rests_on
        if kinds and (kinds != ("inference",) or rests or line.id in citing):
            continue
        span = line.text.span(0, len(line.text.raw))
        if not kinds:
            yield finding(RULE, span, f"line {line.id} rests on nothing", help)
        else:
            message = f"line {line.id} draws an inference from no term, no value and no line"
            yield finding(RULE, span, message, "Name what it follows from: a term, a {{value}}, or a [line](#label).")
    for block in (block for line in lesson.lines for block in line.blocks if isinstance(block, Free)):
        for item in _ITEM.finditer(block.text.raw):
            message = "this item of a list under a line is no line, and rests on nothing"
            help = "Number it among the lines of the lesson, or take another mark than a number: - ..."
            yield finding(RULE, block.text.span(item.start(1), item.end()), message, help)
    for piece in lesson.outside:
        what = "this figure stands under no line" if piece.figure else "this text stands outside a line"
        yield finding(RULE, piece.span, what, "Number it, as in `4. ...`, or put it under the line that it belongs to.")
