"""Free Markdown as HTML: the front page, and text that is no line. HTML in it is shown, never executed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import mistune

from axiombook.book import Prose
from axiombook.pages.highlight import highlighted_as


class _Renderer(mistune.HTMLRenderer):
    """mistune's own, with our addresses, our listings, and headings one level down."""

    def __init__(self, address: Callable[[str], str], level: int) -> None:
        super().__init__(escape=True)
        self._address, self._level = address, level

    def link(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002  # mistune's signature
        address = self._address(url)
        return f'<a href="{escape(address)}">{text}</a>' if address else text

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        address = self._address(url)
        if not address or "//" in address:
            return escape(text)
        return f'<img src="{escape(address)}" alt="{escape(text)}">'

    def heading(self, text: str, level: int, **attrs: Any) -> str:  # noqa: ARG002
        return f"<h{min(level + self._level, 6)}>{text}</h{min(level + self._level, 6)}>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        rows = highlighted_as((info or "").split(" ")[0], code)
        return '<pre tabindex="0"><code>' + "\n".join(rows) + "</code></pre>\n"


def markdown(prose: Prose, address: Callable[[str], str], level: int = 0) -> str:
    """The text with its values put in. address: an author's address -> the page's, '' where it leads nowhere.

    level: how many levels down its headings stand.
    """
    parse = mistune.create_markdown(renderer=_Renderer(address, level), plugins=["table", "strikethrough"])
    return str(parse(_with_values(prose)))


def _with_values(prose: Prose) -> str:
    parts, at = [], 0
    for inline in prose.inlines:
        if inline.kind == "value":
            parts.append(prose.raw[at : inline.start] + inline.text)
            at = inline.end
    return "".join(parts) + prose.raw[at:]
