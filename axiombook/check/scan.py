"""One pass over one text: the terms that stand in it, and the words, identifiers and signs that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from axiombook.book import Inline, Line, Prose, prose_of
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
    """The uses of terms and the unknown tokens of a text, in order."""
    uses: list[Use] = []
    unknown: list[Unknown] = []
    for inline in text.prose.inlines:
        if inline.kind in ("text", "code"):
            _scan_inline(text, inline, matcher, vocabulary, uses, unknown)
    return uses, unknown


def _scan_inline(
    text: Text, inline: Inline, matcher: Matcher, vocabulary: Vocabulary, uses: list[Use], unknown: list[Unknown]
) -> None:
    tokens = list(tokens_of(inline.text, inline.start))
    if text.skip:
        tokens = [token for token in tokens if not any(start <= token.start < end for start, end in text.skip)]
    prose, place, at = text.prose, text.place, 0
    for match in matcher.matches(tokens):
        _unknown_among(text, inline, tokens[at : match.first], vocabulary, unknown)
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        uses.append(Use(match.term, prose.key, start, end, prose.span(start, end), place))
        at = match.last
    _unknown_among(text, inline, tokens[at:], vocabulary, unknown)


def _unknown_among(
    text: Text, inline: Inline, tokens: Sequence[Token], vocabulary: Vocabulary, unknown: list[Unknown]
) -> None:
    for token in tokens:
        if token.sort == "sign":
            known = not needs_definition(token.text)
        elif token.sort == "number":
            known = True
        else:
            known = _is_known(token.text, inline.kind == "code", vocabulary)
        if not known:
            unknown.append(Unknown(token.text, text.prose.span(token.start, token.end), text.place))


def _is_known(word: str, code: bool, vocabulary: Vocabulary) -> bool:
    if vocabulary.knows(word) or not any(sign.isalnum() for sign in word):
        return True
    if code and is_byte(word):
        return True
    return word in _PREFIXES or (len(word) == 1 and word.isdigit())
