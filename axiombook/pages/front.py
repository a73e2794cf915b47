"""The front page: what the book is, its parts, its lessons, its ledger; and the page for an address that is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from axiombook.book import Lesson, Prose
from axiombook.check.ledger import ledger_text
from axiombook.facts import Ledger
from axiombook.links import Links
from axiombook.pages.context import Context, markup
from axiombook.pages.lesson import part_of
from axiombook.pages.page import Page

_NAMES = 8  # names in proofs that the front page lists


class Row(NamedTuple):
    """A lesson as the front page lists it."""

    number: int
    name: str
    address: str
    lines: int
    terms: int


Parts = tuple[tuple[tuple[int, str] | None, tuple[Row, ...]], ...]
"""Each part, by its number and its title, with its lessons; None for those that stand before the first part."""


def render_front(context: Context) -> Page:
    """index.html."""
    front = context.book.front
    text = context.kept.result(_text, front.text, context.links) if front else ""
    titled = front is not None and front.text.raw.lstrip().startswith("# ")
    ledger = context.checked.ledger
    return context.page(_page, "index.html", text, titled, tuple(_parts(context)), ledger)


def _page(context: Context, text: str, titled: bool, parts: Parts, ledger: Ledger) -> Page:
    """The page of the author's text, the lessons and the book's ledger. titled: the text has its own heading."""
    settings = context.book.settings
    return context.fill(
        "index.html",
        "index.html",
        settings.title,
        settings.description or f"{settings.title}: {len(context.book.lessons)} lessons, every line checked.",
        text=markup(text),
        titled=titled,
        parts=parts,
        ledger_text=ledger_text(_short(ledger)),
    )


def _text(prose: Prose, links: Links) -> str:
    """The author's text as HTML."""
    from axiombook.pages.markdown import markdown  # a library, and most builds find this text as it was

    def address(target: str) -> str:
        href, problem = links.href(target)
        return "" if problem else href

    return markdown(prose, address)


def _short(ledger: Ledger) -> Ledger:
    """The ledger for the front page: more names than a row holds are counted; the ledger's page lists them."""
    names = ledger.names_in_proofs
    return ledger if len(names) <= _NAMES else replace(ledger, names_in_proofs=(f"{len(names)} names",))


def _parts(context: Context) -> Iterator[tuple[tuple[int, str] | None, tuple[Row, ...]]]:
    for part, lessons in groupby(context.book.lessons, lambda lesson: part_of(context, lesson)):
        yield part, tuple(_row(context, lesson) for lesson in lessons)


def _row(context: Context, lesson: Lesson) -> Row:
    terms = context.checked.ledgers[context.lessons[lesson.slug]].terms
    return Row(lesson.number, lesson.name, f"{lesson.slug}.html", lesson.count, terms)


def render_not_found(context: Context) -> Page:
    """404.html, which is served in the place of any missing page: its links start at the site's own root."""
    site = context.book.settings.site
    base = urlsplit(site).path.rstrip("/") + "/" if site else ""
    return context.fill("404.html", "404.html", "No such page", "There is no page at this address.", base=base)
