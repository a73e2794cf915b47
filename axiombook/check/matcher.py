"""Finds the terms of a book in token streams: the longest one wins, plurals are known, one pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from axiombook.check.tokens import Token, tokens_of

Form = tuple[str, ...]
_ES = ("s", "x", "z", "ch", "sh")
_POSSESSIVE = ("'s", "’s")  # a word follows them after a blank: two's complement


class Match(NamedTuple):
    """tokens[first:last] are a spelling of the term; of a word of the vocabulary where the term is ''."""

    term: str
    first: int
    last: int


Branch = str | dict[str, Any]
"""What the words read so far may go on with: word -> Branch, and "" -> the term that they spell.

Where nothing follows, the term alone.
"""


class Matcher:
    """A tree of the words of every spelling: however many begin alike, a text is followed along one of them."""

    def __init__(self, forms: Mapping[Form, str]) -> None:
        root: dict[str, Any] = {}
        for form, term in forms.items():
            branch = root
            for word in form[:-1]:
                after = branch.setdefault(word, {})
                if isinstance(after, str):
                    after = branch[word] = {"": after}
                branch = after
            last = branch.get(form[-1])
            if isinstance(last, dict):
                last[""] = term
            else:
                branch[form[-1]] = term
        self._table: dict[str, Branch] = root

    def other_words(self, other: Matcher) -> Iterator[str]:
        """The first words of the spellings that only one of two matchers has, or that are another term's in each."""
        for word in self._table.keys() | other._table.keys():
            if self._table.get(word) != other._table.get(word):
                yield word

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """The terms in a stream, from left to right, none inside another."""
        table, end = self._table, 0
        for at, token in enumerate(tokens):
            if at < end:
                continue
            text = token.text
            last: int | None = None
            term: str | None = None
            branch = table.get(text)
            if branch is not None:
                last, term = _longest(branch, tokens, at)
            if last is None and not text.islower() and (branch := table.get(text.casefold())) is not None:
                last, term = _longest(branch, tokens, at)
            if last is not None and term is not None:
                yield Match(term, at, last)
                end = last


def _longest(branch: Branch, tokens: Sequence[Token], at: int) -> tuple[int, str] | tuple[None, None]:
    """Where the longest spelling that begins at a token ends, and its term."""
    if isinstance(branch, str):
        return at + 1, branch
    last, found = 0, ""
    open: list[tuple[Branch, int]] = [(branch, at + 1)]
    while open:
        here, step = open.pop()
        term = here if isinstance(here, str) else here.get("")
        if term is not None and step > last:
            last, found = step, term
        if isinstance(here, dict) and step < len(tokens) and _follows(tokens[step - 1], tokens[step]):
            text = tokens[step].text
            words = dict.fromkeys((text.casefold(), text))  # the last is followed first: as written goes before
            open.extend((here[word], step + 1) for word in words if word in here)
    return (last, found) if last else (None, None)


def _follows(before: Token, token: Token) -> bool:
    """Whether two tokens stand as a spelling has them: signs close to words, words apart."""
    together = token.sort == "sign" or (before.sort == "sign" and before.text not in _POSSESSIVE)
    return token.glued == together or token.sort == "number"


@lru_cache(maxsize=1 << 16)  # at each new term every spelling of the book is asked for
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
