"""Tiny books for the tests: a folder from a few texts, and what is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from axiombook.book import Book, Finding
from axiombook.check import check_book
from axiombook.check.rule import WORDS, capture
from axiombook.facts import Checked
from axiombook.read import read_book

__all__ = ["checked", "codes", "files_in", "findings", "read", "with_capture", "write"]


def write(folder: Path, files: Mapping[str, str | bytes] | str, words: str = "", settings: str = "") -> Path:
    """A book in a folder: its files by path, or the text of its one lesson."""
    if isinstance(files, str):
        files = {"content/01-one.md": files}
    tree: dict[str, str | bytes] = {"content/vocabulary.txt": f"{WORDS} {words}\n", **files}
    if settings:
        tree["content/book.toml"] = settings
    for name, text in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def with_capture(lesson: str, log: str, tables: str = "", **more: str | bytes) -> dict[str, str | bytes]:
    """The files of a book with one lesson and a capture named `probe`."""
    return {"content/01-one.md": lesson, **capture(log, tables), **more}


def read(folder: Path, files: Mapping[str, str | bytes] | str, words: str = "", settings: str = "") -> Book:
    """The book as it was read."""
    return read_book(write(folder, files, words, settings))


def checked(folder: Path, files: Mapping[str, str | bytes] | str, words: str = "", settings: str = "") -> Checked:
    """Its facts, findings and ledgers."""
    return check_book(read(folder, files, words, settings))


def findings(
    folder: Path, files: Mapping[str, str | bytes] | str, words: str = "", settings: str = ""
) -> tuple[Finding, ...]:
    """What is found in it."""
    return checked(folder, files, words, settings).findings


def codes(folder: Path, files: Mapping[str, str | bytes] | str, words: str = "", settings: str = "") -> list[str]:
    """The codes of what is found, with the line: `T001:3`."""
    return [f"{finding.code}:{finding.span.line}" for finding in findings(folder, files, words, settings)]


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
