"""The state machine over the physical lines of a lesson's file.

It finds the numbered lines, what stands under each, the headings between them and the text outside them, and keeps
the place of everything. mistune is not asked, since its tokens carry no positions.
"""

from __future__ import annotations

import re

from axiombook.book import Allow, Finding, Span
from axiombook.dataclass import dataclass, field
from axiombook.read.blocks import ROLE, Fence, Row, dedent, indent_of
from axiombook.read.inline import reference_key
from axiombook.read.problems import bad_allow, bad_directive

FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})([^`]*|(?<=~).*)$")
_ITEM = re.compile(r"([ \t]*)(\d{1,9})[.)]([ \t]+|$)(.*)$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
REFERENCE = re.compile(r"[ \t]*\[([^\[\]^]+)\]:\s+<?([^\s<>]+)>?(?:\s+.*)?$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_OTHER = re.compile(r"(?:[-*+]|1[.)])(?:[ \t]|$)|>|\|.*\|$")  # a list, a quotation, a table
_PLACES = re.compile(r"[A-Z]\d{2,4}(?:[\s,]+[A-Z]\d{2,4})*")
_ALLOW = re.compile(r"lint:\s*(.*)", re.DOTALL)
_REASON = re.compile(r"allow\s+([A-Z]\d{3})\s+because\s+(\S.*)", re.DOTALL)


@dataclass(slots=True)
class Said:
    """A paragraph under a line while its rows are gathered; role as in Part, '' for free text."""

    role: str
    rows: list[Row]
    span: Span


@dataclass(slots=True)
class Item:
    """A line while its paragraphs and fences are gathered; indent: the column, from 0, where its text begins."""

    rows: list[Row]
    span: Span
    indent: int
    parts: list[Said | Fence] = field(default_factory=list)
    allows: list[Allow] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """What has been gathered of a lesson so far; `open` is the paragraph that the next row may go on with."""

    file: str
    items: list[Item] = field(default_factory=list)
    headings: list[tuple[int, list[Row], int, tuple[Allow, ...]]] = field(default_factory=list)
    outside: list[tuple[list[Row] | Fence, int]] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    allows: list[Allow] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    current: Item | None = None
    open: list[Row] | None = None


def gather(file: str, rows: list[Row]) -> State:
    """What the rows of a file hold."""
    state = State(file)
    at = 0
    while at < len(rows):
        row = rows[at]
        fence = FENCE.match(row.text)
        if fence is not None:
            at = _take_fence(state, rows, at, fence)
        elif row.text.lstrip().startswith("<!--"):
            state.open = None
            at = _take_comment(state, rows, at)
        else:
            _take_row(state, row)
            at += 1
    for allow in state.allows:
        state.problems.append(bad_allow(allow.span, "this allow stands above no line", "Put it above the line."))
    return state


def _take_row(state: State, row: Row) -> None:
    text = row.text
    if not text.strip() or (_RULE.match(text) and not (state.open and state.current is None)):
        state.open = None
    elif (heading := _HEADING.match(text)) is not None:
        _take_heading(state, len(heading[1]), [Row(heading[2] or "", row.line, max(heading.start(2) + 1, 1))])
    elif (item := _ITEM.match(text)) is not None and _is_line(state, item):
        _take_item(state, row, item)
    elif state.open is None and (reference := REFERENCE.match(text)) is not None:
        state.references.setdefault(reference_key(reference[1]), reference[2])
    elif state.current is None and state.open and re.fullmatch(r" {0,3}(=+|-+)\s*", text):
        _underlined(state, row)
    else:
        _take_text(state, row)


def _is_line(state: State, item: re.Match[str]) -> bool:
    """Whether a numbered item is a line of the lesson, not a list inside one."""
    if state.current is None:
        return indent_of(item[1]) <= 3
    return indent_of(item[1]) < max(state.current.indent, 2)


def _take_heading(state: State, level: int, rows: list[Row]) -> None:
    state.open, state.current = None, None
    state.headings.append((level, rows, len(state.items), tuple(state.allows)))
    state.allows.clear()


def _underlined(state: State, row: Row) -> None:
    """A heading written as a paragraph with a row of = or - under it."""
    assert state.open is not None
    state.outside.pop()
    rows = [
        Row(part.text.strip(), part.line, part.column + len(part.text) - len(part.text.lstrip())) for part in state.open
    ]
    _take_heading(state, 1 if "=" in row.text else 2, rows)


def _take_item(state: State, row: Row, item: re.Match[str]) -> None:
    text = item[4].rstrip()
    first = Row(text, row.line, item.start(4) + 1)
    span = Span(state.file, row.line, item.start(2) + 1, max(len(row.text.rstrip()) + 1, item.start(2) + 2))
    before = len(row.text[: item.end(2) + 1].expandtabs(4))
    width = len(row.text[: item.start(4)].expandtabs(4)) - before
    state.current = Item([first], span, before + (width if 1 <= width <= 4 else 1))
    state.current.allows.extend(state.allows)
    state.current.places.extend(state.places)
    state.allows.clear()
    state.places.clear()
    state.items.append(state.current)
    state.open = state.current.rows


def _take_text(state: State, row: Row) -> None:
    stripped = row.text.strip()
    indent = len(row.text) - len(row.text.lstrip())
    here = Row(stripped, row.line, indent + 1)
    role = ROLE.match(stripped) if state.current is not None else None
    if state.current is not None and state.open is state.current.rows and _OTHER.match(stripped):
        state.open = None
    if role is not None and state.current is not None:
        span = Span(state.file, row.line, indent + 1, indent + 1 + len(stripped))
        said = Row(stripped[role.end() :], row.line, indent + 1 + role.end())
        _begin(state, state.current, Said(role[1], [said], span))
    elif state.open is not None:
        state.open.append(_further(state, row, here))
    elif state.current is not None and indent_of(row.text) >= 2:
        _take_paragraph(state, state.current, row, here)
    else:
        state.current = None
        state.open = [row]
        state.outside.append((state.open, len(state.items)))


def _further(state: State, row: Row, here: Row) -> Row:
    """A row that goes on with the open paragraph; in free text its blanks tell one list from the list inside it."""
    if state.current is None:
        return row
    last = state.current.parts[-1] if state.current.parts else None
    free = isinstance(last, Said) and not last.role and last.rows is state.open
    return dedent([row], state.current.indent)[0] if free else here


def _begin(state: State, item: Item, said: Said) -> None:
    item.parts.append(said)
    state.open = said.rows


def _take_paragraph(state: State, item: Item, row: Row, here: Row) -> None:
    """A further paragraph under a line: more of the question or answer above it, or free text of the line."""
    last = item.parts[-1] if item.parts else None
    if isinstance(last, Said) and last.role:
        last.rows += [Row("", here.line - 1, 1), here]
        state.open = last.rows
    else:
        [cut] = dedent([row], item.indent)
        _begin(state, item, Said("", [cut], Span(state.file, row.line, here.column, len(row.text) + 1)))


def _take_fence(state: State, rows: list[Row], at: int, opening: re.Match[str]) -> int:
    state.open = None
    indent, ticks, info = len(opening[1]), opening[2], opening[3]
    end = at + 1
    closing = re.compile(rf"[ \t]*{re.escape(ticks[0])}{{{len(ticks)},}}\s*$")
    while end < len(rows) and not closing.match(rows[end].text):
        end += 1
    row = rows[at]
    span = Span(state.file, row.line, indent + 1, len(row.text.rstrip()) + 1)
    if end == len(rows):
        help = f"Write {ticks} under its last row."
        state.problems.append(bad_directive(span, "this block is opened here and never closed", help))
    fence = Fence(info, dedent(rows[at + 1 : end], indent_of(row.text)), span, indent + len(ticks) + 1)
    if state.current is not None:
        state.current.parts.append(fence)
    else:
        state.outside.append((fence, len(state.items)))
    return end + 1


def _take_comment(state: State, rows: list[Row], at: int) -> int:
    """Takes the comments that a row begins with; what stands behind them is looked at next."""
    end = at
    while end < len(rows) - 1 and "-->" not in rows[end].text:
        end += 1
    row, text = rows[at], "\n".join(part.text for part in rows[at : end + 1])
    indent = len(row.text) - len(row.text.lstrip())
    span = Span(state.file, row.line, indent + 1, len(row.text.rstrip()) + 1)
    if "-->" not in text:
        help = "Write --> behind it: all that follows is left out."
        state.problems.append(bad_directive(span, "this comment is opened here and never closed", help))
        return end + 1
    while text.lstrip().startswith("<!--") and "-->" in text:
        body, _, text = text.partition("<!--")[2].partition("-->")
        _take_note(state, body.strip(), span, indent_of(row.text))
    if not text.strip():
        return end + 1
    rows[end] = Row(text.rjust(len(rows[end].text)), rows[end].line, 1)
    return end


def _take_note(state: State, body: str, span: Span, indent: int) -> None:
    lint = _ALLOW.fullmatch(body)
    if lint is not None:
        _take_allow(state, span, lint[1].strip(), indent)
    elif _PLACES.fullmatch(body):
        (state.places if state.current is None else state.current.places).extend(re.findall(r"\w+", body))


def _take_allow(state: State, span: Span, text: str, indent: int) -> None:
    reason = _REASON.fullmatch(text)
    if reason is None:
        help = "Write <!-- lint: allow S002 because the log says so -->; the reason is required."
        state.problems.append(bad_allow(span, "this allow names no code, or no reason", help))
        return
    allow = Allow(reason[1], " ".join(reason[2].split()), span)
    inside = indent >= 2 and state.current is not None
    (state.current.allows if inside and state.current is not None else state.allows).append(allow)
