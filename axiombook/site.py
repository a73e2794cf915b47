"""The fifth room: pages -> a folder. It is written beside, and moved into place in one step: whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from axiombook.pages.page import Page

MANIFEST = "manifest.json"
_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_NO_NAMES = frozenset({"", ".", ".."})
_EXCHANGE = 2  # RENAME_EXCHANGE: two names change places in one step


class NotASite(OSError):
    """The folder holds files that no build wrote; nothing in it was touched."""


def write(pages: Iterable[Page], out: Path, untouched: bool = False) -> None:
    """Makes `out` hold these pages, and a manifest of their checksums, and nothing else but its hidden files.

    A page that is as it was keeps its file, with its time. untouched: the folder holds what its own manifest says, so
    that such a page need not be read, nor even made. Raises OSError, and leaves `out` as it was, where the disk
    is full or a right is missing; raises NotASite where `out` is some other folder with files in it.
    """
    out = out.resolve()
    coming, leaving = (out.parent / f".{out.name}.{state}" for state in ("coming", "leaving"))
    out.parent.mkdir(parents=True, exist_ok=True)
    with _alone(out.parent):
        _recover(out, coming, leaving)
        _refuse_foreign(out)
        try:
            coming.mkdir()
            _fill(coming, pages, out, sums_in(out) if untouched else {})
            _keep_hidden(out, coming)
            _change_places(coming, out, leaving)
        finally:
            for folder in (coming, leaving):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time: the others wait. The lock is the folder's own, and a killed writer leaves none behind."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def manifest(sums: Mapping[str, str]) -> Page:
    """The checksum of every page, by its address."""
    text = json.dumps({"sha256": dict(sorted(sums.items()))}, indent=1, ensure_ascii=False)
    return Page(MANIFEST, text.encode() + b"\n")


def _recover(out: Path, coming: Path, leaving: Path) -> None:
    """Takes away what a killed run left; a site that it had moved aside comes back."""
    if leaving.exists() and not out.exists():
        leaving.rename(out)
    for folder in (coming, leaving):
        if folder.exists():
            shutil.rmtree(folder)


def _refuse_foreign(out: Path) -> None:
    if not out.exists() or sums_in(out):  # other programs, too, call a file manifest.json
        return
    if not out.is_dir():
        raise NotASite(errno.ENOTDIR, "this is no folder, so no site can be written here", str(out))
    if any(not path.name.startswith(".") for path in out.iterdir()):
        raise NotASite(errno.ENOTEMPTY, "this folder holds files that no build wrote; choose another", str(out))


def sums_in(folder: Path) -> Mapping[str, str]:
    """The checksums that the manifest of a site names; none where it cannot be read."""
    try:
        sums = json.loads((folder / MANIFEST).read_bytes())["sha256"]
        return {str(address): str(sum) for address, sum in sums.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _fill(folder: Path, pages: Iterable[Page], old: Path, sums: Mapping[str, str]) -> None:
    """Fills a folder, and adds the manifest. sums: what is known of the pages in the old one."""
    made, new = {""}, dict[str, str]()
    for page in pages:
        _put(folder, page, old, sums, made)
        new[page.address] = page.sum
    _put(folder, manifest(new), old, {}, made)


def _put(folder: Path, page: Page, old: Path, sums: Mapping[str, str], made: set[str]) -> None:
    """Puts a page into a folder. made: the folders in it that are there."""
    address = page.address
    *inside, _ = parts = address.split("/")
    if not _NO_NAMES.isdisjoint(parts):
        raise ValueError(f"the address {address!r} leads out of the site")
    if "/".join(inside) not in made:
        folder.joinpath(*inside).mkdir(parents=True, exist_ok=True)
        made.add("/".join(inside))
    known = address in sums and sums[address] == page.sum
    if not _link_unchanged(f"{old}/{address}", f"{folder}/{address}", page, known):
        folder.joinpath(address).write_bytes(page.content)


def _link_unchanged(old: str, new: str, page: Page, known: bool) -> bool:
    """Takes the old file over where it holds the same bytes; whether it did. known: it does, so it is not read."""
    try:
        if stat.S_ISLNK((there := os.lstat(old)).st_mode):
            return False
        if not known and (there.st_size != len(page.content) or Path(old).read_bytes() != page.content):
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _keep_hidden(out: Path, coming: Path) -> None:
    """Files such as .gitignore are the keeper's own, not the build's."""
    for path in sorted(out.iterdir()) if out.is_dir() else ():
        if path.name.startswith(".") and not (coming / path.name).exists():
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, coming / path.name, symlinks=True)
            else:
                shutil.copy2(path, coming / path.name, follow_symlinks=False)


def _change_places(coming: Path, out: Path, leaving: Path) -> None:
    """In one step where the system can, so that nobody ever finds no site; else in two."""
    if not out.exists():
        coming.rename(out)
    elif not _exchange(coming, out):
        out.rename(leaving)
        coming.rename(out)


def _exchange(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
