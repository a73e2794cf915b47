"""Lists of words and phrases that the book does without, found in one pass over its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from axiombook.book import Book, Lesson, Prose, Span, prose_of

_WORD = re.compile(r"\w+")
_ALIKE = re.compile("[\u017f\u0130\u0131\u212a]")  # a pattern takes them for s, i and k, whatever their capital


class Phrases:
    """Phrases, divided by semicolons; endings: every word with one of them, but for those kept."""

    def __init__(self, phrases: str, endings: tuple[str, ...] = (), kept: frozenset[str] = frozenset()) -> None:
        written = sorted({" ".join(phrase.split()) for phrase in phrases.split(";")} - {""}, key=len, reverse=True)
        self._written, self._kept, self._endings = written, kept, endings
        self._words: dict[str, list[frozenset[str]]] = {}  # the first word of each phrase -> all of its words
        for phrase in written:
            words = _WORD.findall(phrase.lower())
            self._words.setdefault(words[0], []).append(frozenset(words))
        self._harmless: set[str] = set()  # words that were seen to begin no phrase and to bear no ending

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Made for the first text that may hold a phrase: most books hold none."""
        any_of = "|".join(re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in self._written)
        ends = "".join(rf"|\w+{re.escape(ending)}" for ending in self._endings)
        return re.compile(rf"(?<![\w-])(?:{any_of}{ends})(?![\w-])", re.IGNORECASE)

    def found(self, lesson: Lesson, names: frozenset[str]) -> Iterator[tuple[Span, str]]:
        """Each phrase in the prose of a lesson with its place; one that is the name of a term is none."""
        for prose in prose_in(lesson):
            for inline in prose.inlines:
                if inline.kind != "text" or not self._may_stand_in(inline.text):
                    continue
                for match in self._pattern.finditer(inline.text):
                    phrase = " ".join(match[0].split())
                    if phrase.casefold() not in self._kept and phrase.casefold() not in names:
                        start = inline.start + match.start()
                        yield prose.span(start, inline.start + match.end()), phrase

    def may_hold(self, name: str) -> bool:
        """Whether a name, in small letters, can be one of the phrases."""
        first = _WORD.match(name)
        return first is None or first[0] in self._words or name.endswith(self._endings)

    def _may_stand_in(self, text: str) -> bool:
        """Whether a text holds all words of a phrase: most do not, and are not searched."""
        words = _words_of(text)
        if words is None:
            return True
        for word in words - self._harmless:
            needed = self._words.get(word, ())
            ends = word.endswith(self._endings) and word not in self._kept
            if ends or any(others <= words for others in needed):
                return True
            if not needed:
                self._harmless.add(word)
        return False


@lru_cache(maxsize=4096)  # the texts of a lesson: every list of phrases asks for them
def _words_of(text: str) -> frozenset[str] | None:
    """The words of a text in small letters; None where a letter in it is the same as one of ASCII."""
    return frozenset(_WORD.findall(text.lower())) if text.isascii() or not _ALIKE.search(text) else None


def all_prose(book: Book) -> Iterator[Prose]:
    """Every text of the lessons that is prose, headings included."""
    for lesson in book.lessons:
        yield from prose_in(lesson)


def prose_in(lesson: Lesson) -> Iterator[Prose]:
    """Every text of a lesson that is prose."""
    if lesson.title is not None:
        yield lesson.title
    yield from (heading.text for heading in lesson.headings)
    yield from (piece.text for piece in lesson.outside if piece.figure is None)
    for line in lesson.lines:
        yield line.text
        for block in line.blocks:
            yield from prose_of(block)
