"""Words, numbers, identifiers and signs of a text, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from axiombook.calculator import GROUPED

Sort = Literal["word", "number", "sign"]

# The notation of the format needs no definition, nor does the punctuation of plain text.
NOTATION = frozenset("∴“”‘’„«»…–—·§×÷−\u00a0")
_TOKEN = re.compile(
    rf"""
    (?P<number>0[xX][0-9a-fA-F]+\b|0[bB][01]+\b|{GROUPED}(?!\w)|\d+(?:\.\d+)+(?![\w])|\d+(?!\w))
  | (?P<word>\w+(?:['’](?:t|re|ve|ll|d|m)\b)?)
  | (?P<sign>(?<=\w)['’]s\b|<<|>>|->|<=|>=|==|!=|&&|\|\||[^\w\s])
    """,
    re.VERBOSE,
)
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_BITS = re.compile(r"0b[01]+")  # 0b0119 is none: its b is a digit of a hexadecimal number without 0x
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


class Token(NamedTuple):
    """One token. glued: no blank stands between it and the token before it."""

    text: str
    sort: Sort
    start: int
    end: int
    glued: bool


@lru_cache(maxsize=1024)  # what a line says is read for its terms, then for its numbers
def tokens_of(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The tokens of a text; offsets are moved by `offset`."""
    tokens: list[Token] = []
    token = tuple.__new__  # a book has a million tokens, and Token() takes twice the time
    last = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word, group = match[0], match.lastgroup
        sort: Sort = "number" if group == "number" or (group == "word" and is_bare_number(word)) else group  # type: ignore[assignment]
        tokens.append(token(Token, (word, sort, start + offset, end + offset, start == last)))
        last = end
    return tuple(tokens)


@lru_cache(maxsize=65536)
def is_bare_number(word: str) -> bool:
    """Hexadecimal digits without 0x, as logs write addresses; or a number with the ending of its order, as in 3rd."""
    if not _HEX.fullmatch(word):
        return _ORDINAL.fullmatch(word) is not None
    if len(word) >= 8:
        return True
    return len(word) >= 2 and any(sign.isdigit() for sign in word) and (len(word) >= 4 or word[0].isdigit())


def is_byte(word: str) -> bool:
    """Two hexadecimal digits, as a dump of memory writes a byte."""
    return len(word) == 2 and _HEX.fullmatch(word) is not None


def needs_definition(sign: str) -> bool:
    """Whether a sign is no notation and no punctuation: an arrow, a tick, a letter of another script."""
    if sign.isascii() or sign in NOTATION:
        return False
    return not unicodedata.category(sign[0]).startswith(("P", "Z", "M", "C"))


def number_value(text: str) -> int | None:
    """The whole number that a token means, read as a captured value is; None for 6.1.192 and 3rd."""
    text = text.replace(",", "")
    low = text.lower()
    if len(text) > 1300:  # nobody reads it, and Python refuses to write it
        return None
    if low.startswith("0x"):
        return int(low, 16)
    if _BITS.fullmatch(low):
        return int(low, 2)
    if text.isdecimal() and len(text) != 16:
        return int(text)
    if _HEX.fullmatch(text):
        return int(text, 16)
    whole, _, rest = text.partition(".")
    return int(whole) if whole.isdigit() and whole.isascii() and rest.isdigit() else None


def is_large(text: str, large: int) -> bool:
    """Whether a number has four or more hexadecimal digits, or is `large` or more."""
    text = text.replace(",", "")
    low = text.lower()
    if low.startswith("0x"):
        return len(low) >= 6
    value = number_value(text)
    if value is None:
        return False
    if _BITS.fullmatch(low):  # its bits are spelled out: 0b1100 is 12
        return value >= large
    return value >= large or (not text.replace(".", "").isdigit() and len(text) >= 4)
