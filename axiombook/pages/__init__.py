"""The fourth room: a checked book and a theme -> the pages of its site. Pure: no file, clock or network.

>>> book = read_book(folder)
>>> pages = tuple(render(book, check_book(book), load(folder / "theme")))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from axiombook.book import Book, Lesson
from axiombook.facts import Checked
from axiombook.kept import Kept
from axiombook.pages.changes import render_changes
from axiombook.pages.context import Context, context_of
from axiombook.pages.definitions import render_definitions
from axiombook.pages.evidence import render_evidence
from axiombook.pages.feeds import render_feeds
from axiombook.pages.front import render_front, render_not_found
from axiombook.pages.ledger import render_ledger
from axiombook.pages.lesson import Pages, known_pages, render_lesson, render_lesson_at
from axiombook.pages.lesson_map import render_map
from axiombook.pages.mistakes import render_mistakes
from axiombook.pages.model import render_model
from axiombook.pages.page import Page
from axiombook.pages.search import render_search
from axiombook.pages.terms import render_terms
from axiombook.pages.theme import Theme, compile_all, load
from axiombook.pages.whole import render_whole
from axiombook.side_by_side import Meanwhile, afterwards

__all__ = ["Context", "Page", "Theme", "context_of", "load", "render", "render_at", "render_book", "render_lesson"]
FEW = 16  # where no more than one lesson in so many changed, the pages of the book take longer than the lessons'
_OF_THE_BOOK: Mapping[str, Callable[[Context], Page]] = {  # those that take longest stand first
    "book.html": render_whole,
    "book.json": render_model,
    "search-index.js": render_search,
    "terms.html": render_terms,
    "definitions.js": render_definitions,
    "evidence.html": render_evidence,
    "map.html": render_map,
    "ledger.html": render_ledger,
    "index.html": render_front,
    "mistakes.html": render_mistakes,
    "changes.html": render_changes,
    "404.html": render_not_found,
    "style.css": lambda context: Page("style.css", context.theme.style),
    "script.js": lambda context: Page("script.js", context.theme.script),
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
    compile_all(context.templates)  # before another process takes a part, so that none does it again
    with meanwhile(partial(render_lesson, context), left) as lessons:
        yield from render_book(context)
        made = dict(zip((lesson.slug for lesson in left), lessons(), strict=True))
    for lesson in book.lessons:
        yield from known_pages(context, lesson, made.get(lesson.slug)) or ()


def _few(context: Context, left: Sequence[Lesson]) -> Iterator[Page]:
    """The same where few lessons changed: a page of the whole book is made by whoever writes it."""
    for lesson in left:
        known_pages(context, lesson, render_lesson(context, lesson))
    for lesson in context.book.lessons:
        yield from known_pages(context, lesson) or ()
    for address, make in _OF_THE_BOOK.items():
        yield Page(address, partial(make, context))
    yield from render_feeds(context)


def render_book(context: Context) -> Iterator[Page]:
    """The pages that are made from the whole book: all but the lessons."""
    for make in _OF_THE_BOOK.values():
        yield make(context)
    yield from render_feeds(context)


def render_at(context: Context, address: str) -> Page | None:
    """The page at one address, made without the others; None where the site has none."""
    if address in _OF_THE_BOOK:
        return _OF_THE_BOOK[address](context)
    index = context.lessons.get(address.partition(".")[0])
    if index is not None:
        return render_lesson_at(context, context.book.lessons[index], address)
    return next((page for page in render_feeds(context) if page.address == address), None)
