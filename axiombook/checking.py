"""The door `check`: reads the book, checks it, prints the findings."""

from __future__ import annotations

import argparse
import sys

from axiombook.check import check_book
from axiombook.read import read_book
from axiombook.report import FORMATS
from axiombook.report.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--format and --strict."""
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how the findings are written")
    parser.add_argument("--strict", action="store_true", help="exit with 1 on warnings, too")


def run(arguments: argparse.Namespace) -> int:
    """0 where no finding is an error (with --strict: where there is none), else 1."""
    with Progress("checking"):
        book = read_book(arguments.book)
        checked = check_book(book)
    sys.stdout.write(FORMATS[arguments.format](book, checked.findings))
    return 1 if checked.errors or (arguments.strict and checked.findings) else 0
