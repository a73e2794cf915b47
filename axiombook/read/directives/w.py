"""```{w}: What, Why, Where, Who, When, Without, Which, each answered with numbers."""

from __future__ import annotations

import re

from axiombook.book import SEVEN, Finding, Option, Prose, Seven, Span
from axiombook.read.blocks import Fence, Row, prose
from axiombook.read.directives import Made
from axiombook.read.inline import read_inline
from axiombook.read.problems import bad_directive

NAME = "w"
KEYS: tuple[str, ...] = ()
_ANSWER = re.compile(r"(\s*)(\w+):(\s*)(.*)")


def make(file: str, argument: str, fence: Fence, options: tuple[Option, ...]) -> Made:
    """A Seven of the answers; a row that starts with none of the seven goes on with the answer above it."""
    found: list[tuple[str, list[Row]]] = []
    problems: list[Finding] = []
    for row in fence.rows:
        match = _ANSWER.fullmatch(row.text)
        span = Span(file, row.line, row.column, row.column + max(len(row.text), 1))
        if match is not None and match[2] in SEVEN:
            if match[2] in {name for name, _ in found}:
                problems.append(bad_directive(span, f"`{match[2]}` is answered twice", "Keep one of the two."))
            found.append((match[2], [Row(match[4], row.line, row.column + match.start(4))]))
        elif found:
            found[-1][1].append(row)
        elif row.text.strip():
            help = f"Each row starts with one of {', '.join(SEVEN)}."
            problems.append(bad_directive(span, "this row belongs to none of the seven questions", help))
    answers = tuple((name, read_inline(_trim(file, rows))) for name, rows in found)
    return Seven(answers, fence.span), tuple(problems)


def _trim(file: str, rows: list[Row]) -> Prose:
    kept = [row for row in rows if row.text.strip()]
    return prose(file, kept or rows[:1])
