"""The edge where a book's files are read. A path stays inside the book: links that lead out of it are not followed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from axiombook.book import SourceFile
from axiombook.packed import PackedText
from axiombook.remembered import TICK, identity

DEEPEST = 64  # folders in folders
LARGEST = 64 * 1024 * 1024  # bytes of one file; evidence is text, and a larger file is a mistake


Noted = tuple[list[int], bytes | None, PackedText | None]
"""What the disk said of a file when it was read, and what was asked of it: its bytes, its text."""


class Files:
    """Reads the files of one book. A file is read once, until somebody says that it changed.

    noted: what an earlier reading kept; a file of which the disk says what it said then is not read again.
    """

    def __init__(self, root: Path, noted: Mapping[str, Noted] | None = None) -> None:
        self.root = root
        self._noted = noted or {}
        self.begun = time.time_ns()
        self.bytes: dict[str, bytes] = {}
        self.texts: dict[str, PackedText] = {}
        self.own: dict[str, list[int]] = {}  # files of the book that are no links, with what the disk says of them
        self._below: dict[str, tuple[str, ...]] = {}

    def read(self, file: str) -> bytes:
        """The bytes of a file, named from the book's folder. Raises OSError."""
        known = self.bytes.get(file)
        if known is None:
            known, _ = self._as_noted(file)
        if known is None:
            known = read_bytes(f"{self.root}/{file}")
        if file in self.own:  # what a link leads to changes under another name
            self.bytes[file] = known
        return known

    def text(self, file: str) -> PackedText:
        """The text of a file, as it is read. Raises OSError and UnicodeDecodeError."""
        known = self.texts.get(file)
        if known is None:
            _, known = self._as_noted(file)
        if known is None:
            known = PackedText.of(as_text(self.read(file).decode("utf-8")))
        if file in self.own:
            self.texts[file] = known
        return known

    def _as_noted(self, file: str) -> tuple[bytes | None, PackedText | None]:
        """What was noted of a file, if the disk says of it what it said then."""
        if not self.is_own(file) or file not in self._noted:
            return None, None
        seen, data, text = self._noted[file]
        return (data, text) if seen == self.own.get(file) else (None, None)

    def is_own(self, file: str) -> bool:
        """Whether a file is a regular one, and no link that leads out of the book."""
        if file in self.own:
            return True
        try:
            seen = os.lstat(f"{self.root}/{file}")
        except (OSError, ValueError):
            return False
        if stat.S_ISREG(seen.st_mode):
            self.own[file] = identity(seen)
            return True
        return stat.S_ISLNK(seen.st_mode) and is_own_file(self.root / file, self.root)

    def below(self, folder: str) -> tuple[str, ...]:
        """The names of the files below a folder of the book."""
        if folder not in self._below:
            self._below[folder] = tuple(files_below(self.root / folder, self.root))
        return self._below[folder]

    def changed(self, files: Iterable[str]) -> None:
        """These files were written, came, or went."""
        for file in files:
            self.texts.pop(file, None)
            self.own.pop(file, None)
            if self.bytes.pop(file, None) is None or not (self.root / file).is_file():
                self._below.clear()


def noted(files: Files) -> dict[str, Noted]:
    """What a later reading need not read again: what was read here and did not change shortly before, or since."""
    return {
        file: (seen, files.bytes.get(file) if file not in files.texts else None, files.texts.get(file))
        for file, seen in files.own.items()
        if seen and max(seen[-2:]) < files.begun - TICK
    }


def as_text(text: str) -> str:
    """A text as it is read: without a mark at its front, its rows ended by one sign."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def files_below(folder: Path, root: Path, inside: str = "") -> Iterator[str]:
    """The names, below a folder, of every regular file in it; whatever a symlink leads to outside the book is left out.

    inside: the part of the folder that is looked at, ending in /. Raises OSError where folders in folders are too deep.
    """
    if inside.count("/") > DEEPEST:
        raise OSError(errno.ENAMETOOLONG, "folders in folders are too deep", str(folder))
    if not inside and not (folder.is_dir() and is_inside(folder, root)):
        return
    with os.scandir(f"{folder}/{inside}") as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(folder, root, f"{inside}{entry.name}/")
        elif entry.is_file() and (not entry.is_symlink() or is_inside(Path(entry.path), root)):
            yield inside + entry.name


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path, with every link followed, lies in the book."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def is_own_file(path: Path, root: Path) -> bool:
    """Whether a path in a folder of the book is a regular file, and no link that leads out of the book."""
    return path.is_file() and (not path.is_symlink() or is_inside(path, root))


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a regular file. Raises OSError, also for a file beyond the largest size, a pipe and a device."""
    # Every file of the book is read at every keystroke: making a Path of its name would cost more than reading it.
    with open(path, "rb", buffering=0, opener=_unblocked) as file:
        seen = os.fstat(file.fileno())
        if not stat.S_ISREG(seen.st_mode):
            raise OSError("this is no regular file")
        if seen.st_size > LARGEST:
            raise OSError(f"the file is larger than {LARGEST // 1024 // 1024} MiB")
        return file.readall()


def _unblocked(path: str, flags: int) -> int:
    """Opens without waiting: what was a file when it was listed may be a pipe by now, and nobody writes into it."""
    return os.open(path, flags | os.O_NONBLOCK)


def source_of(name: str, data: bytes) -> SourceFile:
    """A file under proofs/sources from its bytes; one that is not UTF-8 has no text, but a checksum."""
    try:
        text: str | None = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        text = None
    return SourceFile(name, text, hashlib.sha256(data).hexdigest())
