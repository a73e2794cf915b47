"""Where each large number of a book comes from: a calculation, a capture, or a line that gives it.

Lines are taken in reading order. Within a line a calculation counts once all of its own large operands are known, so
that a number cannot derive itself by `n + 0 = n`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from axiombook.book import Block, Calc, Chain, Excerpt, Figure, Line, Listing, Log, Prose, Trace
from axiombook.calculator import NUMBER, Number, read_number
from axiombook.check.scan import Text
from axiombook.check.sums import FoundSum, sums_in
from axiombook.check.tokens import is_large, number_value, tokens_of
from axiombook.facts import NumberUse, Place, Sum

_EVIDENCE = re.compile(r"0[xX][0-9a-fA-F]{3,}|(?<![\w])[0-9a-fA-F]{4,}(?![\w])")
_MAYBE_LARGE = re.compile(r"\d{2}|0[xXbB]\w|(?<!\w)[0-9a-fA-F]{4,}(?!\w)")
_ADDRESS = re.compile(r"0[xX][0-9a-fA-F]{4,}|(?<![\w])[0-9a-fA-F]{16}(?![\w])")


@dataclass(slots=True)
class Origins:
    """What is derived so far: value -> the id of the first line that computed, captured or gave it."""

    large: int
    lines: dict[Number, str] = field(default_factory=dict)

    def add(self, values: Iterable[Number | None], line: str) -> None:
        """Values that a line derives."""
        for value in values:
            if value is not None:
                self.lines.setdefault(value, line)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The calculations and large numbers of one line, and how many values it derived first."""

    sums: tuple[Sum, ...]
    uses: tuple[NumberUse, ...]
    derived: int


def numbers_of_line(line: Line, texts: Sequence[Text], origins: Origins, place: Place) -> Numbers:
    """Follows the numbers of a line with everything under it, and adds what it derives to the origins."""
    before = len(origins.lines)
    proses = [*texts, *(Text(row, place) for block in line.blocks if isinstance(block, Calc) for row in block.rows)]
    captured = [inline.text for text in proses for inline in text.prose.inlines if inline.kind == "value"]
    origins.add((number_value(shown) for shown in captured), line.id)
    for block in line.blocks:
        origins.add(_evidence(block), line.id)
    if "given" in line.marks:
        origins.add((number_value(token) for text in proses for token in _numerals(text.prose)), line.id)
    found = [(text, entry) for text in proses for entry in sums_in(text.prose.shown)]
    bad = _derive([entry for _, entry in found], origins, line.id)
    uses = [use for text in proses for use in _large(text, origins, bad)]
    uses += [use for block in line.blocks if isinstance(block, Figure) for use in _figure(block, origins, place)]
    sums = tuple(_sum(text, entry) for text, entry in found)
    return Numbers(sums, tuple(uses), len(origins.lines) - before)


def loose_sums(text: Text) -> tuple[Sum, ...]:
    """The calculations of a text that belongs to no line, such as a heading."""
    return tuple(_sum(text, entry) for entry in sums_in(text.prose.shown))


def _numerals(prose: Prose) -> Iterator[str]:
    for inline in prose.inlines:
        if inline.kind in ("text", "code"):
            yield from (token.text for token in tokens_of(inline.text) if token.sort == "number")


def _derive(sums: list[FoundSum], origins: Origins, line: str) -> set[Number]:
    """Adds the results of the sums; returns the operands that nothing derives."""
    waiting = [entry for entry in sums if entry.right]
    progress = True
    while progress:
        progress = False
        for entry in list(waiting):
            if not _operands_missing(entry, origins) and _computes(entry, origins):
                origins.add(entry.values, line)
                waiting.remove(entry)
                progress = True
    bad: set[Number] = set()
    for entry in waiting:
        bad.update(_operands_missing(entry, origins))
    for entry in [*waiting, *(entry for entry in sums if not entry.right)]:
        if any(_has_sign(side) for side in entry.sides):
            origins.add((value for value in entry.values if value not in bad), line)
    return bad


def _has_sign(side: str) -> bool:
    return re.search(r"[-+*/%&|^~<>]", side) is not None


def _computes(entry: FoundSum, origins: Origins) -> bool:
    """Whether a sum derives its value: a bare change of numeral does only for a number that is known."""
    return any(_has_sign(side) for side in entry.sides) or entry.values[0] in origins.lines


def _operands_missing(entry: FoundSum, origins: Origins) -> list[Number]:
    operands = [numeral for side in entry.sides if _has_sign(side) for numeral in NUMBER.findall(side)]
    return [
        read_number(numeral)
        for numeral in operands
        if is_large(numeral, origins.large) and read_number(numeral) not in origins.lines
    ]


def _large(text: Text, origins: Origins, bad: set[Number]) -> Iterator[NumberUse]:
    for inline in text.prose.inlines:
        if inline.kind not in ("text", "code") or not _MAYBE_LARGE.search(inline.text):
            continue
        for token in tokens_of(inline.text, inline.start):
            if token.sort != "number" or not is_large(token.text, origins.large):
                continue
            value = number_value(token.text)
            exact = read_number(token.text) if re.fullmatch(r"\d+\.\d+", token.text) else value
            if value is None or exact is None:
                continue
            origin = "" if exact in bad else origins.lines.get(exact, "")
            yield NumberUse(token.text, value, text.prose.span(token.start, token.end), text.place, origin)


def _figure(block: Figure, origins: Origins, place: Place) -> Iterator[NumberUse]:
    """The addresses that an author typed into a figure; a block in a named language is code, and is left alone."""
    if block.language not in ("", "text"):
        return
    for inline in block.text.inlines:
        if inline.kind != "text":
            continue
        for match in _ADDRESS.finditer(inline.text):
            value = int(match[0], 16)
            start = inline.start + match.start()
            span = block.text.span(start, start + len(match[0]))
            yield NumberUse(match[0], value, span, place, origins.lines.get(value, ""))


def _evidence(block: Block) -> Iterator[Number | None]:
    """The numbers that a proof block shows: they are captured."""
    match block:
        case Log(excerpt=Excerpt(rows=rows)) | Listing(excerpt=Excerpt(rows=rows)):
            for _, row in rows:
                for found in _EVIDENCE.finditer(row):
                    yield number_value(found[0])
                for found in re.finditer(r"\d+\.\d+", row):
                    yield read_number(found[0])
        case Chain(boxes=tuple() as boxes):
            for box in boxes:
                yield number_value(box.address)
                yield from (number_value(shown) for _, shown, _ in box.rows)
        case Trace(steps=tuple() as steps):
            for step in steps:
                for found in _EVIDENCE.finditer(f"{step.values} {step.place}"):
                    yield number_value(found[0])
        case _:
            return


def _sum(text: Text, entry: FoundSum) -> Sum:
    start, end = _raw(text.prose, entry.start), _raw(text.prose, entry.end - 1) + 1
    span = text.prose.span(start, max(end, start + 1))
    return Sum(
        entry.sides, entry.values, entry.right, span, text.place, text.prose.key, entry.start, entry.end, entry.problem
    )


def _raw(prose: Prose, offset: int) -> int:
    """The offset in the raw text of an offset in the shown text."""
    starts, at = [], 0
    for inline in prose.inlines:
        starts.append(at)
        at += len(inline.text)
    row = max(bisect_right(starts, offset) - 1, 0)
    while row > 0 and not prose.inlines[row].text:
        row -= 1
    inline = prose.inlines[row]
    inside = offset - starts[row]
    return inline.start + (inside if inline.kind != "value" else 0)
