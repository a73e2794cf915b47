"""```{source} PATH: a listing from proofs/sources, cut by symbol, anchor, match, from and to, or lines."""

from __future__ import annotations

from axiombook.book import Listing, Option
from axiombook.read.blocks import Fence
from axiombook.read.directives import Made
from axiombook.read.problems import bad_directive

NAME = "source"
KEYS: tuple[str, ...] = ("symbol", "anchor", "match", "from", "to", "lines")


def make(file: str, argument: str, fence: Fence, options: tuple[Option, ...]) -> Made:
    """A Listing of the file that the argument names."""
    if not argument:
        return None, (bad_directive(fence.span, "this {source} names no file", "Write ```{source} PATH."),)
    return Listing(argument, options, fence.span), ()
