"""The book as one HTML text that needs nothing else: style, images, evidence and every anchor are inside."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections.abc import Mapping

from axiombook.export.inside import inside, on_site
from axiombook.export.rewrite import ids_of, rewritten
from axiombook.pages.context import Context, markup
from axiombook.pages.evidence import pieces
from axiombook.pages.whole import contents_on_paper, sections_on_paper

_BODY = re.compile(r"(?<=<body)(.*)(?=</body>)", re.DOTALL)


def single(context: Context, images: Mapping[str, bytes], style: str, with_evidence: bool = True) -> str:
    """The whole document. images: the other files of content/ by name. style: a style sheet, put in as it is."""
    captures, sources = pieces(context) if with_evidence else ((), ())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    settings = context.book.settings
    page = context.fill(
        "export.html",
        "book.html",
        settings.title,
        settings.description or f"{settings.title}: {len(context.book.lessons)} lessons, every line checked.",
        contents=contents_on_paper(context),
        sections=sections_on_paper(context),
        captures=captures,
        sources=sources,
        style=markup(style),
        digest=digest,
    )
    text = page.content.decode()
    held = ids_of(text)

    def change(name: str, value: str) -> str | None:
        if name == "href":
            target = inside(value, context)
            if not target.startswith("#") or target[1:] in held:
                return target or None
            return on_site(value, context) or None
        return _image(value, images) if name == "src" else value

    return _BODY.sub(lambda body: rewritten("<body" + body[0], change).removeprefix("<body"), text, count=1)


def _image(name: str, images: Mapping[str, bytes]) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(images.get(name, b'')).decode()}"
