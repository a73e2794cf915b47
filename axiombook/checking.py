"""The door `check`: reads the book, checks it, prints the findings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from axiombook.remembered import Memory, Said
from axiombook.uncollected import lasting, uncollected

NAMES = ("github", "json", "sarif", "text")  # those of axiombook.report, which is loaded only where there is work


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--format, --strict and --watch."""
    parser.add_argument("--format", choices=NAMES, default="text", help="how the findings are written")
    parser.add_argument("--strict", action="store_true", help="exit with 1 on warnings, too")
    parser.add_argument("--watch", action="store_true", help="check again at each save, until Ctrl-C; as text")


def run(arguments: argparse.Namespace) -> int:
    """0 where no finding is an error (with --strict: where there is none), else 1; with --watch 0 once stopped."""
    if arguments.watch:
        from axiombook.serve import watch_and_tell

        return watch_and_tell(arguments.book)
    memory = Memory(arguments.book, f"check-{arguments.format}", [str(arguments.strict)])
    with uncollected():
        said = memory.said(lambda: checked(arguments.book, arguments.format, arguments.strict))
    sys.stdout.write(said.text)
    return said.status


def checked(root: Path, format: str, strict: bool) -> Said:
    """Checks a book."""
    from axiombook.check import check_book
    from axiombook.read import read_book
    from axiombook.report import FORMATS
    from axiombook.report.progress import Progress
    from axiombook.side_by_side import side_by_side
    from axiombook.snapshot import Snapshot

    with Progress("checking"):
        snapshot = Snapshot(root)
        kept = snapshot.load()
        book = read_book(root, kept, each=side_by_side)
        found = check_book(book, kept, side_by_side)
        lasting(kept, book, found)
        with snapshot.saved(kept):
            pass
    return Said(FORMATS[format](book, found.findings), 1 if found.errors or (strict and found.findings) else 0)
