"""```{trace} NAME: the call trace of a capture as numbered steps, cut as a log is."""

from __future__ import annotations

from axiombook.book import Option, Trace
from axiombook.read.blocks import Fence
from axiombook.read.directives import Made
from axiombook.read.problems import bad_directive

NAME = "trace"
KEYS: tuple[str, ...] = ("match", "from", "to", "lines")


def make(file: str, argument: str, fence: Fence, options: tuple[Option, ...]) -> Made:
    """A Trace of the capture that the argument names."""
    if not argument:
        return None, (bad_directive(fence.span, "this {trace} names no capture", "Write ```{trace} NAME."),)
    return Trace(argument, options, fence.span), ()
