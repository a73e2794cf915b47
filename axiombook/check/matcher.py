"""Finds the terms of a book in token streams: the longest one wins, plurals are known, one pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from axiombook.check.tokens import Token, tokens_of

Form = tuple[str, ...]
Entries = tuple[tuple[Form, str], ...]  # spellings that begin with one word, longest first
_ES = ("s", "x", "z", "ch", "sh")
_POSSESSIVE = ("'s", "’s")  # a word follows them after a blank: two's complement


class Match(NamedTuple):
    """tokens[first:last] are a spelling of the term; of a word of the vocabulary where the term is ''."""

    term: str
    first: int
    last: int


class Matcher:
    """A table from the first word of every spelling to the spellings that start so, longest first."""

    def __init__(self, forms: Mapping[Form, str]) -> None:
        table: dict[str, list[tuple[Form, str]]] = {}
        for form, term in forms.items():
            table.setdefault(form[0], []).append((form, term))
        self._table: dict[str, Entries] = {
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in table.items()
        }

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """The terms in a stream, from left to right, none inside another."""
        table, end = self._table, 0
        for at, token in enumerate(tokens):
            if at < end:
                continue
            text = token.text
            last = term = None
            if text in table:
                last, term = _longest(table[text], tokens, at)
            if last is None and not text.islower() and (small := text.casefold()) in table:
                last, term = _longest(table[small], tokens, at)
            if last is not None and term is not None:
                yield Match(term, at, last)
                end = last


def _longest(entries: Entries, tokens: Sequence[Token], at: int) -> tuple[int, str] | tuple[None, None]:
    """Where the longest spelling that begins at a token ends, and its term."""
    for form, term in entries:
        if len(form) == 1 or _fits(tokens, at, form):
            return at + len(form), term
    return None, None


def _fits(tokens: Sequence[Token], at: int, form: Form) -> bool:
    if at + len(form) > len(tokens):
        return False
    for step, wanted in enumerate(form[1:], at + 1):
        token = tokens[step]
        if token.text != wanted and token.text.casefold() != wanted:
            return False
        before = tokens[step - 1]
        together = token.sort == "sign" or (before.sort == "sign" and before.text not in _POSSESSIVE)
        if token.glued != together and token.sort != "number":
            return False
    return True


def forms_of(spelling: str) -> tuple[Form, ...]:
    """A spelling and its plural as token texts; small letters unless its capitals are part of the name."""
    words = [token.text for token in tokens_of(spelling)]
    if not words:
        return ()
    if not is_exact(spelling):
        words = [word.casefold() for word in words]
    plural = plural_of(words[-1])
    return (tuple(words), (*words[:-1], plural)) if plural else (tuple(words),)


def is_exact(spelling: str) -> bool:
    """Whether capitals matter: in AF_INET, RAM and kASLR they do, in Pointer they do not."""
    return any(word[1:] != word[1:].lower() or "_" in word for word in spelling.split()) or (
        len(spelling) == 1 and spelling.isupper()
    )


def plural_of(word: str) -> str:
    """The regular plural of a word, '' for what has none."""
    if not word[-1:].isalnum() or word.isdigit():
        return ""
    if word.endswith(_ES):
        return word + "es"
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def matcher_of(spellings: Iterable[tuple[str, str]]) -> Matcher:
    """A matcher of (spelling, term); a spelling that two terms share belongs to the first."""
    forms: dict[Form, str] = {}
    plurals: dict[Form, str] = {}
    for spelling, term in spellings:
        written = forms_of(spelling)
        for form in written[:1]:
            forms.setdefault(form, term)
        for form in written[1:]:
            plurals.setdefault(form, term)
    return Matcher({**plurals, **forms})
