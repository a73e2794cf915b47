"""The door `lsp`: the language server. An editor starts it, and speaks to it over standard input and output."""

from __future__ import annotations

import argparse
import importlib.util
import sys

from axiombook.command import HERE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--stdio, which many editors add: it is the only way there is."""
    parser.add_argument("--stdio", action="store_true", help="speak over standard input and output (always so)")


def run(arguments: argparse.Namespace) -> int:
    """0 when the editor ends it; 2 where the library of the protocol is not installed."""
    if importlib.util.find_spec("pygls") is None:
        print("build.py: the language server needs pygls: pip install pygls", file=sys.stderr)
        return 2
    from axiombook.lsp.server import serve

    given = arguments.book.resolve()
    serve(None if given == HERE else given, HERE)
    return 0
