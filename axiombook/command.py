"""The command line: arguments in, one door called, exit status out; nothing else."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from axiombook.no_book import NoBook

HERE = Path(__file__).resolve().parent.parent
# Every command with its module and its one line of help; a door is loaded only when it is called.
COMMANDS = {
    "build": ("axiombook.build", "check the book and write site/"),
    "check": ("axiombook.checking", "check the book; --format text, json, github or sarif; --watch"),
    "serve": ("axiombook.serve", "build, serve, watch, and reload the open page at its place"),
    "publish": ("axiombook.publish", "check, build, commit site/ to gh-pages, push, and tell the address"),
    "verify": ("axiombook.verify", "walk a published site and compare it with the local build"),
    "export": ("axiombook.export", "the whole book as one file: export html, epub or pdf; its questions: export cards"),
    "capture": ("axiombook.capture", "take the captures again in a virtual machine, and show what changed"),
    "prove": ("axiombook.prove", "run what can be run on this machine again, and compare"),
    "new": ("axiombook.new", "make the next lesson's file"),
    "renumber": ("axiombook.renumber", "move a lesson to another number"),
    "init": ("axiombook.init", "start a new book in a folder"),
    "why": ("axiombook.why", "what a line or a term rests on, to the bottom"),
    "explain": ("axiombook.explain", "a rule: why it is there, a wrong and a right example"),
    "lsp": ("axiombook.lsp", "the language server for editors"),
}


def main(given: Sequence[str]) -> int:
    """Runs one command; returns its exit status: 0 fine, 1 the book has errors, 2 it could not run."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a sign that the terminal cannot write is spelled out
            stream.reconfigure(errors="backslashreplace")
    arguments = list(given)
    name = command_of(arguments)
    parser = _parser(name)
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stop:
        return 2 if stop.code not in (0, None) else 0
    if "" in (parsed.book, parsed.out):
        return _told("the name of a folder is empty")
    parsed.book = Path(parsed.book) if parsed.book is not None else HERE
    parsed.out = Path(parsed.out) if parsed.out is not None else None
    return _run(name, parsed)


def _open_streams() -> None:
    """Who closed the output wants no words, but still the exit status."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.StringIO())


def command_of(arguments: list[str]) -> str:
    """The command that the arguments name; without one it is build, and the word is put in."""
    for at, argument in enumerate(arguments):
        if argument in ("-h", "--help"):
            return ""
        if not argument.startswith("-") and (at == 0 or arguments[at - 1] not in ("--book", "--out")):
            return argument
    if arguments[-1:] not in (["--book"], ["--out"]):
        arguments.append("build")
    return "build"


def _parser(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="A book of which every line is checked.", allow_abbrev=False
    )
    common = argparse.ArgumentParser(add_help=False)
    for options, default in ((parser, None), (common, argparse.SUPPRESS)):
        options.add_argument("--book", metavar="DIR", default=default, help="the book's folder (default: this one)")
        options.add_argument("--out", metavar="DIR", default=default, help="where the site goes (default: DIR/site)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command, (module, help) in COMMANDS.items():
        sub = commands.add_parser(command, help=help, description=help, parents=[common], allow_abbrev=False)
        if command == name and importlib.util.find_spec(module) is not None:
            importlib.import_module(module).add_arguments(sub)
    return parser


def _run(name: str, parsed: argparse.Namespace) -> int:
    try:
        return int(importlib.import_module(COMMANDS[name][0]).run(parsed))
    except NoBook as error:
        return _told(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _told(f"{error.filename or 'this'}: {error.strerror or error}")
    except KeyboardInterrupt:
        return _told("stopped")
    except Exception as error:
        from jinja2 import TemplateError

        if not isinstance(error, TemplateError):
            raise
        return _told(f"the theme cannot be used: {error}")


def _told(sentence: str) -> int:
    """Why the command could not run, without the signs in a file's name that a terminal would obey."""
    from axiombook.report.text import plain

    print(f"build.py: {plain(sentence)}", file=sys.stderr)
    return 2
