"""One pass over one text: the terms that stand in it, and the words, identifiers and signs that nobody knows."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from axiombook.book import Line, Prose, prose_of
from axiombook.check.matcher import Matcher
from axiombook.check.tokens import Token, is_byte, needs_definition, tokens_of
from axiombook.check.vocabulary import Vocabulary
from axiombook.facts import Place, Unknown, Use

_PREFIXES = frozenset({"0x", "0b"})  # notation of the format, also alone: `0x` in front


class Text(NamedTuple):
    """Running text with its place; skip: stretches of the raw text that are no prose (heads of definitions)."""

    prose: Prose
    place: Place
    skip: tuple[tuple[int, int], ...] = ()


def texts_of_line(line: Line) -> Iterator[Text]:
    """The line's own text, then the prose of its blocks."""
    skip = tuple((definition.start, definition.body) for definition in line.definitions)
    yield Text(line.text, Place(line.id, line.order, "theory", "line"), skip)
    for block in line.blocks:
        place = Place(line.id, line.order, block.panel, "block")
        for prose in prose_of(block):
            yield Text(prose, place)


def scan(text: Text, matcher: Matcher, vocabulary: Vocabulary, seen: set[str]) -> tuple[list[Use], list[Unknown]]:
    """The uses of terms and the unknown tokens of a text, in order; markup inside a term does not hide it.

    Every token is added to those that were seen.
    """
    uses: list[Use] = []
    unknown: list[Unknown] = []
    prose, place = text.prose, text.place
    for tokens, code in _stretches(text):
        at = 0
        seen.update([token.text for token in tokens])
        for match in matcher.matches(tokens):
            _unknown_among(text, tokens, at, match.first, code, vocabulary, unknown)
            start, end = tokens[match.first].start, tokens[match.last - 1].end
            if match.term:
                uses.append(Use(match.term, prose.key, start, end, prose.span(start, end), place))
            at = match.last
        _unknown_among(text, tokens, at, len(tokens), code, vocabulary, unknown)
    return uses, unknown


def _stretches(text: Text) -> Iterator[tuple[list[Token], set[int]]]:
    """The tokens between the values and images of a text, and the offsets of those that stand in code spans."""
    tokens: list[Token] = []
    code: set[int] = set()
    blank = True  # whether a blank stands before the next piece
    for kind, start, _, shown, *_ in text.prose.inlines:
        if kind in ("value", "image"):
            yield tokens, code
            tokens, code, blank = [], set(), True
        elif shown:
            found: Sequence[Token] = tokens_of(shown, start)
            if text.skip:
                found = [token for token in found if not _is_skipped(text, token)]
            if kind == "code":
                code.update(token.start for token in found)
            if found and not blank and not shown[0].isspace():
                tokens.append(found[0]._replace(glued=True))
                tokens += found[1:]
            else:
                tokens += found
            blank = shown[-1].isspace()
    yield tokens, code


def _is_skipped(text: Text, token: Token) -> bool:
    at = bisect_right(text.skip, (token.start, sys.maxsize)) - 1
    return at >= 0 and token.start < text.skip[at][1]


def _unknown_among(
    text: Text,
    tokens: Sequence[Token],
    first: int,
    last: int,
    code: set[int],
    vocabulary: Vocabulary,
    unknown: list[Unknown],
) -> None:
    """Adds what nobody knows of tokens[first:last]."""
    for at in range(first, last):
        word, sort, start, end, _ = tokens[at]
        if sort == "number":
            continue
        if needs_definition(word) if sort == "sign" else not _is_known(word, start in code, vocabulary):
            unknown.append(Unknown(word, text.prose.span(start, end), text.place))


def _is_known(word: str, code: bool, vocabulary: Vocabulary) -> bool:
    if vocabulary.knows(word) or not any(sign.isalnum() for sign in word):
        return True
    if code and is_byte(word):
        return True
    return word in _PREFIXES or (len(word) == 1 and word.isdecimal())
