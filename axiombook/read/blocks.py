"""Fenced blocks and labelled paragraphs of a lesson, still as text, and the blocks made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from axiombook.book import Block, Mistake, Prose, Puzzle, Question, Span
from axiombook.dataclass import dataclass
from axiombook.read.inline import read_inline

ROLE = re.compile(r"(Q|A|Wrong|Right|Puzzle|Solution):(?:\s+|$)")
_FIRST = {"Q": "A", "Wrong": "Right", "Puzzle": "Solution"}
_SECOND = {second: first for first, second in _FIRST.items()}


class Row(NamedTuple):
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
    """A paragraph under a line; role is Q, A, Wrong, Right, Puzzle or Solution."""

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


def answered(parts: Iterable[Part | Block], references: Mapping[str, str]) -> tuple[Block, ...]:
    """Questions with their answers, mistakes with their corrections, puzzles with their solutions.

    A part without its partner stays alone, for the rule that looks for it. A block between the two, such as the log
    that a puzzle asks about, does not part them.
    """
    made: list[Block] = []
    waiting: Part | None = None
    held: list[Block] = []
    for part in parts:
        if not isinstance(part, Part):
            (made if waiting is None else held).append(part)
            continue
        whole = waiting is not None and part.role == _FIRST[waiting.role]
        if waiting is not None:
            second = part.text if whole else None
            made += [_couple(waiting.role, waiting.text, second, waiting.span, references), *held]
            waiting, held = None, []
        if part.role in _FIRST:
            waiting = part
        elif not whole:
            made.append(_couple(_SECOND[part.role], None, part.text, part.span, references))
    if waiting is not None:
        made.append(_couple(waiting.role, waiting.text, None, waiting.span, references))
    return (*made, *held)


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


def indent_of(text: str) -> int:
    """How many columns of blanks a text begins with; a tab goes on to the next column that 4 divides."""
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))


def dedent(rows: Sequence[Row], indent: int) -> tuple[Row, ...]:
    """Rows without up to `indent` columns of blanks; a tab that goes beyond them is cut, too."""
    return tuple(_cut(row, indent) for row in rows)


def _cut(row: Row, indent: int) -> Row:
    at = 0
    while at < len(row.text) and row.text[at] in " \t" and len(row.text[:at].expandtabs(4)) < indent:
        at += 1
    return row if not at else Row(row.text[at:], row.line, row.column + at)
