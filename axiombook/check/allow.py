"""Applies the allow comments: what they allow is no finding, and one that allows nothing is told."""

from __future__ import annotations

from bisect import bisect_right

from axiombook.book import Allow, Book, Finding, Lesson
from axiombook.check.rules import codes
from axiombook.kept import Kept
from axiombook.read.problems import bad_allow

Used = tuple[tuple[str, Allow], ...]  # (line id or the lesson's slug, allow)


def allowed(book: Book, findings: tuple[Finding, ...], kept: Kept) -> tuple[tuple[Finding, ...], Used]:
    """The findings that stand, with those about allows added, and the allows that were used."""
    found = kept.results(_holders, ((lesson,) for lesson in book.lessons))
    holders = {lesson.file: entries for lesson, entries in zip(book.lessons, found, strict=True) if entries}
    given = [entry for entries in holders.values() for entry in entries if entry[2]]
    if not given:
        return findings, ()
    used: dict[Allow, str] = {}
    standing: list[Finding] = []
    for finding in findings:
        entries = holders.get(finding.span.file, [])
        at = bisect_right(entries, finding.span.line, key=lambda entry: entry[0]) - 1
        allow = next((a for a in entries[at][2] if a.code == finding.code), None) if at >= 0 else None
        if allow is None:
            standing.append(finding)
        else:
            used[allow] = entries[at][1]
    for _, _, allows in given:
        standing.extend(_unused(allow) for allow in allows if allow not in used and not _is_off(book, allow))
    return tuple(standing), tuple((place, allow) for allow, place in used.items())


def _holders(lesson: Lesson) -> list[tuple[int, str, tuple[Allow, ...]]]:
    """(physical line where it starts, its id, its allows) of every line and heading of a lesson, in order.

    Empty where no line and no heading has any.
    """
    entries = [(line.span.line, line.id, line.allows) for line in lesson.lines]
    entries += [(heading.text.starts[0][1], lesson.slug, heading.allows) for heading in lesson.headings]
    if lesson.title is not None:
        entries.append((lesson.title.starts[0][1], lesson.slug, lesson.title_allows))
    return sorted(entries, key=lambda entry: entry[0]) if any(allows for _, _, allows in entries) else []


def _is_off(book: Book, allow: Allow) -> bool:
    """Whether a rule is switched off, so that nobody knows what it finds."""
    return book.settings.lint.get(allow.code) == "off"


def _unused(allow: Allow) -> Finding:
    if allow.code not in codes():
        return bad_allow(allow.span, f"there is no rule {allow.code} to allow", "Name a code of the rules.")
    message = f"this allows {allow.code}, which is not found on the line"
    return bad_allow(allow.span, message, "Take the comment out.")
