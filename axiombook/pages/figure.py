"""A fenced block that is no directive: code as text, and a drawing as one picture that has its words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from axiombook.book import Figure
from axiombook.pages.highlight import highlighted_as

_ARROWS = ((re.compile(r"<-+>"), " to and from "), (re.compile(r"\+?-+>"), " to "), (re.compile(r"<-+\+?"), " from "))
_BORDERS = re.compile(r"\+?-(?: -)+\+|\+?(?:[-=]{2,}\+?)+|\.{4,}|\||(?<!\S)[v^]-*(?!\S)")
_GAP = re.compile(r"\s*,[\s,]*|\s{2,}")


def figure(block: Figure) -> str:
    """The block as it is, its values put in. What is drawn with signs is a picture to a reader who hears the page."""
    text = block.text.shown or block.text.raw
    rows = "\n".join(highlighted_as(block.language, text))
    spoken = "" if block.language else "; ".join(_words(text))
    picture = f' role="img" aria-label="figure: {escape(spoken)}"' if spoken else ""
    return f'<pre class="figure" tabindex="0"{picture}>{rows}</pre>'


def _words(text: str) -> Iterator[str]:
    """What stands in each row of a drawing, without its borders; arrows in words."""
    for row in text.splitlines():
        for arrow, word in _ARROWS:
            row = arrow.sub(word, row)
        said = _GAP.sub(", ", _BORDERS.sub(", ", row.strip()).strip()).strip(" ,")
        if said:
            yield said
