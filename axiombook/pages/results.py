"""Which stretches of a text are results: what a reader may work out by hand before it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from axiombook.book import Inline, Prose
from axiombook.dataclass import dataclass
from axiombook.facts import Sum


@dataclass(frozen=True, slots=True)
class Result:
    """What stands behind the first equal sign of a calculation, as offsets in the shown text, and its value."""

    start: int
    end: int
    value: str


def results_of(prose: Prose, sums: Iterable[Sum]) -> tuple[Result, ...]:
    """The results of the calculations that are right, in the order of the text."""
    shown = prose.shown
    found = [_result(shown, sum) for sum in sums if sum.right]
    return tuple(result for result in found if result is not None)


def _result(shown: str, sum: Sum) -> Result | None:
    equal = shown.find("=", sum.start + len(sum.sides[0]), sum.end)
    if equal < 0:
        return None
    start = equal + 1 + len(shown[equal + 1 : sum.end]) - len(shown[equal + 1 : sum.end].lstrip())
    return Result(start, sum.end, str(sum.values[0])) if start < sum.end else None


def cut(inline: Inline, at: int, results: Sequence[Result]) -> Iterator[tuple[Inline, Result | None, bool]]:
    """The pieces of an inline whose text begins at an offset of the shown text: each inside one result or outside all.

    The flag tells the piece that a result begins with. Text that is not as typed is one piece, and no result.
    """
    here = [result for result in results if result.start < at + len(inline.text) and result.end > at]
    if not here or len(inline.text) != inline.end - inline.start:
        yield inline, None, False
        return
    done = 0
    for result in here:
        first, last = max(result.start - at, 0), min(result.end - at, len(inline.text))
        if first > done:
            yield _piece(inline, done, first), None, False
        yield _piece(inline, first, last), result, result.start >= at
        done = last
    if done < len(inline.text):
        yield _piece(inline, done, len(inline.text)), None, False


def _piece(inline: Inline, first: int, last: int) -> Inline:
    start = inline.start
    return inline._replace(start=start + first, end=start + last, text=inline.text[first:last])
