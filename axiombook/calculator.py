"""The calculator: whole numbers in decimal, hexadecimal and binary, and decimal fractions. It never evaluates Python.

Signs, weakest first: | ^ & (<< >>) (+ -) (* / %) ~ and unary minus, as in C; × · ÷ − are other spellings of * * / -.
`/` between whole numbers drops the remainder, as in C; in a calculation that writes a fraction it is exact. ~ turns
over 64 bits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

Number = int | Fraction
BITS = 64
_MOST_BITS = 4096  # of any result: far above an address, far below what would stall the builder
_MOST_DIGITS = 1300  # of a numeral; Python itself refuses to write or read far longer ones
_DEEPEST = 64  # brackets in brackets
SPELLINGS = str.maketrans("×·÷−", "**/-")
GROUPED = r"(?<!\d,)\d{1,3}(?:,\d{3})+(?!\d|,\d)"  # 65,536 as people write it; 1,200,3 is a list
NUMBER = re.compile(rf"0[xX][0-9a-fA-F]+|0[bB][01]+|{GROUPED}|\d+\.\d+|\d+")
_TOKEN = re.compile(rf"\s*(?:(?P<number>{NUMBER.pattern})(?![\w])|(?P<sign><<|>>|[-+*/%&|^~()]))")
_LEVELS = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "%"))


class CannotCompute(ValueError):
    """The text is no calculation, or has no value; the message says why, in a clause."""


def read_number(text: str) -> Number:
    """The number that a numeral means: 0x.., 0b.., a decimal, or a decimal with a fraction."""
    if len(text) > _MOST_DIGITS:
        raise CannotCompute(f"a number in it has more than {_MOST_DIGITS} digits")
    if text[:2] in ("0x", "0X"):
        return int(text[2:], 16)
    if text[:2] in ("0b", "0B"):
        return int(text[2:], 2)
    return Fraction(text) if "." in text else int(text.replace(",", ""))


def compute(text: str, exact: bool = False) -> Number:
    """The value of one side of a calculation; exact: division keeps its fraction. Raises CannotCompute."""
    tokens = _tokens(text)
    if not tokens:
        raise CannotCompute("there is nothing to compute")
    value, at = _level(tokens, 0, 0, exact, 0)
    if at != len(tokens):
        raise CannotCompute(f"`{tokens[at]}` stands where a sign is expected")
    return value


def same(first: Number, second: Number) -> bool:
    """Whether two sides are equal: as numbers, or as the 8 bytes of a number below zero (two's complement)."""
    if first == second:
        return True
    low, high = sorted((first, second))
    return low < 0 and high >= 1 << (BITS - 1) and high == low + (1 << BITS)


def _tokens(text: str) -> list[str]:
    tokens, at, text = [], 0, text.translate(SPELLINGS).rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise CannotCompute(f"`{text[at:].strip()[:20]}` is no number and no sign")
        tokens.append(match["number"] or match["sign"])
        at = match.end()
    return tokens


def _level(tokens: Sequence[str], at: int, level: int, exact: bool, depth: int) -> tuple[Number, int]:
    if level == len(_LEVELS):
        return _unary(tokens, at, exact, depth)
    value, at = _level(tokens, at, level + 1, exact, depth)
    while at < len(tokens) and tokens[at] in _LEVELS[level]:
        right, after = _level(tokens, at + 1, level + 1, exact, depth)
        value, at = _apply(tokens[at], value, right, exact), after
    return value, at


def _unary(tokens: Sequence[str], at: int, exact: bool, depth: int) -> tuple[Number, int]:
    if depth > _DEEPEST:
        raise CannotCompute("its brackets are too deep")
    if at >= len(tokens):
        raise CannotCompute("a number is missing at its end")
    token = tokens[at]
    if token == "-":
        value, at = _unary(tokens, at + 1, exact, depth + 1)
        return -value, at
    if token == "~":
        value, at = _unary(tokens, at + 1, exact, depth + 1)
        return _whole("~", value) ^ ((1 << BITS) - 1), at
    if token == "(":
        value, at = _level(tokens, at + 1, 0, exact, depth + 1)
        if at >= len(tokens) or tokens[at] != ")":
            raise CannotCompute("a bracket is not closed")
        return value, at + 1
    if not token[0].isdigit():
        raise CannotCompute(f"`{token}` stands where a number is expected")
    return read_number(token), at + 1


def _apply(sign: str, left: Number, right: Number, exact: bool) -> Number:
    result = _arithmetic(sign, left, right, exact) if sign in "+-*/%" else _bitwise(sign, left, right)
    if max(abs(result.numerator), result.denominator).bit_length() > _MOST_BITS:
        raise CannotCompute(f"its result needs more than {_MOST_BITS} bits")
    return result


def _arithmetic(sign: str, left: Number, right: Number, exact: bool) -> Number:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if right == 0:
        raise CannotCompute("it divides by 0")
    if sign == "/" and (exact or isinstance(left, Fraction) or isinstance(right, Fraction)):
        quotient = Fraction(left) / Fraction(right)
        return quotient.numerator if quotient.denominator == 1 else quotient
    whole, by = _whole(sign, left), _whole(sign, right)
    quotient_int = abs(whole) // abs(by) * (1 if (whole < 0) == (by < 0) else -1)
    return quotient_int if sign == "/" else whole - by * quotient_int


def _bitwise(sign: str, left: Number, right: Number) -> int:
    one, two = _whole(sign, left), _whole(sign, right)
    if sign in ("<<", ">>"):
        if not 0 <= two <= _MOST_BITS:
            raise CannotCompute(f"it shifts by {two}")
        return one << two if sign == "<<" else one >> two
    if sign == "&":
        return one & two
    return one | two if sign == "|" else one ^ two


def _whole(sign: str, value: Number) -> int:
    if isinstance(value, Fraction) and value.denominator != 1:
        raise CannotCompute(f"`{sign}` needs whole numbers")
    return int(value)
