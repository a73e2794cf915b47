"""Puts evidence into what was read: values into text, excerpts into proof blocks. What is missing says why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from axiombook.book import (
    Block,
    Box,
    Calc,
    Capture,
    Chain,
    Excerpt,
    Figure,
    Free,
    Inline,
    Lesson,
    Line,
    Listing,
    Log,
    Missing,
    Mistake,
    Option,
    Outside,
    Prose,
    Puzzle,
    Question,
    Seven,
    SourceFile,
    Span,
    Step,
    Trace,
)  # fmt: skip
from axiombook.dataclass import dataclass
from axiombook.near import did_you_mean
from axiombook.read.excerpts import cut
from axiombook.read.room import ROW, Room
from axiombook.read.traces import read_steps
from axiombook.read.values import NoValue, Values

_VALUE = re.compile(r"\{\{(.+?)\}\}")
_PATTERNS = ("match", "from", "to")
_NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a proof is taken from. room: for the excerpts of the lesson at hand."""

    captures: Mapping[str, Capture]
    sources: Mapping[str, SourceFile]
    values: Values
    room: Room


def bind_lesson(lesson: Lesson, evidence: Evidence) -> Lesson:
    """The lesson with its values, excerpts, boxes and steps."""
    evidence = replace(evidence, room=Room())
    values = evidence.values
    return replace(
        lesson,
        title=None if lesson.title is None else bind_prose(lesson.title, values),
        lines=tuple(_line(line, evidence) for line in lesson.lines),
        headings=tuple(replace(heading, text=bind_prose(heading.text, values)) for heading in lesson.headings),
        outside=tuple(_outside(piece, values) for piece in lesson.outside),
    )


def bind_prose(prose: Prose, values: Values) -> Prose:
    """The text with what each {{value}} in it shows; one without a value keeps its expression and says why."""
    if not any(inline.kind == "value" for inline in prose.inlines):
        return prose
    return prose._replace(inlines=tuple(_value(inline, values) for inline in prose.inlines))


def _value(inline: Inline, values: Values) -> Inline:
    if inline.kind != "value":
        return inline
    try:
        return inline._replace(text=values.evaluate(inline.target), missing="")
    except NoValue as error:
        return inline._replace(text="{{" + inline.target + "}}", missing=str(error))


def _outside(piece: Outside, values: Values) -> Outside:
    figure = piece.figure and replace(piece.figure, text=bind_prose(piece.figure.text, values))
    return replace(piece, text=bind_prose(piece.text, values), figure=figure)


def _line(line: Line, evidence: Evidence) -> Line:
    blocks = tuple(_block(block, evidence) for block in line.blocks)
    return line._replace(text=bind_prose(line.text, evidence.values), blocks=blocks)


def _block(block: Block, evidence: Evidence) -> Block:
    match block:
        case Log() | Trace() | Chain():
            return _evidence(block, evidence)
        case Listing():
            return replace(block, excerpt=_listing(block, evidence))
        case Figure(text=text) | Free(text=text):
            return replace(block, text=bind_prose(text, evidence.values))
        case Calc(rows):
            return replace(block, rows=tuple(bind_prose(row, evidence.values) for row in rows))
    return _pair(block, evidence.values)


def _pair(block: Question | Mistake | Puzzle | Seven, values: Values) -> Block:
    def bound(prose: Prose | None) -> Prose | None:
        return None if prose is None else bind_prose(prose, values)

    match block:
        case Question(question, answer):
            return block._replace(question=bound(question), answer=bound(answer))
        case Mistake(wrong, right):
            return replace(block, wrong=bound(wrong), right=bound(right))
        case Puzzle(puzzle, solution):
            return replace(block, puzzle=bound(puzzle), solution=bound(solution))
        case Seven(answers):
            return replace(block, answers=tuple((name, bind_prose(text, values)) for name, text in answers))


def _evidence(block: Log | Trace | Chain, evidence: Evidence) -> Block:
    capture = evidence.values.capture(block.name)
    if capture is None:
        hint = did_you_mean(block.name, evidence.values.names())
        help = f"{hint}A capture is proofs/captures/NAME.log with NAME.toml."
        missing = Missing("E001", f"there is no capture `{block.name}`", help, block.span)
        match block:
            case Log():
                return replace(block, excerpt=missing)
            case Trace():
                return replace(block, steps=missing)
            case Chain():
                return replace(block, boxes=missing)
    match block:
        case Log():
            return replace(block, capture=capture.name, excerpt=_cut(block, capture.log, evidence))
        case Trace():
            return replace(block, capture=capture.name, steps=_steps(block, capture, evidence))
        case Chain():
            return replace(block, capture=capture.name, boxes=_boxes(block, capture, evidence))


def _cut(block: Log | Trace | Listing, rows: tuple[str, ...], evidence: Evidence) -> Excerpt | Missing:
    """What the options pick, each {{value}} in their patterns put in as a log prints it: without 0x."""
    options: list[Option] = []
    for option in block.options:
        value = _pattern(option, evidence.values)
        if isinstance(value, Missing):
            return value
        options.append(option._replace(value=value))
    return evidence.room.take(lambda: cut(block.name, rows, options, block.span), _size, block.span)


def _size(excerpt: Excerpt) -> int:
    return sum(len(row) + ROW for _, row in excerpt.rows)


def _pattern(option: Option, values: Values) -> str | Missing:
    if option.key not in _PATTERNS or "{{" not in option.value:
        return option.value
    parts, at = [], 0
    for found in _VALUE.finditer(option.value):
        try:
            shown = values.evaluate(found[1])
        except NoValue as error:
            column = option.span.end - len(option.value) + found.start()  # a value ends where its option ends
            span = option.span._replace(column=column, end=column + len(found[0]))
            help = "A pattern may hold {{NAME.value}} where it names an address."
            return Missing("V003", str(error), help, span)
        parts += [option.value[at : found.start()], re.escape(shown.removeprefix("0x"))]
        at = found.end()
    return "".join([*parts, option.value[at:]])


def _steps(block: Trace, capture: Capture, evidence: Evidence) -> tuple[Step, ...] | Missing:
    excerpt = _cut(block, capture.log, evidence)
    if isinstance(excerpt, Missing):
        return excerpt
    steps = read_steps(excerpt, capture.did)
    if not steps:
        help = "A step is `--> name(values)`, `<-- name() = value`, or a line of function_graph."
        return Missing("E002", f"no line of `{block.name}` here is a step of a trace", help, block.span)
    return steps


def _listing(block: Listing, evidence: Evidence) -> Excerpt | Missing:
    sources = evidence.sources
    source = sources.get(block.name)
    if source is None or source.text is None:
        hint = did_you_mean(block.name, sources)
        what = f"there is no source `{block.name}`" if source is None else f"the source `{block.name}` is no text"
        if block.name.startswith("/") or ".." in block.name.split("/"):
            what = f"`{block.name}` leaves the book"
        return Missing("E001", what, f"{hint}Sources lie under proofs/sources.", block.span)
    rows = tuple(source.text.removesuffix("\n").split("\n")) if source.text else ()
    return _cut(block, rows, evidence)


def _boxes(block: Chain, capture: Capture, evidence: Evidence) -> tuple[Box, ...] | Missing:
    return evidence.room.take(lambda: boxes_of(capture, block.span, _chosen(block)), _height, block.span)


def _height(boxes: tuple[Box, ...]) -> int:
    return sum(ROW * (1 + len(box.rows)) for box in boxes)


def _chosen(block: Chain) -> tuple[str, ...]:
    option = next((option for option in block.options if option.key == "boxes"), None)
    return tuple(name.strip() for name in option.value.split(",")) if option else ()


def boxes_of(capture: Capture, span: Span = _NOWHERE, chosen: tuple[str, ...] = ()) -> tuple[Box, ...] | Missing:
    """The boxes of a capture's chain; Missing where a value is not there or a pointer misses its target.

    span: of the block that asks for them, if one does.
    """
    if not capture.chain:
        return Missing("E002", f"the capture `{capture.name}` has no [[chain]]", "Add one to its TOML.", span)
    at = {box.name: box.at for box in capture.chain}
    unknown = next((name for name in chosen if name not in at), None)
    if unknown is not None:
        return Missing("E002", f"the chain has no box `{unknown}`", f"Its boxes: {', '.join(at)}.", span)
    boxes: list[Box] = []
    for box in capture.chain:
        named = [box.at, *(value for _, value in box.fields), *(value for _, value, _ in box.points)]
        lost = next((name for name in named if name not in capture.values), None)
        if lost is not None:
            why = capture.broken.get(lost, "no such value is named under [values]")
            return Missing("V003", f"the box `{box.name}` needs the value `{lost}`: {why}", "Mend its TOML.", span)
        for field, value, target in box.points:
            missed = _missed(capture, field, value, target, at)
            if missed:
                return Missing("E005", f"in `{box.name}`, {missed}", "Take the capture again, or mend [[chain]].", span)
        rows = [(field, capture.values[value].shown, "") for field, value in box.fields]
        rows += [(field, capture.values[value].shown, target) for field, value, target in box.points]
        if not chosen or box.name in chosen:
            boxes.append(Box(box.name, capture.values[box.at].shown, tuple(rows)))
    return tuple(boxes)


def _missed(capture: Capture, field: str, value: str, target: str, at: Mapping[str, str]) -> str:
    """Why a pointer does not hold the address of its target, or ''."""
    if target not in at:
        return f"`{field}` points at `{target}`, which is no box of the chain"
    held, wanted = capture.values[value], capture.values.get(at[target])
    if wanted is None:
        return f"`{field}` points at `{target}`, which has no address"
    if held.number is None or held.number != wanted.number:
        return f"`{field}` holds {held.shown}, but `{target}` lies at {wanted.shown}"
    return ""
