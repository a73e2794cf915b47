"""Finds the calculations of a text and computes them again.

A calculation is the run of numbers, signs and brackets around `=`. A run that begins or ends with a sign is part of
something said in words. Two numbers side by side end one run and begin the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from axiombook.calculator import NUMBER, CannotCompute, Number, compute, same

_PIECE = re.compile(
    rf"(?P<number>(?:{NUMBER.pattern})(?![\w.]*\w))|(?P<sign><<|>>|[-+*/%&|^~])(?![=>])"
    r"|(?P<equal>(?<![=<>!])=(?![=>]))|(?P<bracket>[()])|(?P<blank>\s+)|(?P<other>[\w.]+|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A calculation: its sides, their values (None where a side has none), and where it stands in the text."""

    sides: tuple[str, ...]
    values: tuple[Number | None, ...]
    starts: tuple[int, ...]
    start: int
    end: int
    problem: str = ""

    @property
    def right(self) -> bool:
        """Whether every side has one and the same value."""
        first = self.values[0]
        return not self.problem and all(
            value is not None and first is not None and same(first, value) for value in self.values
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    start: int
    end: int


def sums_in(text: str) -> Iterator[FoundSum]:
    """Every calculation of a text, in order."""
    if "=" not in text:
        return
    for run in _runs(text):
        if any(piece.kind == "equal" for piece in run):
            found = _computed(text, run)
            if found is not None:
                yield found


def _runs(text: str) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in _pieces(text):
        if piece.kind == "other":
            yield run
            run = []
            continue
        if run and piece.kind == "number" and run[-1].kind == "number":
            yield run
            run = []
        run.append(piece)
    yield run


def _pieces(text: str) -> Iterator[_Piece]:
    previous_other = False
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "blank":
            previous_other = False
            continue
        # A bracket that a word opens, as in f(2), is no bracket of a calculation.
        if kind == "bracket" and match[0] == "(" and previous_other:
            kind = "other"
        yield _Piece(kind, match[0], match.start(), match.end())
        previous_other = kind == "other" and (match[0][-1].isalnum() or match[0][-1] in "_])")


def _computed(text: str, run: list[_Piece]) -> FoundSum | None:
    run = _balanced(run)
    while run and run[0].kind == "equal":
        run = run[1:]
    while run and run[-1].kind == "equal":
        run = run[:-1]
    run = _balanced(run)
    if not any(piece.kind == "equal" for piece in run) or _is_said(run[0]) or run[-1].kind == "sign":
        return None
    sides = _sides(run)
    exact = any("." in piece.text for piece in run)
    values: list[Number | None] = []
    problem = ""
    for side in sides:
        written = text[side[0].start : side[-1].end] if side else ""
        try:
            values.append(compute(written.replace("\n", " "), exact))
        except CannotCompute as error:
            values.append(None)
            problem = problem or str(error)
    return FoundSum(
        tuple(text[side[0].start : side[-1].end] if side else "" for side in sides),
        tuple(values),
        tuple(side[0].start if side else run[0].start for side in sides),
        run[0].start,
        run[-1].end,
        problem,
    )


def _is_said(piece: _Piece) -> bool:
    """Whether a first piece makes the run part of a sentence: any sign but ~, which has nothing on its left."""
    return piece.kind == "sign" and piece.text != "~"


def _sides(run: list[_Piece]) -> list[list[_Piece]]:
    sides: list[list[_Piece]] = [[]]
    for piece in run:
        if piece.kind == "equal":
            sides.append([])
        else:
            sides[-1].append(piece)
    return sides


def _balanced(run: list[_Piece]) -> list[_Piece]:
    """The run without the brackets that belong to the sentence around it."""
    while True:
        unmatched = _unmatched(run)
        outer = run and run[0].text == "(" and run[-1].text == ")" and not unmatched
        if outer and any(piece.kind == "equal" for piece in run) and _closes_at(run) == len(run) - 1:
            run = run[1:-1]
        elif unmatched:
            run = _split_at(run, unmatched)
        else:
            return run


def _unmatched(run: list[_Piece]) -> list[int]:
    opened: list[int] = []
    lost: list[int] = []
    for at, piece in enumerate(run):
        if piece.text == "(" and piece.kind == "bracket":
            opened.append(at)
        elif piece.text == ")" and piece.kind == "bracket":
            if opened:
                opened.pop()
            else:
                lost.append(at)
    return sorted([*lost, *opened])


def _closes_at(run: list[_Piece]) -> int:
    depth = 0
    for at, piece in enumerate(run):
        depth += {"(": 1, ")": -1}.get(piece.text, 0)
        if depth == 0:
            return at
    return -1


def _split_at(run: list[_Piece], lost: list[int]) -> list[_Piece]:
    """The longest stretch between unmatched brackets that holds an equal sign."""
    edges = [-1, *lost, len(run)]
    stretches = [run[first + 1 : last] for first, last in pairwise(edges)]
    held = [stretch for stretch in stretches if any(piece.kind == "equal" for piece in stretch)]
    return max(held, key=len, default=[])
