"""Fenced blocks and labelled paragraphs of a lesson, still as text, and the blocks made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from axiombook.book import Block, Free, Mistake, Prose, Puzzle, Question, Span
from axiombook.read.inline import read_inline

ROLE = re.compile(r"(Q|A|Wrong|Right|Puzzle|Solution):(?:\s+|$)")
_FIRST = {"Q": "A", "Wrong": "Right", "Puzzle": "Solution"}
_SECOND = {second: first for first, second in _FIRST.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A physical line, or the rest of one: its text, its number, and the column where the text starts."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block as written. info: what stands after the ticks; rows: its body, without the indent."""

    info: str
    rows: tuple[Row, ...]
    span: Span
    info_column: int


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph under a line; role is Q, A, Wrong, Right, Puzzle, Solution, or '' for free text."""

    role: str
    text: Prose
    span: Span


def prose(file: str, rows: Sequence[Row]) -> Prose:
    """Rows joined to one text that knows where each of them came from."""
    starts: list[tuple[int, int, int]] = []
    offset = 0
    for row in rows:
        starts.append((offset, row.line, row.column))
        offset += len(row.text) + 1
    return Prose(file, "\n".join(row.text for row in rows), tuple(starts))


def answered(parts: Sequence[Part], references: Mapping[str, str]) -> tuple[Block, ...]:
    """Questions with their answers, mistakes with their corrections, puzzles with their solutions.

    A part without its partner stays alone, for the rule that looks for it.
    """
    made: list[Block] = []
    waiting: Part | None = None
    for part in [*parts, Part("end", Prose("", "", ((0, 1, 1),)), Span("", 1, 1, 1))]:
        if waiting is not None and part.role == _FIRST[waiting.role]:
            made.append(_couple(waiting.role, waiting.text, part.text, waiting.span, references))
            waiting = None
            continue
        if waiting is not None:
            made.append(_couple(waiting.role, waiting.text, None, waiting.span, references))
            waiting = None
        if part.role in _FIRST:
            waiting = part
        elif part.role in _SECOND:
            made.append(_couple(_SECOND[part.role], None, part.text, part.span, references))
        elif part.role == "":
            made.append(Free(read_inline(part.text, references), part.span))
    return tuple(made)


def _couple(
    role: str, first: Prose | None, second: Prose | None, span: Span, references: Mapping[str, str]
) -> Question | Mistake | Puzzle:
    one = None if first is None else read_inline(first, references)
    two = None if second is None else read_inline(second, references)
    if role == "Q":
        return Question(one, two, span)
    if role == "Wrong":
        return Mistake(one, two, span)
    return Puzzle(one, two, span)


def dedent(rows: Sequence[Row], indent: int) -> tuple[Row, ...]:
    """Rows without up to `indent` leading blanks; columns move along."""
    cut = [min(indent, len(row.text) - len(row.text.lstrip(" "))) for row in rows]
    return tuple(
        replace(row, text=row.text[width:], column=row.column + width) for row, width in zip(rows, cut, strict=True)
    )
