"""The links of the front page; its words are not checked."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book
from axiombook.check.where import address_span
from axiombook.facts import Link
from axiombook.links import Links


def front_links(book: Book, links: Links) -> Iterator[Link]:
    """Every link and image of content/index.md, with where it leads."""
    if book.front is None:
        return
    prose = book.front.text
    for inline in prose.inlines:
        if inline.kind not in ("link", "image"):
            continue
        look_up = links.source if inline.kind == "image" else links.href
        yield Link(address_span(prose, inline), look_up(inline.target)[1])
