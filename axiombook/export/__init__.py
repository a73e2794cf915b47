"""The door `export`: the whole book as one file, for who is offline or reads on paper; its questions as cards."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from axiombook.book import Book
from axiombook.build import OWN_THEME, assets, theme_of
from axiombook.check import check_book
from axiombook.export.cards import cards
from axiombook.export.epub import epub
from axiombook.export.pdf import NoPrinter, pdf
from axiombook.export.single import single
from axiombook.new import slug_of
from axiombook.pages import Context, Theme, context_of
from axiombook.pages.theme import load
from axiombook.read import read_book
from axiombook.report.progress import Progress
from axiombook.report.text import text

Images = Mapping[str, bytes]
ENDINGS = {"cards": "csv"}  # of the others the form is the ending


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to make; --out is the folder that it goes into, by default the one where the command is given."""
    parser.add_argument(
        "form", choices=sorted(FORMS), help="what to make; TITLE.FORM, for cards TITLE.csv, goes to --out, or here"
    )


def run(arguments: argparse.Namespace) -> int:
    """0 and the file; 1 and the findings; 2 where the form cannot be made here."""
    with Progress("exporting"):
        book = read_book(arguments.book)
        checked = check_book(book)
        out = (arguments.out or Path()) / f"{name_of(book)}.{ENDINGS.get(arguments.form, arguments.form)}"
        if not checked.errors:
            images = {page.address: page.content for page in assets(book, arguments.book)}
            context = context_of(book, checked, _theme(arguments.book))
            try:
                write_whole(out, FORMS[arguments.form](context, images))
            except NoPrinter as error:
                print(f"build.py: {error}", file=sys.stderr)
                return 2
    if checked.errors:
        sys.stdout.write(text(book, checked.findings) + "nothing was written\n")
        return 1
    print(f"{out}: {out.stat().st_size:,} bytes")
    return 0


def name_of(book: Book) -> str:
    """The book's title as a file is named."""
    return slug_of(book.settings.title) or "book"


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside and moves into place: a file that was there stays until the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    coming = path.with_name(f".{path.name}.coming")
    try:
        coming.write_bytes(content)
        os.replace(coming, path)  # noqa: PTH105  # in one step
    finally:
        coming.unlink(missing_ok=True)


def _theme(book: Path) -> Theme:
    """The book's theme; a template that it lacks is the one beside build.py."""
    theme, own = load(theme_of(book)), load(OWN_THEME)
    return Theme({**own.templates, **theme.templates}, theme.style, theme.script)


def _html(context: Context, images: Images) -> bytes:
    return single(context, images, context.theme.style.decode()).encode()


def _cards(context: Context, _: Images) -> bytes:
    return cards(context.book)


FORMS: dict[str, Callable[[Context, Images], bytes]] = {"html": _html, "epub": epub, "pdf": pdf, "cards": _cards}
