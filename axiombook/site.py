"""The fifth room: pages -> a folder. It is written beside, and moved into place in one step: whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread, get_ident
from typing import TypeVar

from axiombook.dataclass import dataclass
from axiombook.new_file import write as write_file
from axiombook.pages.page import Page
from axiombook.spare import MANIFEST, Spare, alone, hidden_in, sums_of

LARGE = 1 << 18  # bytes; a page of more whose checksum is not known is summed where it lies
BRIEF = 0.0005  # seconds that the thread that writes waits for its turn
T = TypeVar("T")
_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_NO_NAMES = frozenset({"", ".", ".."})
_EXCHANGE = 2  # RENAME_EXCHANGE: two names change places in one step


class NotASite(OSError):
    """The folder holds files that no build wrote; nothing in it was touched."""


def write(pages: Iterable[Page], out: Path, untouched: bool = False, spare: Spare | None = None) -> None:
    """Makes `out` hold these pages, and a manifest of their checksums, and nothing else but its hidden files.

    A page that is as it was keeps its file, with its time. untouched: the folder holds what its own manifest says, so
    that such a page need not be read, nor even made. spare: the site that takes turns with it. Raises OSError, and
    leaves `out` as it was, where the disk is full or a right is missing; raises NotASite where `out` is some other
    folder with files in it.
    """
    out = out.resolve()
    coming, leaving = (out.parent / f".{out.name}.{state}" for state in ("coming", "leaving"))
    out.parent.mkdir(parents=True, exist_ok=True)
    with alone(out.parent):
        _recover(out, coming, leaving)
        standing = sums_of(out)
        _refuse_foreign(out, standing)
        sums = standing if untouched else {}
        try:
            there = spare.taken(coming) if spare and sums else {}
            if not there:
                coming.mkdir()
            new = _fill(coming, pages, _Old(out, sums, dict(there)))
            _keep_hidden(out, coming)
            _change_places(coming, out, leaving)
            if spare and sums and coming.exists():
                spare.put(coming, standing)
            elif spare:
                spare.copy(out, new)
        finally:
            for folder in (coming, leaving):
                if folder.exists():
                    shutil.rmtree(folder, ignore_errors=True)


def manifest(sums: Mapping[str, str]) -> Page:
    """The checksum of every page, by its address."""
    rows = json.dumps(dict(sorted(sums.items())), ensure_ascii=False, separators=(",\n  ", ": "))
    inside = f"{{\n  {rows[1:-1]}\n }}" if sums else rows
    return Page(MANIFEST, f'{{\n "sha256": {inside}\n}}\n'.encode())


def _recover(out: Path, coming: Path, leaving: Path) -> None:
    """Takes away what a killed run left; a site that it had moved aside comes back."""
    if leaving.exists() and not out.exists():
        leaving.rename(out)
    for folder in (coming, leaving):
        if folder.exists():
            shutil.rmtree(folder)


def _refuse_foreign(out: Path, sums: Mapping[str, str]) -> None:
    if not out.exists() or sums:  # other programs, too, call a file manifest.json
        return
    if not out.is_dir():
        raise NotASite(errno.ENOTDIR, "this is no folder, so no site can be written here", str(out))
    if any(not path.name.startswith(".") for path in out.iterdir()):
        raise NotASite(errno.ENOTEMPTY, "this folder holds files that no build wrote; choose another", str(out))


@dataclass(frozen=True, slots=True)
class _Old:
    """What stands already. sums: what is known of the pages in the old site.

    there: the checksums of what stands in the folder that is filled, where the same checksum is the old site's file.
    """

    site: Path
    sums: Mapping[str, str]
    there: dict[str, str]

    def stays(self, page: Page) -> bool:
        """Whether a page is known to stand where it is to stand."""
        if not (self.there and page.is_summed):
            return False
        address, sum = page.address, page.sum
        return self.there.get(address) == sum == self.sums.get(address)


def _fill(folder: Path, pages: Iterable[Page], old: _Old) -> Mapping[str, str]:
    """Fills a folder, takes away what else is in it, and adds the manifest; the checksum of every page."""
    made, new = {""}, dict[str, str]()

    def put(page: Page) -> None:
        new[page.address] = _put(folder, page, old, made)

    with _behind(put) as put_later:
        for page in pages:
            if old.stays(page):
                new[page.address] = page.sum
            elif page.is_open:  # it is made here, and while its bytes are summed and written the next one is made
                page.make()
                if not page.is_made and page.sum != old.sums.get(page.address):
                    page.make()
                put_later(page)
            else:
                put(page)
    for address in old.there.keys() - new.keys():
        (folder / address).unlink()
        _remove_empty(folder, address)
    (folder / MANIFEST).unlink(missing_ok=True)
    _put(folder, manifest(new), _Old(old.site, {}, {}), made)
    return new


@contextmanager
def _behind(work: Callable[[T], None]) -> Iterator[Callable[[T], None]]:
    """Gives a call that has the work done in another thread; what is left at the end is done by both.

    Then all is done, or an error is raised.
    """
    waiting: SimpleQueue[T | None] = SimpleQueue()
    errors: list[BaseException] = []

    def run() -> None:
        while (thing := waiting.get()) is not None:
            try:
                work(thing)
            except BaseException as error:  # noqa: BLE001  # it is raised where the work was asked for
                errors.append(error)

    thread, patience = Thread(target=run), sys.getswitchinterval()
    thread.start()
    sys.setswitchinterval(BRIEF)  # its turns are short, and mostly outside Python
    try:
        yield waiting.put
        with suppress(Empty):
            while (left := waiting.get_nowait()) is not None:
                work(left)
    finally:
        waiting.put(None)
        thread.join()
        sys.setswitchinterval(patience)
    if errors:
        raise errors[0]


def _remove_empty(folder: Path, address: str) -> None:
    """Removes the folders that stand empty since a page went."""
    with suppress(OSError):
        for above in Path(address).parents[:-1]:
            (folder / above).rmdir()


def _put(folder: Path, page: Page, old: _Old, made: set[str]) -> str:
    """Puts a page into a folder; its checksum. made: the folders in it that are there."""
    if page.is_summed or page.size < LARGE:
        return _put_at(folder, page, old, made, partial(_write_blocks, page))
    beside = folder / f".{get_ident()}"  # no page has such a name, nor has any other thread's
    try:
        page.summed(write_file(beside, page.parts))
        return _put_at(folder, page, old, made, partial(_move, beside))
    finally:
        beside.unlink(missing_ok=True)


def _write_blocks(page: Page, place: Path) -> None:
    with place.open("xb") as file:
        file.writelines(page.blocks)


def _move(file: Path, place: Path) -> None:
    if os.path.lexists(place):  # two pages have one address
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
    file.rename(place)


def _put_at(folder: Path, page: Page, old: _Old, made: set[str], make: Callable[[Path], None]) -> str:
    """Puts a page into a folder where it does not stand already; its checksum. make: makes its file in a free place."""
    address, sum = page.address, page.sum
    if old.stays(page):
        return sum
    *inside, _ = parts = address.split("/")
    if not _NO_NAMES.isdisjoint(parts):
        raise ValueError(f"the address {address!r} leads out of the site")
    if old.there:
        _make_room(folder, address, old.there)
    if "/".join(inside) not in made:
        folder.joinpath(*inside).mkdir(parents=True, exist_ok=True)
        made.add("/".join(inside))
    known = old.sums[address] == sum if address in old.sums else None
    if not _link_unchanged(f"{old.site}/{address}", f"{folder}/{address}", page, known):
        make(folder / address)
    return page.sum  # of a page that was made just now it is another, if a theme says something else each time


def _make_room(folder: Path, address: str, there: dict[str, str]) -> None:
    """Takes away what stands where a page is to stand: its old file, a file in the place of its folder, or a folder.

    Nothing is written over: what stands there may be the old site's file, too.
    """
    for above in (address, *map(str, list(Path(address).parents)[:-1])):
        if there.pop(above, None) is not None:
            (folder / above).unlink()
    if (folder / address).is_dir():
        for below in [other for other in list(there) if other.startswith(f"{address}/")]:
            del there[below]
        shutil.rmtree(folder / address)


def _link_unchanged(old: str, new: str, page: Page, known: bool | None) -> bool:
    """Takes the old file over where it holds the same bytes; whether it did. known: whether it does, if that is known.

    What is known is not read.
    """
    try:
        if known is False or stat.S_ISLNK((there := os.lstat(old)).st_mode):
            return False
        if known is None and (there.st_size != len(page.content) or Path(old).read_bytes() != page.content):
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _keep_hidden(out: Path, coming: Path) -> None:
    """Files such as .gitignore are the keeper's own, not the build's."""
    for path in hidden_in(out):
        if not (coming / path.name).exists():
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
