"""The door `build`: checks the book and writes the site; with an error it writes nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from axiombook.no_book import NoBook
from axiombook.remembered import Memory, Said
from axiombook.uncollected import lasting, uncollected

if TYPE_CHECKING:  # a build that has nothing to do loads no more than what finds that out
    from axiombook.book import Book
    from axiombook.pages import Page

OWN_THEME = Path(__file__).resolve().parent.parent / "theme"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but what every command takes."""


def theme_of(book: Path) -> Path:
    """The theme of a book: its own, or the one beside build.py. Raises NoBook where it leads out of the book."""
    own = book / "theme"
    if own.is_symlink() and not own.resolve().is_relative_to(book.resolve()):
        raise NoBook(f"{own} leads out of the book")
    return own if own.is_dir() else OWN_THEME


def site_of(book: Path) -> Path:
    """Where the site goes if nobody says where. Raises NoBook where a link would have it written out of the book."""
    out = book / "site"
    if out.is_symlink() and not out.resolve().is_relative_to(book.resolve()):
        raise NoBook(f"{out} leads out of the book: name the folder with --out, if it is meant")
    return out


def assets(book: Book, root: Path) -> Iterator[Page]:
    """The other files of content/, such as images, as they are."""
    from axiombook.pages import Page
    from axiombook.read.files import read_bytes

    for name in sorted(book.assets):
        yield Page(name, read_bytes(root / "content" / name))


def run(arguments: argparse.Namespace) -> int:
    """0 and a site, or 1 and the findings. Where nothing changed since the last build it says what that one said."""
    out = arguments.out or site_of(arguments.book)
    memory = Memory(arguments.book, "build", theme=theme_of(arguments.book), out=out)

    def work() -> Said:
        from axiombook.side_by_side import aside

        with aside(memory.untouched) as untouched:  # four files a lesson are looked at while the lessons are read
            return built(arguments.book, out, untouched)

    with uncollected():
        said = memory.said(work)
    sys.stdout.write(said.text)
    return said.status


def built(root: Path, out: Path, untouched: Callable[[], bool] = bool) -> Said:
    """Builds a book into a folder. untouched: whether the folder holds what the last build wrote."""
    from axiombook.check import check_book
    from axiombook.pages import load, render
    from axiombook.read import read_book
    from axiombook.report.progress import Progress
    from axiombook.report.text import size, text
    from axiombook.side_by_side import meanwhile, side_by_side
    from axiombook.site import write
    from axiombook.snapshot import Snapshot
    from axiombook.spare import Spare

    with Progress("building"):
        snapshot = Snapshot(root)
        kept = snapshot.load()
        book = read_book(root, kept, each=side_by_side)
        checked = check_book(book, kept, side_by_side)
        lasting(kept, book, checked)
        theme = load(theme_of(root))
        beside = partial(meanwhile, idle=kept.sealing())
        pages: Iterable[Page] = () if checked.errors else render(book, checked, theme, kept=kept, meanwhile=beside)
        if snapshot.is_due(kept):  # all that is made is to be kept, so it is made here, and first
            pages = tuple(pages)
            for page in pages:
                page.sum  # noqa: B018  # it is made
        with snapshot.saved(kept):
            if not checked.errors:
                write(chain(pages, assets(book, root)), out, untouched(), Spare(root, out))
    findings = text(book, checked.findings) if checked.findings else ""
    if checked.errors:
        return Said(f"{findings}nothing was written\n", 1)
    return Said(f"{findings}{size(book)}: {out}\n", 0)
