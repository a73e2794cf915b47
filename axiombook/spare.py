"""The site before this one, kept beside what the commands remember: the next site is made from it.

Two sites take turns. A page that neither the last build nor this one changed stands in the spare site already, as the
same file, so that a build touches the pages that it changes and no others. The spare may be deleted at any time.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from axiombook.remembered import FOLDER, identity, is_own, own_folder

MANIFEST = "manifest.json"
_TROUBLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def sums_of(folder: Path) -> Mapping[str, str]:
    """The checksums that the manifest of a site names; none where it cannot be read."""
    try:
        sums = json.loads((folder / MANIFEST).read_bytes())["sha256"]
        return {str(address): str(sum) for address, sum in sums.items()}
    except _TROUBLE:
        return {}


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One writer at a time: the others wait. The lock is the folder's own, and a killed writer leaves none behind."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


class Spare:
    """The spare site of one book, for one folder that sites are written to.

    It is believed only where the system vouches that nothing came into its folders or went since it was put there.
    What stands in it and in the site is one file, so that whoever knows the site untouched knows that of it, too; what
    else stands in it is of another checksum than the site's, and is not used.
    """

    def __init__(self, book: Path, out: Path) -> None:
        self._home = book / FOLDER
        self._folder, self._noted = self._home / "spare", self._home / "spare.json"
        self._out = out.resolve()

    def taken(self, place: Path) -> Mapping[str, str]:
        """Moves it to a place that is free; the checksums of its pages. Nothing where there is none to believe."""
        with suppress(*_TROUBLE), self._alone():
            sums = sums_of(self._folder)
            if not is_own(self._noted) or json.loads(self._noted.read_bytes()) != self._note(sums):
                return {}
            self._folder.rename(place)
            try:
                for path in hidden_in(place):
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            except OSError:
                shutil.rmtree(place)
                return {}
            return sums
        return {}

    def put(self, place: Path, sums: Mapping[str, str]) -> None:
        """Takes a site from its place: the one before the site that stands, both as their manifests say.

        sums: the checksums that its manifest names.
        """
        with suppress(*_TROUBLE), self._alone():
            self._clear()
            place.rename(self._folder)
            self._write_note(sums)

    def copy(self, site: Path, sums: Mapping[str, str]) -> None:
        """Makes one of the very files of the site that stands. sums: the checksums that its manifest names."""
        with suppress(*_TROUBLE), self._alone():
            self._clear()
            self._folder.mkdir()
            for folder in _folders_of(sums):
                (self._folder / folder).mkdir(exist_ok=True)
            for address in (*sums, MANIFEST):
                os.link(f"{site}/{address}", f"{self._folder}/{address}")
            self._write_note(sums)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One build of a book at a time, wherever it writes. Raises OSError and ValueError where that is refused."""
        own_folder(self._home)
        if self._out.is_relative_to(self._home.resolve()):
            raise ValueError("a site in the place of the spare")
        with alone(self._home):
            yield

    def _clear(self) -> None:
        self._noted.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write_note(self, sums: Mapping[str, str]) -> None:
        with self._noted.open("x", encoding="ascii") as file:
            json.dump(self._note(sums), file)

    def _note(self, sums: Mapping[str, str]) -> dict[str, object]:
        """What is true of it as long as nobody touches it."""
        manifest = (self._folder / MANIFEST).read_bytes()
        folders = [identity((self._folder / folder).lstat()) for folder in _folders_of(sums)]
        if not all(folders):
            raise ValueError("the times of this disk are too coarse to tell anything")
        return {"out": str(self._out), "folders": folders, "manifest": hashlib.sha256(manifest).hexdigest()}


def _folders_of(addresses: Iterable[str]) -> list[str]:
    """The folders of a site, each behind the one that it is in."""
    inside = {address.rpartition("/")[0] for address in addresses}
    return sorted({".", *(str(folder) for each in inside if each for folder in (Path(each), *Path(each).parents))})


def hidden_in(folder: Path) -> list[Path]:
    """What stands hidden in a folder: it is the keeper's own, not the build's. Nothing where there is no folder."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(Path(entry.path) for entry in entries if entry.name.startswith("."))
