"""The other files of content/, such as pictures: they go into the site as they are, so none of them may run there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from axiombook.book import Finding
from axiombook.read.files import Files
from axiombook.read.problems import unreadable

if TYPE_CHECKING:  # a book without an SVG has no XML to read
    from xml.etree.ElementTree import Element

_PAGE = re.compile(r".*\.(?:x?html?|xht|shtml|mht|mhtml|xml|xslt?|svgz)", re.IGNORECASE)
_OWN = frozenset("style.css script.js search-index.js definitions.js book.json manifest.json CNAME".split())
_RUNS = frozenset("script foreignobject iframe object embed handler listener".split())
_LEADING = frozenset("href src to from values".split())
_LEADS = re.compile(r"\s*(?:javascript|data|vbscript):(?!image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)


def read_assets(files: Files, names: Iterator[str]) -> Iterator[str | Finding]:
    """The names of what the site takes over; a finding for each file that it does not. names: below content/."""
    for name in names:
        refused = _refused(files, name)
        yield unreadable(f"content/{name}", *refused) if refused else name


def _refused(files: Files, name: str) -> tuple[str, str] | None:
    """Why a file is not taken over, and what to do."""
    if _PAGE.fullmatch(name):
        return "a page that no template made has no content security policy", "Write it as Markdown, or leave it out."
    *folders, _ = parts = name.split("/")
    if any(map(_PAGE.fullmatch, folders)):
        return "a page of the site may have the name of this folder", "Give the folder another name."
    if parts[0] in _OWN:
        return "the site has a file of its own with this name", "Give it another name."
    if name.lower().endswith(".svg"):
        try:
            runs = _what_runs(files.read(f"content/{name}"))
        except OSError as error:
            return f"this picture cannot be read: {error.strerror or error}", "Look at its rights and its size."
        return (f"this picture is more than a picture: {runs}", "Save it as plain SVG.") if runs else None
    return None


def _what_runs(svg: bytes) -> str:
    """What a browser would run, or fetch, if it opened the picture by itself; '' for a picture that is one."""
    from xml.etree.ElementTree import ParseError, iterparse

    try:
        for event, element in iterparse(BytesIO(svg), ("start", "pi")):  # noqa: S314  # expat bounds its entities
            runs = "a processing instruction" if event == "pi" else _runs(element)
            if runs:
                return runs
    except (ParseError, LookupError, ValueError) as error:
        return f"no XML ({error})"
    return ""


def _runs(element: Element) -> str:
    tag = element.tag.rpartition("}")[2].casefold()
    if tag in _RUNS:
        return f"<{tag}>"
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2].casefold()
        if name.startswith("on") or (name in _LEADING and _LEADS.match(value)):
            return f"the attribute {name} of <{tag}>"
    return ""
