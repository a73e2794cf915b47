"""The edge where a book's files are read. A path stays inside the book: links that lead out of it are not followed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from axiombook.book import SourceFile

LARGEST = 64 * 1024 * 1024  # bytes of one file; evidence is text, and a larger file is a mistake


class NoBook(Exception):
    """The folder holds no book, or it cannot be read; the message is what a person reads."""


def files_below(folder: Path, root: Path) -> Iterator[Path]:
    """Every regular file below a folder, sorted; whatever a symlink leads to outside the book is left out."""
    if not folder.is_dir() or not is_inside(folder, root):
        return
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(path, root)
        elif entry.is_file() and (not entry.is_symlink() or is_inside(path, root)):
            yield path


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path, with every link followed, lies in the book."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises OSError, also for a file beyond the largest size."""
    if path.stat().st_size > LARGEST:
        raise OSError(f"the file is larger than {LARGEST // 1024 // 1024} MiB")
    return path.read_bytes()


def source_of(name: str, data: bytes) -> SourceFile:
    """A file under proofs/sources from its bytes; one that is not UTF-8 has no text, but a checksum."""
    try:
        text: str | None = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        text = None
    return SourceFile(name, text, hashlib.sha256(data).hexdigest())
