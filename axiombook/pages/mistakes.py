"""The mistakes of the book, gathered from its lessons."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from axiombook.book import Lesson, Mistake
from axiombook.pages.context import Context, markup
from axiombook.pages.page import Page
from axiombook.pages.typeset import Typesetter

Entry = tuple[str, str, Markup, Markup]


def render_mistakes(context: Context) -> Page:
    """mistakes.html: each lesson's mistakes, with the line that they stand at."""
    of = zip(context.book.lessons, context.of_lessons(_of), strict=True)
    lessons = tuple((lesson, found) for lesson, found in of if found)
    total = sum(len(found) for _, found in lessons)
    description = f"{total} mistakes and their corrections, each at its line."
    return context.fill("mistakes.html", "mistakes.html", "Mistakes", description, lessons=lessons)


def _of(context: Context, lesson: Lesson) -> tuple[Entry, ...]:
    return tuple(_entries(context, lesson))


def _entries(context: Context, lesson: Lesson) -> Iterator[Entry]:
    setter = Typesetter(context, lesson, f"m{lesson.number}-")
    for line in lesson.lines:
        for block in line.blocks:
            if isinstance(block, Mistake):
                wrong, right = setter.prose(block.wrong), setter.prose(block.right)
                address = f"{lesson.slug}.html#q{line.number}"
                yield line.id, address, markup(wrong), markup(right)
