"""A chain of structures as ASCII boxes, with an arrow from each pointer to the box that it points at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from axiombook.book import Box
from axiombook.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class _Arrow:
    """From the row of a pointer down to the row of a box's name."""

    start: int
    end: int


def draw(boxes: Sequence[Box]) -> str:
    """The drawing: boxes top to bottom; a pointer to a box above it names that box instead of an arrow."""
    return "\n".join(draw_each(boxes))


def draw_each(boxes: Sequence[Box]) -> tuple[str, ...]:
    """The rows of each box, with the arrows beside it and down to the box below: between two of these it may be cut."""
    at = {box.name: index for index, box in enumerate(boxes)}
    inner = [_inner(box, index, at) for index, box in enumerate(boxes)]
    width = max((len(text) for rows in inner for text, _ in rows), default=0)
    grid: list[str] = []
    names: list[int] = []
    waiting: list[tuple[int, int]] = []
    for rows in inner:
        names.append(len(grid) + 1)
        edge = "+" + "-" * (width + 2) + "+"
        waiting.extend((len(grid) + 1 + offset, target) for offset, (_, target) in enumerate(rows) if target >= 0)
        grid += [edge, *(f"| {text:<{width}} |" for text, _ in rows), edge, ""]
    arrows = [_Arrow(start, names[target]) for start, target in waiting]
    drawn = [row.rstrip() for row in _with_arrows(grid[:-1], arrows, width + 4)]
    starts = [name - 1 for name in names]
    return tuple("\n".join(drawn[start:end]) for start, end in pairwise([*starts, len(drawn)]))


def _inner(box: Box, index: int, at: dict[str, int]) -> list[tuple[str, int]]:
    """The rows inside a box, each with the index of the box below that it points at, or -1."""
    named = max((len(field) for field, _, _ in box.rows), default=0)
    rows = [(box.name, -1), (f"at {box.address}", -1)]
    for field, value, target in box.rows:
        text = f"  {field:<{named}}  {value}"
        if not target:
            rows.append((text, -1))
        elif at.get(target, -1) > index:
            rows.append((text, at[target]))
        else:
            where = " (above)" if at.get(target, index) < index else ""
            rows += [(text, -1), (f"  {'':<{named}}  -> {target}{where}", -1)]
    return rows


def _with_arrows(grid: list[str], arrows: list[_Arrow], right: int) -> list[str]:
    """The grid with each arrow in a lane of its own, right of the boxes; a short one lies inside a longer one."""
    lanes: list[list[_Arrow]] = []
    for arrow in sorted(arrows, key=lambda arrow: (arrow.end - arrow.start, arrow.start)):
        free = next((lane for lane in lanes if all(_apart(arrow, other) for other in lane)), None)
        if free is None:
            lanes.append(free := [])
        free.append(arrow)
    canvas = [list(f"{row:<{right + 3 * len(lanes) + 1}}") for row in grid]
    for number in reversed(range(len(lanes))):
        for arrow in lanes[number]:
            _draw_arrow(canvas, arrow, right, right + 2 + 3 * number)
    return ["".join(row) for row in canvas]


def _apart(one: _Arrow, other: _Arrow) -> bool:
    return one.end < other.start or other.end < one.start


def _draw_arrow(canvas: list[list[str]], arrow: _Arrow, right: int, lane: int) -> None:
    for row in (arrow.start, arrow.end):
        for column in range(right, lane):
            if canvas[row][column] == " ":
                canvas[row][column] = "-"
        canvas[row][lane] = "+"
    for row in range(arrow.start + 1, arrow.end):
        canvas[row][lane] = "|"
    canvas[arrow.end][right] = "<"
