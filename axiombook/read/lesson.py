"""A lesson from the text of its file: what was gathered of it becomes its lines, headings and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from axiombook.book import Block, Figure, Free, Heading, Lesson, Line, Outside, Span, line_id
from axiombook.read.blocks import Fence, Part, Row, answered, prose
from axiombook.read.directives import make_block
from axiombook.read.gather import Item, Said, State, gather
from axiombook.read.inline import read_inline
from axiombook.read.line import make_line
from axiombook.read.problems import unreadable

LONGEST = 100_000  # characters in one physical line; a longer one is a mistake, not prose
LARGEST = 400_000  # characters in one lesson; nobody reads a longer one, and 2 s are enough to check one


def read_lesson(number: int, slug: str, file: str, text: str) -> Lesson:
    """The lesson that the text of a file holds; what cannot be read becomes a problem of the lesson."""
    if len(text) > LARGEST:
        message = f"this lesson has {len(text)} characters; {LARGEST} is the most that is read"
        problem = unreadable(file, message, "Cut it into several lessons.")
        return Lesson(number, slug, file, None, (), problems=(problem,))
    rows = [Row(row.rstrip("\r"), at, 1) for at, row in enumerate(text.removeprefix("\ufeff").split("\n"), 1)]
    long = next((row for row in rows if len(row.text) > LONGEST), None)
    if long is not None:
        message = f"this line of the file has {len(long.text)} characters; {LONGEST} is the most that is read"
        problem = unreadable(file, message, "Break it into lines of prose.", long.line)
        return Lesson(number, slug, file, None, (), problems=(problem,))
    return _finish(gather(file, rows), number, slug)


def _finish(state: State, number: int, slug: str) -> Lesson:
    headings = [
        Heading(level, read_inline(prose(state.file, rows), state.references), before, allows)
        for level, rows, before, allows in state.headings
    ]
    lines = tuple(_lines(state, number))
    outside = tuple(_outside(state))
    if not lines and not outside and not state.problems:  # text that is no line is told as such, or allowed
        help = "Write a heading and a first line: 1. A byte is 8 bits."
        state.problems.append(unreadable(state.file, "this lesson holds no line", help))
    title, allows = (headings[0].text, headings[0].allows) if headings else (None, ())
    references, problems = state.references, tuple(state.problems)
    below = tuple(_addressed(headings[1:]))
    return Lesson(number, slug, state.file, title, lines, below, outside, references, problems, allows)


def _addressed(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings with their addresses: `h-` and the words, which move with a section; a second one ends in `-2`."""
    counts: dict[str, int] = {}  # how many headings an address was asked for by
    for heading in headings:
        words = re.sub(r"[^\w.-]+", "-", heading.text.shown.lower()).strip("-.") or "section"
        anchor = f"h-{words}"
        while anchor in counts:
            counts[f"h-{words}"] += 1
            anchor = f"h-{words}-{counts[f'h-{words}']}"
        counts[anchor] = 1
        yield replace(heading, anchor=anchor)


def _lines(state: State, number: int) -> Iterator[Line]:
    for count, item in enumerate(state.items, 1):
        blocks = answered(_made(state, item), state.references)
        text = prose(state.file, item.rows)
        allows = tuple(item.allows)
        line = make_line(line_id(number, count), count, text, item.span, blocks, allows, state.references)
        yield line._replace(places=tuple(item.places)) if item.places else line


def _made(state: State, item: Item) -> Iterator[Part | Block]:
    for piece in item.parts:
        if isinstance(piece, Said):
            text = prose(state.file, piece.rows)
            free = Free(read_inline(text, state.references), piece.span)
            yield Part(piece.role, text, piece.span) if piece.role else free
            continue
        block, problems = make_block(state.file, piece)
        state.problems.extend(problems)
        if block is not None:
            yield block


def _outside(state: State) -> Iterator[Outside]:
    for piece, before in state.outside:
        if isinstance(piece, Fence):
            block, problems = make_block(state.file, piece)
            state.problems.extend(problems)
            figure = block if isinstance(block, Figure) else None
            rows = [Row(piece.info or "```", piece.span.line, piece.span.column)]
            yield Outside(prose(state.file, rows), piece.span, before, figure)
        else:
            text = prose(state.file, piece)
            first = piece[0]
            indent = len(first.text) - len(first.text.lstrip())
            span = Span(state.file, first.line, first.column + indent, first.column + len(first.text))
            yield Outside(read_inline(text, state.references), span, before)
