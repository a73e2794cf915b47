"""```{log} NAME: lines of captures/NAME.log, cut by match, from and to, or lines."""

from __future__ import annotations

from axiombook.book import Log, Option
from axiombook.read.blocks import Fence
from axiombook.read.directives import Made
from axiombook.read.problems import bad_directive

NAME = "log"
KEYS: tuple[str, ...] = ("match", "from", "to", "lines")


def make(file: str, argument: str, fence: Fence, options: tuple[Option, ...]) -> Made:
    """A Log of the capture that the argument names."""
    if not argument:
        return None, (bad_directive(fence.span, "this {log} names no capture", "Write ```{log} NAME."),)
    return Log(argument, options, fence.span), ()
