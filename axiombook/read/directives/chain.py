"""```{chain} NAME: the structures and pointers of a capture; `boxes` picks some of them."""

from __future__ import annotations

from axiombook.book import Chain, Option
from axiombook.read.blocks import Fence
from axiombook.read.directives import Made
from axiombook.read.problems import bad_directive

NAME = "chain"
KEYS: tuple[str, ...] = ("boxes",)


def make(file: str, argument: str, fence: Fence, options: tuple[Option, ...]) -> Made:
    """A Chain of the capture that the argument names."""
    if not argument:
        return None, (bad_directive(fence.span, "this {chain} names no capture", "Write ```{chain} NAME."),)
    return Chain(argument, options, fence.span), ()
