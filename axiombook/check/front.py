"""The links of the front page; its words are not checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from axiombook.book import Book
from axiombook.facts import Link
from axiombook.links import Links


def front_links(book: Book) -> Iterator[Link]:
    """Every link and image of content/index.md, with where it leads."""
    if book.front is None:
        return
    links, prose = Links(book), book.front.text
    headings = {slug_of(match[1]) for match in re.finditer(r"^#{1,6}\s+(.*)$", prose.raw, re.MULTILINE)}
    for inline in prose.inlines:
        if inline.kind not in ("link", "image"):
            continue
        href, problem = links.href(inline.target)
        if problem and inline.target.removeprefix("#") in headings:
            href, problem = inline.target, ""
        at = prose.raw.find(inline.target, inline.start)
        start = at if at >= 0 and inline.target else inline.start
        yield Link(
            inline.target, href, inline.kind == "image", prose.span(start, start + max(len(inline.target), 1)), problem
        )


def slug_of(heading: str) -> str:
    """The anchor of a heading of the front page."""
    return re.sub(r"[^\w]+", "-", heading.casefold()).strip("-")
