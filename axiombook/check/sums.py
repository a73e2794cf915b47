"""Finds the calculations of a text and computes them again.

A calculation is the run of numbers, signs and brackets around `=`. A run that begins or ends with a sign is part of
something said in words. Two values side by side, numbers or brackets, end one run and begin the next; a bracket that
has no partner in the run belongs to the sentence around it, and so does the one in `4096 (= 0x1000)`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from axiombook.calculator import NUMBER, CannotCompute, Number, compute, same

_PIECE = re.compile(
    rf"(?P<number>(?:{NUMBER.pattern})(?![\w.]*\w))|(?P<sign><<|>>|[-+*/%&|^~×·÷−])(?![=>])"
    r"|(?P<equal>(?<![=<>!])=(?![=>]))|(?P<blank>\s+|\((?=\s*=(?![=>])))|(?P<bracket>[()])|(?P<other>[\w.]+|.)",
    re.DOTALL,
)


# Letters of no number and no sign: where one stands, a run has ended.
_WORD = re.compile("[g-wyzG-WYZ]")
_LAST_WORD = re.compile("(?s).*[g-wyzG-WYZ]")


class FoundSum(NamedTuple):
    """A calculation: its sides, their values (None where a side has none), and where it stands in the text."""

    sides: tuple[str, ...]
    values: tuple[Number | None, ...]
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


class _Piece(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def sums_in(text: str, alone: Collection[int] = ()) -> Iterator[FoundSum]:
    """Every calculation of a text, in order. alone: where a calculation may begin with a minus, as no word precedes it.

    A row of {calc} begins so, and a code span.
    """
    if "=" not in text:
        return
    for run in _runs(text):
        for stretch in _balanced(run):
            found = _computed(text, stretch, alone)
            if found is not None:
                yield found


def _runs(text: str) -> Iterator[list[_Piece]]:
    """The runs that hold an equal sign."""
    run: list[_Piece] = []
    equal = False
    for piece in _pieces(text):
        kind = piece.kind
        if kind == "other" or (run and _begins(piece) and _ends(run[-1])):
            if equal:
                yield run
            run, equal = [], False
        if kind != "other":
            run.append(piece)
            equal = equal or kind == "equal"
    if equal:
        yield run


def _begins(piece: _Piece) -> bool:
    """Whether a value begins with the piece."""
    return piece.kind == "number" or piece.text == "("


def _ends(piece: _Piece) -> bool:
    """Whether a value ends with the piece."""
    return piece.kind == "number" or piece.text == ")"


def _pieces(text: str) -> Iterator[_Piece]:
    """The pieces from the last word before the first equal sign to the first word behind the last one."""
    previous_other = False
    before, behind = _LAST_WORD.match(text, 0, text.find("=")), _WORD.search(text, text.rfind("="))
    end = behind.start() if behind else len(text)
    for match in _PIECE.finditer(text, before.end() - 1 if before else 0):
        if match.start() > end:
            return
        kind = str(match.lastgroup)
        if kind == "blank":
            previous_other = False
            continue
        # A bracket that a word opens, as in f(2), is no bracket of a calculation.
        if kind == "bracket" and match[0] == "(" and previous_other:
            kind = "other"
        yield _Piece(kind, match[0], match.start(), match.end())
        previous_other = kind == "other" and (match[0][-1].isalnum() or match[0][-1] in "_]")


def _computed(text: str, run: list[_Piece], alone: Collection[int]) -> FoundSum | None:
    said = [at for at, piece in enumerate(run) if piece.kind != "equal"]
    if not said:
        return None
    run = _bare(run[said[0] : said[-1] + 1])
    if not any(piece.kind == "equal" for piece in run) or _is_said(run[0], alone) or run[-1].kind == "sign":
        return None
    written = tuple(text[side[0].start : side[-1].end] if side else "" for side in _sides(run))
    exact = any("." in side for side in written)
    values: list[Number | None] = []
    problem = ""
    for side in written:
        try:
            values.append(compute(side, exact))
        except CannotCompute as error:
            values.append(None)
            problem = problem or str(error)
    return FoundSum(
        written,
        tuple(values),
        run[0].start,
        run[-1].end,
        problem,
    )


def _is_said(piece: _Piece, alone: Collection[int]) -> bool:
    """Whether a first piece makes the run part of a sentence: any sign but ~, which has nothing on its left."""
    if piece.text in ("-", "−") and piece.start in alone:
        return False
    return piece.kind == "sign" and piece.text != "~"


def _sides(run: list[_Piece]) -> list[list[_Piece]]:
    sides: list[list[_Piece]] = [[]]
    for piece in run:
        if piece.kind == "equal":
            sides.append([])
        else:
            sides[-1].append(piece)
    return sides


def _balanced(run: list[_Piece]) -> Iterator[list[_Piece]]:
    """The stretches of a run between the brackets that have no partner in it."""
    partners = _partners(run)
    paired = {*partners, *partners.values()}
    lost = [at for at, piece in enumerate(run) if piece.kind == "bracket" and at not in paired]
    for first, last in pairwise([-1, *lost, len(run)]):
        yield run[first + 1 : last]


def _bare(run: list[_Piece]) -> list[_Piece]:
    """The run without the pairs of brackets around all of it."""
    partners = _partners(run)
    outer = 0
    while partners.get(outer) == len(run) - 1 - outer:
        outer += 1
    return run[outer : len(run) - outer]


def _partners(run: list[_Piece]) -> dict[int, int]:
    """The place of the bracket that closes, by the place of the one that opens."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, piece in enumerate(run):
        if piece.kind != "bracket":
            continue
        if piece.text == "(":
            opened.append(at)
        elif opened:
            found[opened.pop()] = at
    return found
