"""Where each large number of a book comes from: a calculation, a capture, or a line that gives it.

Lines are taken in reading order. Within a line a calculation counts once all of its own large operands are known, so
that a number cannot derive itself by `n + 0 = n`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from axiombook.book import Block, Chain, Excerpt, Figure, Inline, Line, Listing, Log, Prose, Trace
from axiombook.calculator import NUMBER, read_number
from axiombook.check.exact import Exact, exact, fraction_of
from axiombook.check.scan import Text
from axiombook.check.sums import FoundSum, sums_in
from axiombook.check.tokens import is_large, number_value, tokens_of
from axiombook.check.typed import typed_in
from axiombook.dataclass import dataclass, field
from axiombook.facts import NumberUse, Sum
from axiombook.read.values import Values

_EVIDENCE = re.compile(r"0[xX][0-9a-fA-F]{3,}|(?<![\w])[0-9a-fA-F]{4,}(?![\w])")
_MAYBE_LARGE = re.compile(r"\d{2}|0[xXbB]\w|(?<!\w)[0-9a-fA-F]{4,}(?!\w)")
_FRACTION = re.compile(r"(?<!\d)\d{1,600}\.\d{1,600}(?!\d)")  # one that a calculation can have
_ADDRESS = re.compile(r"0[xX][0-9a-fA-F]{4,}|(?<![\w])[0-9a-fA-F]{16}(?![\w])")


@dataclass(slots=True)
class Origins:
    """What is derived so far: value -> the id of the first line that computed, captured or gave it.

    fresh: what was added since it was last emptied.
    """

    lines: dict[Exact, str] = field(default_factory=dict)
    fresh: dict[Exact, str] = field(default_factory=dict)

    def add(self, values: Iterable[Exact | None], line: str) -> None:
        """Values that a line derives."""
        for value in values:
            if value is not None and value not in self.lines:
                self.lines[value] = self.fresh[value] = line


class Step(NamedTuple):
    """What a calculation can derive. operands: its large numerals; signed: whether it computes, or only says again."""

    right: bool
    values: tuple[Exact | None, ...]
    operands: tuple[Exact, ...]
    signed: bool


class LineNumbers(NamedTuple):
    """The numbers of one line with everything under it, before any other line is looked at.

    shown: the values that are captured or given. large: each large number as it stands, then those in figures.
    """

    line: str
    shown: tuple[Exact | None, ...]
    steps: tuple[Step, ...]
    sums: tuple[Sum, ...]
    large: tuple[NumberUse, ...]


class Numbers(NamedTuple):
    """The large numbers of one line with their origins, and how many values it derived first."""

    uses: tuple[NumberUse, ...]
    derived: int


def numbers_of_line(line: Line, texts: Sequence[Text], values: Values, large: int) -> LineNumbers:
    """Reads the numbers of a line. large: a decimal number from here up has to be derived."""
    found = [(text, tuple(sums_in(*_said(text)))) for text in texts]
    shown = [
        (inline.text, typed_in(text.prose, inline, values, large))
        for text in texts
        for inline in text.prose.inlines
        if inline.kind == "value"
    ]
    return LineNumbers(
        line.id,
        (*(number_value(value) for value, typed in shown if not typed), *_shown(line, texts)),
        (
            *(_step(entry, large) for _, entries in found for entry in entries),
            *(_computed(value, typed) for value, typed in shown if typed),
        ),
        tuple(entry for text, entries in found if entries for entry in _sums(text, entries)),
        (
            *(use for text in texts for use in large_in(text, values, large)),
            *(use for block in line.blocks if isinstance(block, Figure) for use in _figure(block, values, large)),
        ),
    )


def follow(numbers: LineNumbers, origins: Origins) -> Numbers:
    """Says where each number of a line comes from, and adds what the line derives to the origins."""
    before = len(origins.lines)
    origins.add(numbers.shown, numbers.line)
    _derive(numbers.steps, origins, numbers.line)
    return Numbers(tuple(traced(numbers.large, origins)), len(origins.lines) - before)


def traced(uses: Iterable[NumberUse], origins: Origins) -> Iterator[NumberUse]:
    """Large numbers with their origins."""
    for use in uses:
        yield use._replace(origin=origins.lines.get(use.value, ""))


def loose_sums(text: Text) -> tuple[Sum, ...]:
    """The calculations of a text that belongs to no line, such as a heading."""
    return tuple(_sums(text, sums_in(*_said(text))))


def _said(text: Text) -> tuple[str, Sequence[int]]:
    """What is shown, with words in place of the heads of definitions; and where no word precedes a first minus."""
    shown = text.prose.shown
    if shown.count("=") <= len(text.skip):
        return "", ()
    alone, length = [0] if text.place.panel == "proof" else [], 0
    for inline in text.prose.inlines:
        if inline.kind == "codeopen":
            alone.append(length)
        length += len(inline.text)
    if text.skip:
        shown = "".join(_without_heads(inline, text.skip) for inline in text.prose.inlines)
    return shown, alone


def _without_heads(inline: Inline, heads: Sequence[tuple[int, int]]) -> str:
    said = inline.text
    for start, body in heads:
        first, last = (min(max(offset - inline.start, 0), len(said)) for offset in (start, body))
        if first < last:
            said = said[:first] + "w" * (last - first - 1) + " " + said[last:]
    return said


def _shown(line: Line, proses: Sequence[Text]) -> Iterator[Exact | None]:
    """The values of a line that nobody computed: those in its evidence, and on a given line all."""
    for block in line.blocks:
        yield from _evidence(block)
    if "given" in line.marks:
        for text in proses:
            yield from map(number_value, _numerals(text.prose))


def _numerals(prose: Prose) -> Iterator[str]:
    for inline in prose.inlines:
        if inline.kind in ("text", "code"):
            yield from (token.text for token in tokens_of(inline.text) if token.sort == "number")


def _step(entry: FoundSum, large: int) -> Step:
    values = tuple(None if value is None else exact(value) for value in entry.values)
    signed = [side for side in entry.sides if _has_sign(side)]
    read = signed if entry.right else ()  # what cannot be computed may hold what cannot be read
    operands = [numeral for side in read for numeral in NUMBER.findall(side) if is_large(numeral, large)]
    return Step(entry.right, values, tuple(map(exact, map(read_number, operands))), bool(signed))


def _computed(shown: str, typed: Sequence[NumberUse]) -> Step:
    """A value with which large numbers were computed that an author typed."""
    return Step(True, (number_value(shown),), tuple(use.value for use in typed), True)


def _derive(steps: Sequence[Step], origins: Origins, line: str) -> None:
    """Adds the results of the calculations; a number is not derived by one that needs it."""
    lacking = [(step, _lacks(step, origins)) for step in steps if step.right]
    waiting: dict[Exact | None, list[tuple[Step, set[Exact | None]]]] = defaultdict(list)
    for step, lacks in lacking:
        for value in lacks:
            waiting[value].append((step, lacks))
    ready = [step for step, lacks in lacking if not lacks]
    while ready:
        values = ready.pop().values
        origins.add(values, line)
        for value in values:
            for step, lacks in waiting.pop(value, ()):
                lacks.remove(value)
                if not lacks:
                    ready.append(step)
    bad = {value for step, lacks in lacking if step.signed for value in lacks}
    for step in steps:
        if step.signed:
            origins.add((value for value in step.values if value not in bad), line)


def _lacks(step: Step, origins: Origins) -> set[Exact | None]:
    """What a calculation waits for: its operands, or what it says again."""
    return {value for value in (step.operands if step.signed else step.values) if value not in origins.lines}


def _has_sign(side: str) -> bool:
    return re.search(r"[-+*/%&|^~<>×·÷−]", side) is not None


def large_in(text: Text, values: Values, large: int) -> Iterator[NumberUse]:
    """Each large number of a text as it stands, without an origin yet."""
    for inline in text.prose.inlines:
        yield from typed_in(text.prose, inline, values, large)
        if inline.kind not in ("text", "code") or not _MAYBE_LARGE.search(inline.text):
            continue
        for token in tokens_of(inline.text, inline.start):
            if token.sort != "number" or not is_large(token.text, large):
                continue
            if inline.kind == "code" and "," in token.text:  # f(1,200) is called with two numbers
                continue
            fraction = re.fullmatch(r"\d+\.\d+", token.text)
            value = fraction_of(token.text) if fraction else number_value(token.text)
            if value is not None:
                yield NumberUse(token.text, value, text.prose.span(token.start, token.end))


def _figure(block: Figure, values: Values, large: int) -> Iterator[NumberUse]:
    """The addresses that an author typed into a figure; a block in a named language is code, and is left alone."""
    if block.language not in ("", "text"):
        return
    for inline in block.text.inlines:
        yield from typed_in(block.text, inline, values, large)
        if inline.kind != "text":
            continue
        for match in _ADDRESS.finditer(inline.text):
            start = inline.start + match.start()
            span = block.text.span(start, start + len(match[0]))
            yield NumberUse(match[0], int(match[0], 16), span)


def _evidence(block: Block) -> Iterator[Exact | None]:
    """The numbers that a proof block shows: they are captured."""
    match block:
        case Log(excerpt=Excerpt(rows=rows)) | Listing(excerpt=Excerpt(rows=rows)):
            for _, row in rows:
                for found in _EVIDENCE.finditer(row):
                    yield number_value(found[0])
                for found in _FRACTION.finditer(row):
                    yield fraction_of(found[0])
        case Chain(boxes=tuple() as boxes):
            for box in boxes:
                yield number_value(box.address)
                yield from (number_value(shown) for _, shown, _ in box.rows)
        case Trace(steps=tuple() as steps):
            for step in steps:
                for found in _EVIDENCE.finditer(f"{step.values} {step.place}"):
                    yield number_value(found[0])


def _sums(text: Text, found: Iterable[FoundSum]) -> Iterator[Sum]:
    """The calculations that were found in a text, with their places."""
    ends = list(accumulate(len(inline.text) for inline in text.prose.inlines))
    for entry in found:
        start, end = _raw(text.prose, ends, entry.start)[0], _raw(text.prose, ends, entry.end - 1)[1]
        yield Sum(
            entry.sides,
            entry.values,
            entry.right,
            text.prose.span(start, end),
            text.place,
            text.prose.key,
            entry.start,
            entry.end,
            entry.problem,
        )


def _raw(prose: Prose, ends: Sequence[int], offset: int) -> tuple[int, int]:
    """Where a character of the shown text begins and ends in the raw text; one of a value, where the value does.

    ends: where each inline ends in the shown text.
    """
    row = bisect_right(ends, offset)
    inline = prose.inlines[row]
    if inline.kind == "value":
        return inline.start, inline.end
    start = inline.start + offset - ends[row] + len(inline.text)
    return start, start + 1
