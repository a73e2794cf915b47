"""The door `new`: the next lesson's file, from a template that passes."""

from __future__ import annotations

import argparse
import re
import unicodedata
from pathlib import Path

from axiombook.book import LESSON_NAME
from axiombook.no_book import NoBook

TEMPLATE = "# {title}\n\n1. `2 + 2 = 4`.\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The title."""
    parser.add_argument("title", help="the lesson's title")


def run(arguments: argparse.Namespace) -> int:
    """0 and the path of the new file."""
    content = arguments.book / "content"
    if not content.is_dir():
        raise NoBook(f"{arguments.book} holds no book: there is no folder content/ in it")
    title = " ".join(arguments.title.split())
    path = next_path(content, slug_of(title) or "lesson")
    with path.open("x", encoding="utf-8") as file:
        file.write(TEMPLATE.format(title=title))
    print(path)
    return 0


def slug_of(title: str) -> str:
    """The title in small ASCII letters, digits and hyphens; empty where it has none of them."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")


def next_path(content: Path, slug: str) -> Path:
    """The path one above the highest number, as wide as the numbers that are there."""
    names = [match for path in content.iterdir() if (match := LESSON_NAME.fullmatch(path.name))]
    width = max((len(match[1]) for match in names), default=2)
    number = max((int(match[1]) for match in names), default=0) + 1
    return content / f"{number:0{width}}-{slug}.md"
