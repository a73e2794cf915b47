"""The door `init`: a new book in a folder of its own, with the engine beside it, that passes at once."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import tomlkit

from axiombook.build import OWN_THEME
from axiombook.command import HERE

START = Path(__file__).resolve().parent / "start"
# What a book needs to build, check, serve and publish itself wherever it is checked out.
ENGINE = ("build.py", "axiombook", "requirements.lock", "LICENSE")
NEXT = """{folder}: a book of 1 lesson. What comes next:
  cd {folder}
  python build.py serve          and write content/01-first.md
  git init && git add --all && git commit -m "A new book"
  git remote add origin ADDRESS && python build.py publish
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and the title."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is empty, or that is not there yet")
    parser.add_argument("--title", required=True, help="the title of the book")


def run(arguments: argparse.Namespace) -> int:
    """0 and a book, or 2 where the folder is not empty or the title is none; then nothing was written."""
    title = " ".join(arguments.title.split())
    folder = Path(arguments.folder).absolute()
    wrong = _why_not(folder, title)
    if wrong:
        print(f"build.py: {wrong}", file=sys.stderr)
        return 2
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
        coming = Path(beside) / "book"
        _fill(coming, title)
        _move(coming, folder)
    print(NEXT.format(folder=arguments.folder), end="")
    return 0


def _why_not(folder: Path, title: str) -> str:
    if not title.isprintable() or not title:
        return "a book needs a title of letters and signs: --title ..."
    if folder.exists() and not folder.is_dir():
        return f"{folder} is no folder"
    if folder.exists() and any(path.name != ".git" for path in folder.iterdir()):
        return f"{folder} is not empty: choose another, and nothing in it is touched"
    return ""


def _fill(folder: Path, title: str) -> None:
    """The start of a book, and the engine that builds it."""
    shutil.copytree(START, folder)
    (folder / "gitignore").rename(folder / ".gitignore")
    settings = folder / "content/book.toml"
    table = tomlkit.parse(settings.read_text(encoding="utf-8"))
    table["title"] = title
    settings.write_text(tomlkit.dumps(table), encoding="utf-8")
    for source in _engine():
        if source.is_dir():
            shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / source.name)


def _engine() -> Iterator[Path]:
    yield from (HERE / name for name in ENGINE if (HERE / name).exists())
    yield OWN_THEME


def _move(coming: Path, folder: Path) -> None:
    """Whole or not at all where the folder is new; into a folder that is there, content/ comes last."""
    if not folder.exists():
        coming.rename(folder)
        return
    for path in sorted(coming.iterdir(), key=lambda path: (path.name == "content", path.name)):
        path.rename(folder / path.name)
