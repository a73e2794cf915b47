"""One pass over one text: the terms that stand in it, and the words, identifiers and signs that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from axiombook.book import Line, Prose, prose_of
from axiombook.check.matcher import Matcher
from axiombook.check.tokens import Token, is_byte, needs_definition, tokens_of
from axiombook.check.vocabulary import Vocabulary
from axiombook.facts import Place, Unknown, Use

_PREFIXES = frozenset({"0x", "0b"})  # notation of the format, also alone: `0x` in front


@dataclass(frozen=True, slots=True)
class Text:
    """Running text with its place; skip: stretches of the raw text that are no prose (heads of definitions)."""

    prose: Prose
    place: Place
    skip: tuple[tuple[int, int], ...] = ()


def texts_of_line(line: Line, lesson: int) -> Iterator[Text]:
    """The line's own text, then the prose of its blocks."""
    skip = tuple((definition.start, definition.body) for definition in line.definitions)
    yield Text(line.text, Place(lesson, line.id, line.order, "theory", "line"), skip)
    for block in line.blocks:
        place = Place(lesson, line.id, line.order, block.panel, "block")
        for prose in prose_of(block):
            yield Text(prose, place)


def scan(text: Text, matcher: Matcher, vocabulary: Vocabulary) -> tuple[list[Use], list[Unknown]]:
    """The uses of terms and the unknown tokens of a text, in order; markup inside a term does not hide it."""
    uses: list[Use] = []
    unknown: list[Unknown] = []
    prose, place = text.prose, text.place
    for tokens, code in _stretches(text):
        at = 0
        for match in matcher.matches(tokens):
            _unknown_among(text, tokens[at : match.first], code, vocabulary, unknown)
            start, end = tokens[match.first].start, tokens[match.last - 1].end
            if match.term:
                uses.append(Use(match.term, prose.key, start, end, prose.span(start, end), place))
            at = match.last
        _unknown_among(text, tokens[at:] if at else tokens, code, vocabulary, unknown)
    return uses, unknown


def _stretches(text: Text) -> Iterator[tuple[list[Token], set[int]]]:
    """The tokens between the values and images of a text, and the offsets of those that stand in code spans."""
    tokens: list[Token] = []
    code: set[int] = set()
    blank = True  # whether a blank stands before the next piece
    for inline in text.prose.inlines:
        if inline.kind in ("value", "image"):
            yield tokens, code
            tokens, code, blank = [], set(), True
        elif inline.text:
            found = list(tokens_of(inline.text, inline.start))
            if text.skip:
                found = [token for token in found if not _is_skipped(text, token)]
            if found and not blank and not inline.text[0].isspace():
                found[0] = found[0]._replace(glued=True)
            if inline.kind == "code":
                code.update(token.start for token in found)
            tokens += found
            blank = inline.text[-1].isspace()
    yield tokens, code


def _is_skipped(text: Text, token: Token) -> bool:
    return any(start <= token.start < end for start, end in text.skip)


def _unknown_among(
    text: Text, tokens: Sequence[Token], code: set[int], vocabulary: Vocabulary, unknown: list[Unknown]
) -> None:
    for token in tokens:
        if token.sort == "sign":
            known = not needs_definition(token.text)
        elif token.sort == "number":
            known = True
        else:
            known = _is_known(token.text, token.start in code, vocabulary)
        if not known:
            unknown.append(Unknown(token.text, text.prose.span(token.start, token.end), text.place))


def _is_known(word: str, code: bool, vocabulary: Vocabulary) -> bool:
    if vocabulary.knows(word) or not any(sign.isalnum() for sign in word):
        return True
    if code and is_byte(word):
        return True
    return word in _PREFIXES or (len(word) == 1 and word.isdigit())
