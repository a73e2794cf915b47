"""The lesson reader: a plain state machine over the physical lines of a Markdown file.

It finds the numbered lines, what stands under each, the headings between them and the text outside them, and keeps
the place of everything. mistune is not asked, since its tokens carry no positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from axiombook.book import Allow, Block, Figure, Finding, Heading, Lesson, Line, Outside, Span
from axiombook.read.blocks import ROLE, Fence, Part, Row, answered, dedent, prose
from axiombook.read.directives import make_block
from axiombook.read.inline import read_inline
from axiombook.read.line import make_line
from axiombook.read.problems import bad_allow, bad_directive, unreadable

LONGEST = 100_000  # characters in one physical line; a longer one is a mistake, not prose
_FENCE = re.compile(r"( *)(`{3,}|~{3,})([^`]*|(?<=~).*)$")
_ITEM = re.compile(r"( {0,5})(\d{1,9})[.)]( +|$)(.*)$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_REFERENCE = re.compile(r" {0,3}\[([^\[\]^]+)\]:\s+<?([^\s<>]+)>?(?:\s+.*)?$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_PLACES = re.compile(r"[A-Z]\d{2,4}(?:[\s,]+[A-Z]\d{2,4})*")
_ALLOW = re.compile(r"lint:\s*(.*)", re.DOTALL)
_REASON = re.compile(r"allow\s+([A-Z]\d{3})\s+because\s+(\S.*)", re.DOTALL)


@dataclass(slots=True)
class _Item:
    """A line while its paragraphs and fences are gathered."""

    rows: list[Row]
    span: Span
    indent: int
    parts: list[Part | Fence] = field(default_factory=list)
    allows: list[Allow] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What has been gathered of a lesson so far; `open` is the paragraph that the next row may go on with."""

    file: str
    items: list[_Item] = field(default_factory=list)
    headings: list[tuple[int, Row, int, tuple[Allow, ...]]] = field(default_factory=list)
    outside: list[tuple[list[Row] | Fence, int]] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    allows: list[Allow] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    current: _Item | None = None
    open: list[Row] | None = None
    part: tuple[str, Span] | None = None

    def close(self) -> None:
        """End the open paragraph; a part of the current line is stored with its role."""
        if self.open and self.part is not None and self.current is not None:
            role, span = self.part
            self.current.parts.append(Part(role, prose(self.file, self.open), span))
        self.open, self.part = None, None


def read_lesson(number: int, slug: str, file: str, text: str) -> Lesson:
    """The lesson that the text of a file holds; what cannot be read becomes a problem of the lesson."""
    rows = [Row(row.rstrip("\r"), at, 1) for at, row in enumerate(text.removeprefix("\ufeff").split("\n"), 1)]
    state = _State(file)
    long = next((row for row in rows if len(row.text) > LONGEST), None)
    if long is not None:
        message = f"this line of the file has {len(long.text)} characters; {LONGEST} is the most that is read"
        problem = unreadable(file, message, "Break it into lines of prose.", long.line)
        return Lesson(number, slug, file, None, (), problems=(problem,), size=len(text))
    _gather(state, rows)
    return _finish(state, number, slug, len(text))


def _gather(state: _State, rows: list[Row]) -> None:
    at = 0
    while at < len(rows):
        row = rows[at]
        fence = _FENCE.match(row.text)
        if fence is not None:
            at = _take_fence(state, rows, at, fence)
        elif row.text.lstrip().startswith("<!--"):
            state.close()
            at = _take_comment(state, rows, at)
        else:
            _take_row(state, row)
            at += 1
    state.close()
    for allow in state.allows:
        state.problems.append(bad_allow(allow.span, "this allow stands above no line", "Put it above the line."))


def _take_row(state: _State, row: Row) -> None:
    text = row.text
    if not text.strip() or (_RULE.match(text) and not (state.open and state.current is None)):
        state.close()
    elif (heading := _HEADING.match(text)) is not None:
        _take_heading(state, row, len(heading[1]), heading[2] or "", heading.start(2) + 1)
    elif (item := _ITEM.match(text)) is not None and _is_line(state, item):
        _take_item(state, row, item)
    elif state.open is None and (reference := _REFERENCE.match(text)) is not None:
        state.references.setdefault(reference[1].strip().casefold(), reference[2])
    elif state.current is None and state.open and re.fullmatch(r" {0,3}(=+|-+)\s*", text):
        _underlined(state, row)
    else:
        _take_text(state, row)


def _is_line(state: _State, item: re.Match[str]) -> bool:
    """Whether a numbered item is a line of the lesson, not a list inside one."""
    if state.current is None:
        return len(item[1]) <= 3
    return len(item[1]) < max(state.current.indent, 2)


def _take_heading(state: _State, row: Row, level: int, text: str, column: int) -> None:
    state.close()
    state.current = None
    state.headings.append((level, Row(text, row.line, max(column, 1)), len(state.items), tuple(state.allows)))
    state.allows.clear()


def _underlined(state: _State, row: Row) -> None:
    """A heading written as a paragraph with a row of = or - under it."""
    assert state.open is not None
    state.outside.pop()
    first = state.open[0]
    text = " ".join(part.text.strip() for part in state.open)
    state.open = None
    _take_heading(state, first, 1 if "=" in row.text else 2, text, first.column)


def _take_item(state: _State, row: Row, item: re.Match[str]) -> None:
    state.close()
    text = item[4].rstrip()
    first = Row(text, row.line, item.start(4) + 1)
    span = Span(state.file, row.line, item.start(2) + 1, max(len(row.text.rstrip()) + 1, item.start(2) + 2))
    state.current = _Item([first], span, item.start(4) if item[3] else item.end(2) + 2)
    state.current.allows.extend(state.allows)
    state.current.places.extend(state.places)
    state.allows.clear()
    state.places.clear()
    state.items.append(state.current)
    state.open = state.current.rows


def _take_text(state: _State, row: Row) -> None:
    stripped = row.text.strip()
    indent = len(row.text) - len(row.text.lstrip())
    here = Row(stripped, row.line, indent + 1)
    role = ROLE.match(stripped) if state.current is not None else None
    if role is not None:
        state.close()
        span = Span(state.file, row.line, indent + 1, indent + 1 + len(stripped))
        state.open = [Row(stripped[role.end() :], row.line, indent + 1 + role.end())]
        state.part = (role[1], span)
    elif state.open is not None:
        state.open.append(here if state.current is not None else row)
    elif state.current is not None and indent >= 2:
        _take_paragraph(state, row, here, indent)
    else:
        state.current = None
        state.open = [row]
        state.outside.append((state.open, len(state.items)))


def _take_paragraph(state: _State, row: Row, here: Row, indent: int) -> None:
    """A further paragraph under a line: it goes on with the answer above it, or is free text of the line."""
    assert state.current is not None
    last = state.current.parts[-1] if state.current.parts else None
    if isinstance(last, Part) and last.role in ("A", "Right", "Solution"):
        state.current.parts.pop()
        kept = [
            Row(text, line, column)
            for text, (_, line, column) in zip(last.text.raw.split("\n"), last.text.starts, strict=True)
        ]
        state.open = [*kept, Row("", here.line - 1, 1), here]
        state.part = (last.role, last.span)
        return
    cut = min(indent, state.current.indent)
    state.open = [Row(row.text[cut:], row.line, cut + 1)]
    state.part = ("", Span(state.file, row.line, indent + 1, len(row.text) + 1))


def _take_fence(state: _State, rows: list[Row], at: int, opening: re.Match[str]) -> int:
    state.close()
    indent, ticks, info = len(opening[1]), opening[2], opening[3]
    end = at + 1
    closing = re.compile(rf" *{re.escape(ticks[0])}{{{len(ticks)},}}\s*$")
    while end < len(rows) and not closing.match(rows[end].text):
        end += 1
    row = rows[at]
    span = Span(state.file, row.line, indent + 1, len(row.text.rstrip()) + 1)
    if end == len(rows):
        help = f"Write {ticks} under its last row."
        state.problems.append(bad_directive(span, "this block is opened here and never closed", help))
    fence = Fence(info, dedent(rows[at + 1 : end], indent), span, indent + len(ticks) + 1)
    if state.current is not None:
        state.current.parts.append(fence)
    else:
        state.outside.append((fence, len(state.items)))
    return end + 1


def _take_comment(state: _State, rows: list[Row], at: int) -> int:
    end = at
    while end < len(rows) - 1 and "-->" not in rows[end].text:
        end += 1
    row = rows[at]
    text = "\n".join(part.text for part in rows[at : end + 1])
    body = text.split("<!--", 1)[1].split("-->", 1)[0].strip()
    indent = len(row.text) - len(row.text.lstrip())
    span = Span(state.file, row.line, indent + 1, len(row.text.rstrip()) + 1)
    lint = _ALLOW.fullmatch(body)
    if lint is not None:
        _take_allow(state, span, lint[1].strip(), indent)
    elif _PLACES.fullmatch(body):
        (state.places if state.current is None else state.current.places).extend(re.findall(r"\w+", body))
    rest = text.split("-->", 1)[1] if "-->" in text else ""
    if rest.strip():
        last = rows[end]
        _take_row(state, Row(rest, last.line, len(last.text) - len(rest) + 1))
    return end + 1


def _take_allow(state: _State, span: Span, text: str, indent: int) -> None:
    reason = _REASON.fullmatch(text)
    if reason is None:
        help = "Write <!-- lint: allow S002 because the log says so -->; the reason is required."
        state.problems.append(bad_allow(span, "this allow names no code, or no reason", help))
        return
    allow = Allow(reason[1], " ".join(reason[2].split()), span)
    inside = indent >= 2 and state.current is not None
    (state.current.allows if inside and state.current is not None else state.allows).append(allow)


def _finish(state: _State, number: int, slug: str, size: int) -> Lesson:
    headings = [
        Heading(level, read_inline(prose(state.file, [row]), state.references), before, allows)
        for level, row, before, allows in state.headings
    ]
    lines = tuple(_lines(state, number))
    outside = tuple(_outside(state))
    if not lines and not state.problems:
        help = "Write a heading and a first line: 1. A byte is 8 bits."
        state.problems.append(unreadable(state.file, "this lesson holds no line", help))
    title, rest = (headings[0].text, headings[1:]) if headings else (None, [])
    return Lesson(
        number, slug, state.file, title, lines, tuple(rest), outside, state.references, tuple(state.problems), size
    )


def _lines(state: _State, number: int) -> Iterator[Line]:
    for count, item in enumerate(state.items, 1):
        blocks: list[Block] = []
        run: list[Part] = []
        for part in item.parts:
            if isinstance(part, Part):
                run.append(part)
                continue
            block, problems = make_block(state.file, part)
            state.problems.extend(problems)
            if block is not None:
                blocks.extend(answered(run, state.references))
                run = []
                blocks.append(block)
        blocks.extend(answered(run, state.references))
        text = prose(state.file, item.rows)
        allows = tuple(item.allows)
        line = make_line(f"{number}.{count:02}", count, text, item.span, tuple(blocks), allows, state.references)
        yield replace(line, places=tuple(item.places)) if item.places else line


def _outside(state: _State) -> Iterator[Outside]:
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
