"""The large numbers that an author types into a `{{calculation}}`: a captured value beside them does not give them."""

from __future__ import annotations

import re

from axiombook.book import Inline, Prose
from axiombook.calculator import read_number
from axiombook.check.exact import exact
from axiombook.check.tokens import is_large
from axiombook.facts import NumberUse
from axiombook.read.values import Values

_DIGITS = re.compile(r"\d[\w,]{2}")


def typed_in(prose: Prose, inline: Inline, values: Values, large: int) -> tuple[NumberUse, ...]:
    """The numbers typed into one {{value}} of a text, without an origin yet; none where nothing is computed."""
    if inline.kind != "value" or inline.missing or not _DIGITS.search(inline.target):
        return ()
    start = prose.raw.find(inline.target, inline.start)
    return tuple(
        NumberUse(numeral, exact(read_number(numeral)), prose.span(start + first, start + last))
        for numeral, first, last in values.numerals(inline.target)
        if is_large(numeral, large)
    )
