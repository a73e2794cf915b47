"""What `build` and `check` made for one state of a book, kept on disk for the next: a changed lesson costs itself.

It stands beside what the commands said last (axiombook.remembered), may be deleted at any time, and is taken for true
only where the system itself vouches that this very file was written here: the number and the times that the disk gave
it are those that were noted. They cannot be chosen, so a snapshot that came with a downloaded book is never opened.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from mmap import ACCESS_READ, mmap
from pathlib import Path

from axiombook.kept import Entry, Kept
from axiombook.packed import packed, unpacked
from axiombook.remembered import ENGINE, FOLDER, identity, installed, is_own, own_folder, state_of
from axiombook.side_by_side import beside

NAME = "kept"
WORTH = 8  # one is written where more than a result in so many had to be made; till then the last does
_TROUBLE = (
    OSError, ValueError, TypeError, AttributeError, ImportError, KeyError, EOFError, RecursionError, pickle.PickleError,
    struct.error,
)  # fmt: skip


class Snapshot:
    """The snapshot of one book."""

    def __init__(self, book: Path) -> None:
        self._pickled, self._noted = (book / FOLDER / f"{NAME}.{kind}" for kind in ("pickle", "json"))
        self._engine, _ = state_of((ENGINE,), repr((sys.version, *installed())))

    def load(self) -> Kept:
        """What the last command kept; nothing where there is none, or one that is not believed."""
        with contextlib.suppress(*_TROUBLE):
            if not (is_own(self._noted) and is_own(self._pickled)):
                return Kept()
            noted = json.loads(self._noted.read_bytes())
            with self._pickled.open("rb") as file:
                written_here = identity(os.fstat(file.fileno()))
                if written_here and noted == {"engine": self._engine, "file": written_here}:
                    return Kept(unpacked(memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))))  # see above
        return Kept()

    def is_due(self, kept: Kept) -> bool:
        """Whether so much was made that it is to be kept for the next command."""
        return kept.made * WORTH >= kept.size

    @contextmanager
    def saved(self, kept: Kept) -> Iterator[None]:
        """Writes what was kept, if it is due: in a process of its own while the block goes on, else behind it."""
        due = self.is_due(kept)
        entries = tuple(kept.entries()) if due else ()
        with beside(lambda: self.write(entries)) if due else nullcontext():
            yield
        if not due and self.is_due(kept):
            self.write(tuple(kept.entries()))

    def write(self, entries: tuple[Entry, ...]) -> None:
        """Writes a snapshot in the place of the last; on trouble there is none."""
        coming = self._pickled.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(*_TROUBLE):
            own_folder(self._pickled.parent)
            try:
                with coming.open("xb") as file:
                    file.writelines(packed(entries))
                coming.replace(self._pickled)
                noted = {"engine": self._engine, "file": identity(self._pickled.stat())}
                with coming.open("x", encoding="ascii") as note:
                    json.dump(noted, note)
                coming.replace(self._noted)
            finally:
                coming.unlink(missing_ok=True)
