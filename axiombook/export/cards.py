"""The questions of the book as cards, for a program that asks them again when they are about to be forgotten."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from axiombook.book import Book, Prose, Puzzle, Question

HEAD = ("question", "answer", "line", "address")
_FORMULA = ("=", "+", "-", "@")  # what begins so is computed by a program for tables, whoever wrote it


def cards(book: Book) -> bytes:
    """A row for each question and each puzzle that has an answer, in reading order, as RFC 4180 has it."""
    text = StringIO()
    csv.writer(text).writerows((HEAD, *_rows(book)))
    return text.getvalue().encode("utf-8", errors="replace")


def _rows(book: Book) -> Iterator[tuple[str, str, str, str]]:
    site = book.settings.site.rstrip("/") + "/" if book.settings.site else ""
    for lesson in book.lessons:
        for line in lesson.lines:
            for block in line.blocks:
                match block:
                    case Question(Prose() as asked, Prose() as told) | Puzzle(Prose() as asked, Prose() as told):
                        yield _plain(asked), _plain(told), line.id, f"{site}{lesson.slug}.html#q{line.number}"


def _plain(prose: Prose) -> str:
    text = " ".join(prose.shown.split())
    return f"'{text}" if text.startswith(_FORMULA) else text
