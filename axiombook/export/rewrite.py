"""HTML again as well-formed markup, right as HTML and as XHTML, with its addresses changed on the way."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "wbr"})
Change = Callable[[str, str], str | None]
"""(attribute, its value) -> its new value; None takes the attribute out."""


class _Writer(HTMLParser):
    def __init__(self, change: Change) -> None:
        super().__init__(convert_charrefs=True)
        self._change = change
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        changed = ((name, self._change(name, value or "")) for name, value in attrs)
        given = "".join(f' {name}="{escape(value)}"' for name, value in changed if value is not None)
        self.parts.append(f"<{tag}{given}{'/' if tag in VOID else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))


def rewritten(text: str, change: Change) -> str:
    """A piece of our own pages: every element of it is closed, comments are left out."""
    writer = _Writer(change)
    writer.feed(text)
    writer.close()
    return "".join(writer.parts)


def ids_of(text: str) -> frozenset[str]:
    """Every id of a piece of a page."""
    found: set[str] = set()

    def note(name: str, value: str) -> str:
        if name == "id":
            found.add(value)
        return value

    rewritten(text, note)
    return frozenset(found)
