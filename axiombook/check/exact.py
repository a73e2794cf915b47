"""Numbers as they are looked up: two numerals of one number are one, however they are written."""

from __future__ import annotations

from math import gcd

from axiombook.calculator import Number

Exact = int | tuple[int, int]
"""A whole number, or numerator and denominator in lowest terms."""


def exact(number: Number) -> Exact:
    """A number as origins know it."""
    if isinstance(number, int):
        return number
    return number.numerator if number.denominator == 1 else (number.numerator, number.denominator)


def fraction_of(text: str) -> Exact:
    """The same from a numeral with a dot."""
    whole, _, rest = text.partition(".")
    top, bottom = int(whole + rest), 10 ** len(rest)
    both = gcd(top, bottom)
    return top // both if bottom == both else (top // both, bottom // both)
