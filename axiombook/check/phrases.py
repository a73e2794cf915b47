"""Lists of words and phrases that the book does without, found in one pass over its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from axiombook.book import Book, Prose, Span, prose_of


class Phrases:
    """Phrases, divided by semicolons; endings: every word with one of them, but for those kept."""

    def __init__(self, phrases: str, endings: tuple[str, ...] = (), kept: frozenset[str] = frozenset()) -> None:
        written = sorted({" ".join(phrase.split()) for phrase in phrases.split(";")} - {""}, key=len, reverse=True)
        any_of = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in written)
        ends = "".join(rf"|\w+{re.escape(ending)}" for ending in endings)
        self._pattern = re.compile(rf"(?<![\w-])(?:{any_of}{ends})(?![\w-])", re.IGNORECASE)
        self._kept = kept
        self._in = lru_cache(maxsize=1 << 15)(self._search)  # most texts of a book are looked at again unchanged

    def found(self, book: Book) -> Iterator[tuple[Span, str]]:
        """Each phrase in the prose of a book with its place; a term that a line defines is none."""
        terms = {
            name.casefold() for line in book.lines() for head in line.definitions for name in (head.name, *head.aliases)
        }
        for prose in all_prose(book):
            for inline in prose.inlines:
                if inline.kind != "text":
                    continue
                for phrase, start, end in self._in(inline.text):
                    if phrase.casefold() not in terms:
                        yield prose.span(inline.start + start, inline.start + end), phrase

    def _search(self, text: str) -> tuple[tuple[str, int, int], ...]:
        found = ((" ".join(match[0].split()), *match.span()) for match in self._pattern.finditer(text))
        return tuple(entry for entry in found if entry[0].casefold() not in self._kept)


def all_prose(book: Book) -> Iterator[Prose]:
    """Every text of the lessons that is prose, headings included."""
    for lesson in book.lessons:
        if lesson.title is not None:
            yield lesson.title
        yield from (heading.text for heading in lesson.headings)
        yield from (piece.text for piece in lesson.outside if piece.figure is None)
        for line in lesson.lines:
            yield line.text
            for block in line.blocks:
                yield from prose_of(block)
