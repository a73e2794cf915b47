"""The fourth room: a checked book and a theme -> the pages of its site. Pure: no file, clock or network.

>>> book = read_book(folder)
>>> pages = tuple(render(book, check_book(book), load(folder / "theme")))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module

from axiombook.book import Book, Lesson
from axiombook.facts import Checked
from axiombook.kept import Kept
from axiombook.pages.context import Context, context_of
from axiombook.pages.known import Pages, known_pages
from axiombook.pages.page import Page
from axiombook.pages.theme import Theme, load
from axiombook.side_by_side import Meanwhile, afterwards

__all__ = ["Context", "Page", "Theme", "context_of", "load", "render", "render_at", "render_book", "render_lesson"]
FEW = 16  # where no more than one lesson in so many changed, the pages of the book take longer than the lessons'
# Each page of the whole book with the module that makes it, loaded where it is made. The largest are made first, since
# they take longest to write; and first of them one that is filled into no template, for while it is written the library
# that fills templates is loaded.
_OF_THE_BOOK: Mapping[str, tuple[str, str]] = {
    "book.json": ("model", "render_model"),
    "book.html": ("whole", "render_whole"),
    "search-index.js": ("search", "render_search"),
    "terms.html": ("terms", "render_terms"),
    "definitions.js": ("definitions", "render_definitions"),
    "evidence.html": ("evidence", "render_evidence"),
    "map.html": ("lesson_map", "render_map"),
    "ledger.html": ("ledger", "render_ledger"),
    "index.html": ("front", "render_front"),
    "mistakes.html": ("mistakes", "render_mistakes"),
    "changes.html": ("changes", "render_changes"),
    "404.html": ("front", "render_not_found"),
}


def render(
    book: Book,
    checked: Checked,
    theme: Theme,
    findings_shown: bool = False,
    kept: Kept | None = None,
    meanwhile: Meanwhile[Lesson, Pages] = afterwards,
) -> Iterator[Page]:
    """Every page of the site. findings_shown: each finding stands at its line, as `serve` wants it.

    kept: what an earlier build made; the pages are the same with and without it. meanwhile: how the lessons are made
    while the pages of the whole book are.
    """
    context = context_of(book, checked, theme, findings_shown, kept)
    left = [lesson for lesson in book.lessons if known_pages(context, lesson) is None]
    if len(left) * FEW < len(book.lessons):
        yield from _few(context, left)
        return
    from axiombook.pages.templates import compile_all

    compile_all(context.templates.environment)  # before another process takes a part, so that none does it again
    with meanwhile(partial(render_lesson, context), left) as lessons:
        yield from render_book(context)
        made = dict(zip((lesson.slug for lesson in left), lessons(), strict=True))
    for lesson in book.lessons:
        yield from known_pages(context, lesson, made.get(lesson.slug)) or ()


def _few(context: Context, left: Sequence[Lesson]) -> Iterator[Page]:
    """The same where few lessons changed: a page of the whole book is made by whoever writes it, so they come first."""
    for address in _OF_THE_BOOK:
        yield Page(address, partial(_of_the_book, context, address))
    for lesson in left:
        known_pages(context, lesson, render_lesson(context, lesson))
    for lesson in context.book.lessons:
        yield from known_pages(context, lesson) or ()
    yield from _others(context)


def render_lesson(context: Context, lesson: Lesson) -> Pages:
    """The pages of a lesson."""
    from axiombook.pages.lesson import render_lesson

    return render_lesson(context, lesson)


def render_book(context: Context) -> Iterator[Page]:
    """The pages that are made from the whole book: all but the lessons."""
    for address in _OF_THE_BOOK:
        yield _of_the_book(context, address)
    yield from _others(context)


def _of_the_book(context: Context, address: str) -> Page:
    module, name = _OF_THE_BOOK[address]
    make: Callable[[Context], Page] = getattr(import_module(f"axiombook.pages.{module}"), name)
    return make(context)


def _others(context: Context) -> Iterator[Page]:
    """What needs no lesson: the theme's own files, and what leads programs to the pages."""
    from axiombook.pages.feeds import render_feeds

    yield Page("style.css", context.theme.style)
    yield Page("script.js", context.theme.script)
    yield from render_feeds(context)


def render_at(context: Context, address: str) -> Page | None:
    """The page at one address, made without the others; None where the site has none."""
    if address in _OF_THE_BOOK:
        return _of_the_book(context, address)
    index = context.lessons.get(address.partition(".")[0])
    if index is not None:
        from axiombook.pages.lesson import render_lesson_at

        return render_lesson_at(context, context.book.lessons[index], address)
    return next((page for page in _others(context) if page.address == address), None)
