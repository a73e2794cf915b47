"""N001: two lessons with one number, or a name that is no lesson."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import LESSON_NAME, Book, Finding, Span
from axiombook.check.rule import WORDS, Example, Rule, finding
from axiombook.facts import Facts

RULE = Rule(
    "N001",
    "lesson-number",
    "error",
    "The number in a file's name is the order of the book; the order has to be one.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. `2 * 8 = 16`.\n", "01-two.md": "# Two\n\n1. `2 * 8 = 16`.\n"},
        vocabulary=WORDS + " two",
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. `2 * 8 = 16`.\n", "02-two.md": "# Two\n\n1. `2 * 8 = 16`.\n"},
        vocabulary=WORDS + " two",
    ),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every second lesson with a number, and every Markdown file that is named as no lesson."""
    first: dict[int, str] = {}
    for lesson in book.lessons:
        if lesson.number in first:
            message = f"lesson {lesson.number} is {first[lesson.number]} already"
            yield finding(RULE, Span(lesson.file), message, "Give one of the two files a free number.")
        first.setdefault(lesson.number, lesson.file)
    for name in book.names:
        if LESSON_NAME.fullmatch(name) is None:
            help = "Name it number, hyphen, slug: 07-pointer.md, with letters a-z, digits and hyphens."
            yield finding(RULE, Span(f"content/{name}"), f"`{name}` is no name of a lesson", help)
