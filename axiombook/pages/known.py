"""The pages of lessons that are what they were when they were made last: their checksums are known, so none is made."""

from __future__ import annotations

from axiombook.book import Lesson
from axiombook.pages.context import Context
from axiombook.pages.page import Page

Pages = tuple[Page, ...]


def known_pages(context: Context, lesson: Lesson, made: Pages | None = None) -> Pages | None:
    """The lesson's pages, where they are what they were when they were made last: their checksums say so.

    Each is made again only where its bytes are asked for. made: the pages, made just now, whose checksums are kept.
    """
    if context.findings:
        return made
    of = context.leaves[context.lessons[lesson.slug]].made
    if made is not None:
        of[known_pages] = tuple((page.address, page.sum) for page in made)
        context.kept.made += 1
        return made
    if known_pages not in of:
        return None
    return tuple(_known(context, lesson, address, sum) for address, sum in of[known_pages])


def _known(context: Context, lesson: Lesson, address: str, sum: str) -> Page:
    def make() -> Page:
        from axiombook.pages.lesson import render_lesson_at

        page = render_lesson_at(context, lesson, address)
        assert page is not None
        return page

    return Page(address, make, sum)
