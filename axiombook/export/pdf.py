"""The book as PDF: what `export html` says, without the evidence's whole text, set on numbered pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from axiombook.export.single import single
from axiombook.pages.context import Context

_STYLE = Path(__file__).with_name("pdf.css")


class NoPrinter(Exception):
    """The library that sets pages is not installed."""


def pdf(context: Context, images: Mapping[str, bytes]) -> bytes:
    """The PDF's bytes. Raises NoPrinter; nothing outside the text is asked for."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError: Pango, which it sets with, is not there
        raise NoPrinter("export pdf needs WeasyPrint and Pango: pip install weasyprint") from error
    content: bytes = HTML(string=single(context, images, _STYLE.read_text(encoding="utf-8"), False)).write_pdf()
    return content
