"""Lists of words and phrases that the book does without, found in one pass over its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from axiombook.book import Book, Lesson, Prose, Span, prose_of


class Phrases:
    """Phrases, divided by semicolons; endings: every word with one of them, but for those kept."""

    def __init__(self, phrases: str, endings: tuple[str, ...] = (), kept: frozenset[str] = frozenset()) -> None:
        written = sorted({" ".join(phrase.split()) for phrase in phrases.split(";")} - {""}, key=len, reverse=True)
        any_of = "|".join(re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in written)
        ends = "".join(rf"|\w+{re.escape(ending)}" for ending in endings)
        self._pattern = re.compile(rf"(?<![\w-])(?:{any_of}{ends})(?![\w-])", re.IGNORECASE)
        self._kept = kept

    def found(self, lesson: Lesson, names: frozenset[str]) -> Iterator[tuple[Span, str]]:
        """Each phrase in the prose of a lesson with its place; one that is the name of a term is none."""
        for prose in prose_in(lesson):
            for inline in prose.inlines:
                if inline.kind != "text":
                    continue
                for match in self._pattern.finditer(inline.text):
                    phrase = " ".join(match[0].split())
                    if phrase.casefold() not in self._kept and phrase.casefold() not in names:
                        start = inline.start + match.start()
                        yield prose.span(start, inline.start + match.end()), phrase


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
