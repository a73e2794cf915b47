"""Findings for a person: the place, the sentence, the excerpt with a caret, and what to do."""

from __future__ import annotations

import unicodedata

from axiombook.book import Book, Finding

WIDEST = 100  # characters of an excerpt; a longer row is cut around the caret


def text(book: Book, findings: tuple[Finding, ...]) -> str:
    """All findings and their count."""
    shown = "".join(f"{finding_text(book, finding)}\n\n" for finding in findings)
    return shown + count(book, findings) + "\n"


def count(book: Book, findings: tuple[Finding, ...]) -> str:
    """The last line: what was checked and what was found."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    return f"{size(book)}: {_many(errors, 'error')}, {_many(warnings, 'warning')}"


def size(book: Book) -> str:
    """How much a book holds, in words: 1 lesson, 12 lines."""
    lines = sum(lesson.count for lesson in book.lessons)
    return f"{_many(len(book.lessons), 'lesson')}, {_many(lines, 'line')}"


def _many(number: int, name: str) -> str:
    return f"{number} {name}" + ("" if number == 1 else "s")


def finding_text(book: Book, finding: Finding) -> str:
    """One finding in four rows, or in two where its file has no text."""
    span = finding.span
    head = f"{plain(span.file)}:{span.line}:{span.column}: {finding.severity} {finding.code}: {plain(finding.message)}"
    rows = book.texts.get(span.file) or book.broken.get(span.file, ())
    parts = [head]
    if 1 <= span.line <= len(rows):
        parts += excerpt(rows[span.line - 1], span.column, span.end)
    parts.append(f"  {plain(finding.help)}")
    return "\n".join(parts)


def excerpt(row: str, column: int, end: int) -> list[str]:
    """The row and the caret under its columns, cut to a width that a terminal has."""
    start = max(0, min(column - 1 - WIDEST // 3, len(row) - WIDEST)) if len(row) > WIDEST else 0
    shown = plain(row[start : start + WIDEST])
    before, marked = shown[: column - 1 - start], shown[column - 1 - start : end - 1 - start]
    caret = " " * _width(before) + "^" * max(_width(marked), 1)
    return [f"  | {'...' if start else ''}{shown}", f"  | {'   ' if start else ''}{caret}"]


def plain(text: str) -> str:
    """Text without the control signs that a terminal would obey."""
    return "".join(" " if sign == "\t" else sign if _is_plain(sign) else "?" for sign in text)


def _is_plain(sign: str) -> bool:
    return sign == " " or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)
