"""What a command said last, and from what: where nothing changed since, it says the same and does no work.

It stands under .cache/ in the book's folder, which may be deleted at any time. Files are told apart by size, number and
times. The time of a file's last change of state is set by the system alone, so a copied or a downloaded book brings no
memory that is believed. No module of the engine is loaded here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from axiombook.dataclass import dataclass

FOLDER = ".cache/axiombook"
READ = ("content", "proofs")  # the folders of a book that every command reads
LINKED = ("proofs/captures", "proofs/sources")  # a link in the place of these is followed, elsewhere none is
ENGINE = Path(__file__).resolve().parent
DEEPEST = 100  # folders in folders; no command reads a book that has more
TICK = 50_000_000  # nanoseconds: a file written again within one tick of the disk's clock bears the same time
COARSE = 2_000_000_000  # the same on a disk that keeps whole seconds
_AS_VALUES = 2  # the form of marshal that tells nothing of which objects were one


@dataclass(frozen=True, slots=True)
class Said:
    """What a command wrote on its standard output, and its exit status."""

    text: str
    status: int


class Memory:
    """What one command said of one book. asked: whatever else its words hang on, such as its options.

    theme: the folder of the theme, and out: the folder that it wrote, if it takes one and writes one.
    """

    def __init__(
        self, book: Path, command: str, asked: Sequence[str] = (), theme: Path | None = None, out: Path | None = None
    ) -> None:
        self._file, self._out = book / FOLDER / f"{command}.json", out
        linked = (book / name for name in LINKED if (book / name).is_symlink())
        own = (*(book / name for name in READ), *linked, *((theme,) if theme is not None else ()))
        self._read, self._roots = (*own, ENGINE), (book, *own)
        self._asked = repr((sys.version, *asked, str(theme), str(out), *installed()))
        self._begun = time.time_ns()
        self._stood = _places(self._roots)
        self._before, self._newest = state_of(self._read, self._asked)

    def said(self, work: Callable[[], Said]) -> Said:
        """What it said, where all is as it was; else what the work says, which is remembered."""
        known = self._known()
        if known is None:
            self._keep(known := work())
        return known

    def untouched(self) -> bool:
        """Whether what the command wrote last still stands as it was written."""
        try:
            return bool(self._entry()["wrote"] == self._wrote())
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return False

    def _entry(self) -> Any:
        """What is remembered. Raises OSError and ValueError."""
        if not is_own(self._file):
            raise FileNotFoundError(self._file)
        return json.loads(self._file.read_bytes())

    def _known(self) -> Said | None:
        try:
            known = self._entry()
            if known["read"] != self._before or known["wrote"] != self._wrote():
                return None
            return Said(str(known["said"]["text"]), int(known["said"]["status"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _keep(self, said: Said) -> None:
        """Remembers it, unless a file changed so shortly before that its time does not tell.

        What changes while the command works bears a later time than the state that is noted: it is seen next time. But
        a whole folder that takes the place of another brings its old times along.
        """
        margin = TICK if self._newest % 1_000_000_000 else COARSE
        if self._newest > self._begun - margin or _places(self._roots) != self._stood:
            return
        entry = {"read": self._before, "wrote": self._wrote(), "said": asdict(said)}
        coming = self._file.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):  # a book that cannot be written to is read all the same
            own_folder(self._file.parent)
            _put(coming, json.dumps(entry))
            coming.replace(self._file)

    def _wrote(self) -> str:
        return state_of((self._out,), "")[0] if self._out is not None else ""


def _put(path: Path, text: str) -> None:
    """Writes a file that is not there yet, be it as a link."""
    with path.open("x", encoding="ascii") as file:
        file.write(text)


def own_folder(folder: Path) -> None:
    """Makes the folder that remembers; no version control takes it for a part of the book. Raises OSError."""
    if not _is_own(folder):
        raise PermissionError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        _put(folder.parent / ".gitignore", "*\n")


def is_own(file: Path) -> bool:
    """Whether a file in the folder that remembers is there, a file, and what it seems: a book may come with links."""
    return _is_own(file.parent) and file.is_file() and not file.is_symlink()


def _is_own(folder: Path) -> bool:
    return folder.resolve() == folder.parents[1].resolve() / FOLDER


def state_of(folders: Iterable[Path], asked: str) -> tuple[str, int]:
    """A checksum over every file in some folders, and the newest time of one, in nanoseconds."""
    digest, newest = hashlib.sha256(asked.encode("utf-8", "surrogateescape")), 0
    for folder in folders:
        for path, rows in _files(str(folder)):
            digest.update(marshal.dumps((path, rows), _AS_VALUES))
            newest = max(newest, *map(_CONTENT, rows), *map(_STATE, rows))
    return digest.hexdigest(), newest


Row = tuple[str, int, int, int, int, int]
"""The name of a file, its size, its number, its rights, and the times of its last changes of content and of state."""
_CONTENT, _STATE = itemgetter(4), itemgetter(5)


def _files(folder: str, depth: int = 0) -> Iterator[tuple[str, list[Row]]]:
    """The files of every folder below one, in order; of a link both what it is and what it leads to."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError:
        return
    rows: list[Row] = []
    below: list[str] = []
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        try:
            seen = entry.stat(follow_symlinks=False)
            rows.append(_row(entry.name, seen))
            if stat.S_ISLNK(seen.st_mode):
                rows.append(_row(entry.name, entry.stat()))
            elif stat.S_ISDIR(seen.st_mode):
                below.append(entry.path)
        except OSError:
            continue
    if rows:
        yield folder, rows
    for path in below if depth < DEEPEST else ():
        yield from _files(path, depth + 1)


def _row(name: str, seen: os.stat_result) -> Row:
    return name, seen.st_size, seen.st_ino, seen.st_mode, seen.st_mtime_ns, seen.st_ctime_ns


def _places(folders: Iterable[Path]) -> list[tuple[int, int]]:
    """Which folders stand in some places, and which links; of one that is not there nothing."""
    found = []
    for folder in folders:
        for look in (os.lstat, os.stat):
            with contextlib.suppress(OSError):
                seen = look(folder)
                found.append((seen.st_dev, seen.st_ino))
    return found


def identity(seen: os.stat_result) -> list[int]:
    """What the disk alone decides of a file; nothing on a disk whose times are too coarse to tell anything."""
    if seen.st_ctime_ns % 1_000_000_000 == 0:
        return []
    return [seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns]


def installed() -> Iterator[str]:
    """The names of the installed packages, each with its version in it."""
    for path in sys.path:
        if path.endswith("-packages"):
            with contextlib.suppress(OSError):
                yield from sorted(entry.name for entry in Path(path).iterdir() if entry.name != "__pycache__")
