"""The door `build`: checks the book and writes the site; with an error it writes nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from axiombook.book import Book
from axiombook.check import check_book
from axiombook.pages import Page, render
from axiombook.pages.theme import load
from axiombook.read import read_book
from axiombook.read.files import read_bytes
from axiombook.report.progress import Progress
from axiombook.report.text import text
from axiombook.site import write

OWN_THEME = Path(__file__).resolve().parent.parent / "theme"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but what every command takes."""


def theme_of(book: Path) -> Path:
    """The theme of a book: its own, or the one beside build.py."""
    own = book / "theme"
    return own if own.is_dir() else OWN_THEME


def assets(book: Book, root: Path) -> Iterator[Page]:
    """The other files of content/, such as images, as they are."""
    for name in sorted(book.assets):
        yield Page(name, read_bytes(root / "content" / name))


def run(arguments: argparse.Namespace) -> int:
    """0 and a site, or 1 and the findings."""
    out = arguments.out or arguments.book / "site"
    with Progress("building"):
        book = read_book(arguments.book)
        checked = check_book(book)
        if not checked.errors:
            pages = render(book, checked, load(theme_of(arguments.book)))
            write(chain(pages, assets(book, arguments.book)), out)
    if checked.findings:
        sys.stdout.write(text(book, checked.findings))
    if checked.errors:
        sys.stdout.write("nothing was written\n")
        return 1
    print(f"{len(book.lessons)} lessons, {sum(1 for _ in book.lines())} lines: {out}")
    return 0
