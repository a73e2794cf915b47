"""```{calc}: calculations, one a line, each computed again; `by hand` hides their results."""

from __future__ import annotations

from axiombook.book import Calc, Option
from axiombook.read.blocks import Fence, prose
from axiombook.read.directives import Made
from axiombook.read.inline import read_inline
from axiombook.read.problems import bad_directive

NAME = "calc"
KEYS: tuple[str, ...] = ()


def make(file: str, argument: str, fence: Fence, options: tuple[Option, ...]) -> Made:
    """A Calc of the rows; `by hand` stands after {calc} or in a row of its own."""
    if argument not in ("", "by hand"):
        return None, (bad_directive(fence.span, f"{{calc}} does not take `{argument}`", "It takes `by hand`."),)
    rows = [row for row in fence.rows if row.text.strip() not in ("", "by hand")]
    by_hand = argument == "by hand" or any(row.text.strip() == "by hand" for row in fence.rows)
    if not rows:
        return None, (bad_directive(fence.span, "this {calc} holds no calculation", "Write one a line: 2 + 3 = 5."),)
    return Calc(tuple(read_inline(prose(file, [row])) for row in rows), by_hand, fence.span), ()
