"""The folder of captures: a new set is laid beside the old one, whole, and takes its place in one move."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from axiombook import provenance
from axiombook.book import Capture
from axiombook.capture.taken import Taken
from axiombook.capture.trouble import Trouble
from axiombook.read.captures import read_capture


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A copy of the folder, to be filled; it vanishes with its block unless `swap` has moved it into place."""
    recover(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    copy = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    try:
        if folder.is_dir():
            shutil.copytree(folder, copy, dirs_exist_ok=True)
        copy.chmod(0o755)
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def swap(copy: Path, folder: Path) -> None:
    """Puts the copy in the folder's place. A signal waits until both renames are done."""
    old = _old(folder)
    held = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        copy.rename(folder)
    finally:
        recover(folder)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Puts the old folder back if the machine stopped between the two renames of a swap."""
    if not folder.exists() and _old(folder).is_dir():
        _old(folder).rename(folder)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def write(shots: Iterable[Taken], folder: Path, sources: Path) -> None:
    """NAME.log and NAME.toml of each capture; the tables that an author wrote into NAME.toml stay.

    Raises Trouble where a NAME.toml is no TOML: nothing of an author's is ever thrown away.
    """
    for taken in shots:
        try:
            provenance.write(folder, taken.name, taken.log.encode(), taken.provenance(sources))
        except provenance.BadProvenance as error:
            raise Trouble(f"{taken.name}.toml is no TOML: {error}", "Mend it, or move it away.") from error


def inherit(shots: Iterable[Taken], first: Path, folder: Path) -> None:
    """Gives a capture that is new in the folder the tables that an author wrote for the first kernel's."""
    for taken in shots:
        mine, theirs = folder / f"{taken.name}.toml", first / f"{taken.name}.toml"
        if not mine.exists() and theirs.is_file():
            shutil.copyfile(theirs, mine)


def read(folder: Path, name: str, book: Path) -> Capture | None:
    """A capture as the book reads it, or None where it is not there. folder: where it lies now."""
    log, toml = folder / f"{name}.log", folder / f"{name}.toml"
    if not log.is_file() or not toml.is_file():
        return None
    full = f"{folder.name}/{name}"
    file = toml.relative_to(book).as_posix()
    return read_capture(full, log.read_bytes(), toml.read_text(encoding="utf-8"), file)[0]
