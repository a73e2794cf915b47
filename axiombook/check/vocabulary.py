"""Whether a word is one that a reader has before line 1: as written, or with a regular ending."""

from __future__ import annotations

from collections.abc import Iterator

_DOUBLED = frozenset("bdgklmnprtvz")


class Vocabulary:
    """The words of vocabulary.txt; -s -es -d -ed -ing come with each."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether a word, in whatever letters, is known."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._look_up(word.casefold().replace("’", "'"))
        return known

    def _look_up(self, word: str) -> bool:
        if word in self._words:
            return True
        return any(stem in self._words for stem in stems(word))


def stems(word: str) -> Iterator[str]:
    """The words that this one can be made of by a regular ending."""
    if word.endswith("s") and len(word) > 2 and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
    if word.endswith("d") and len(word) > 3:
        yield word[:-1]
        if word.endswith("ed"):
            yield from _bare(word[:-2])
        if word.endswith("ied"):
            yield word[:-3] + "y"
    if word.endswith("ing") and len(word) > 4:
        yield word[:-3] + "e"
        yield from _bare(word[:-3])


def _bare(stem: str) -> Iterator[str]:
    yield stem
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        yield stem[:-1]
