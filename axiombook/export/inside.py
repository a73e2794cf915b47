"""Where an address of the site leads inside an export: to an id that the export holds, out of it, or nowhere."""

from __future__ import annotations

import re
from urllib.parse import unquote

from axiombook.links import heading_on_paper
from axiombook.pages.context import Context

_OUT = re.compile(r"(?:https?:)?//|mailto:")
_PLACE = re.compile(r"([lpq])(\d+)")


def inside(href: str, context: Context) -> str:
    """The id that an address of the site has on paper, or the address itself where it leads out of the book.

    A page that no export holds is its address on the site, or '' where the book has none.
    """
    if _OUT.match(href):
        return href
    page, _, anchor = href.partition("#")
    anchor = unquote(anchor)
    at = context.lessons.get(page.partition(".")[0])
    if at is not None:
        lesson = context.book.lessons[at]
        place = _PLACE.fullmatch(anchor)
        if place and 1 <= int(place[2]) <= len(lesson.lines):
            return f"#{place[1]}{lesson.lines[int(place[2]) - 1].id}"
        if anchor.startswith("h-"):
            return f"#{heading_on_paper(anchor, lesson.number)}"
        return f"#{anchor or lesson.slug}"
    return f"#{anchor}" if anchor else on_site(href, context)


def on_site(href: str, context: Context) -> str:
    """An address of the site with the site's own before it; '' where book.toml sets none."""
    site = context.book.settings.site
    return f"{site.rstrip('/')}/{href}" if site else ""
