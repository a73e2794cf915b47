"""The door `renumber`: gives a lesson another number, and mends what names it. Citations by label need nothing."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from axiombook.book import LESSON_NAME
from axiombook.no_book import NoBook
from axiombook.read.files import is_own_file, read_bytes

SETTINGS = "book.toml"


class CannotMove(Exception):
    """The lesson stays where it is, and nothing was written; the message is what a person reads."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From where to where."""
    parser.add_argument("old", metavar="OLD", type=int, help="the number that the lesson has")
    parser.add_argument("new", metavar="NEW", type=int, help="the number that it gets; no lesson may have it")


def run(arguments: argparse.Namespace) -> int:
    """0 where the lesson was moved, 2 where it could not be; then nothing was written."""
    content = arguments.book / "content"
    if not content.is_dir():
        raise NoBook(f"{arguments.book} holds no book: there is no folder content/ in it")
    try:
        lessons = lessons_in(content)
        old, new = lesson_of(lessons, arguments.old), free_name(lessons, arguments.old, arguments.new)
        mended = mend(content, lessons, arguments.old, arguments.new, new)
    except CannotMove as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 2
    move(content, mended, old, new)
    for name in sorted(set(mended) - {old}):
        print(f"mended {content / name}")
    print(f"moved {content / old} to {new}; its page is {Path(new).stem}.html now: see what `check` says of the order")
    return 0


def lessons_in(content: Path) -> dict[int, list[str]]:
    """The names of the lessons by their numbers; two lessons may have one number by mistake."""
    lessons: dict[int, list[str]] = {}
    for path in sorted(content.iterdir()):
        if match := LESSON_NAME.fullmatch(path.name):
            lessons.setdefault(int(match[1]), []).append(path.name)
    return lessons


def lesson_of(lessons: Mapping[int, list[str]], number: int) -> str:
    """The one lesson of a number. Raises CannotMove."""
    names = lessons.get(number, [])
    if len(names) != 1:
        known = ", ".join(map(str, sorted(lessons)))
        why = f"{len(names)} lessons have the number {number}" if names else f"no lesson has the number {number}"
        raise CannotMove(f"{why}; the numbers are {known or 'none'}")
    return names[0]


def free_name(lessons: Mapping[int, list[str]], old: int, new: int) -> str:
    """The name under the new number, as wide as it was. Raises CannotMove where the number is taken, or is none."""
    if taken := lessons.get(new):
        raise CannotMove(f"the number {new} is taken by {taken[0]}")
    number, hyphen, rest = lessons[old][0].partition("-")
    name = f"{new:0{len(number)}}{hyphen}{rest}"
    if new < 0 or not LESSON_NAME.fullmatch(name):
        raise CannotMove(f"{new} is no number for a lesson")
    return name


def mend(content: Path, lessons: Mapping[int, list[str]], old: int, new: int, name: str) -> dict[str, bytes]:
    """File -> its bytes when they name the lesson by its new number; only files that change. Raises CannotMove."""
    stem = re.escape(lessons[old][0].removesuffix(".md"))
    link = re.compile(rf"(\]\(\s*<?(?:\./)?|^[ \t]*\[[^\]\n]+\]:[ \t]+<?(?:\./)?){stem}(?=[.#?)>\s]|$)", re.MULTILINE)
    mended = {}
    for path in sorted(content.glob("*.md")):
        if is_own_file(path, content) and not path.name.startswith("."):
            text = _text(path)
            after = link.sub(lambda found: found[1] + name.removesuffix(".md"), text)
            if after != text:
                mended[path.name] = after.encode()
    settings = content / SETTINGS
    if is_own_file(settings, content):
        text = _text(settings)
        after = _parts(text, sorted(lessons), old, new)
        if after != text:
            mended[SETTINGS] = after.encode()
    return mended


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode()
    except UnicodeDecodeError as error:
        raise CannotMove(f"{path} is not UTF-8, so its links cannot be mended") from error


def _parts(text: str, numbers: list[int], old: int, new: int) -> str:
    """book.toml with the part that began with the lesson beginning where it does now.

    The part goes along with its lesson where that passes no other, or is its only one; else it begins with the next.
    """
    try:
        table = tomlkit.parse(text)
    except TOMLKitError as error:
        raise CannotMove(f"content/{SETTINGS} is no TOML: {error}") from error
    parts = [part for part in table.get("part", []) if isinstance(part, dict)]
    firsts = {part.get("first") for part in parts}
    following = next((number for number in numbers if number > old), None)
    passed = any(min(old, new) < number < max(old, new) for number in numbers)
    for part in parts:
        if part.get("first") == old:
            part["first"] = following if passed and following is not None and following not in firsts else new
    return tomlkit.dumps(table)


def move(content: Path, mended: Mapping[str, bytes], old: str, new: str) -> None:
    """Writes every file beside, then moves each into place, the lesson last: the same call ends one that was cut."""
    beside = {name: content / f".{name}.coming" for name in mended}
    try:
        for name, path in beside.items():
            path.write_bytes(mended[name])
            shutil.copymode(content / name, path)
        for name in sorted(beside, key=lambda name: (name == old, name)):
            beside[name].replace(content / name)
        (content / old).rename(content / new)
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)
