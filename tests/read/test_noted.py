"""A file that the disk says is as it was is not read again; where it says anything else, or too little, it is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from axiombook.packed import PackedText
from axiombook.read.files import Files, noted
from axiombook.remembered import TICK

FILE = "content/a.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one file that is not of this moment."""
    (tmp_path / "content").mkdir()
    (tmp_path / FILE).write_text("old")
    time.sleep(2 * TICK / 1e9)
    return tmp_path


def again(root: Path) -> Files:
    """What reads the files after one that read this one."""
    first = Files(root)
    assert (first.text(FILE).text, first.read(FILE)) == ("old", b"old")
    return Files(root, noted(first))


def test_a_file_as_it_was_is_not_read_again(root: Path) -> None:
    (seen, data, text) = noted(again(root)).get(FILE, ([], None, None))
    assert (seen, data, text) == ([], None, None)  # nobody asked for it
    files = again(root)
    assert files.text(FILE).text == "old"
    seen, data, text = noted(files)[FILE]
    assert (data, text) == (None, PackedText(b"old"))
    assert Files(root, {FILE: (seen, None, PackedText(b"as it was noted"))}).text(FILE).text == "as it was noted"
    assert Files(root, {FILE: (seen, b"as it was noted", None)}).read(FILE) == b"as it was noted"


def rewritten(path: Path) -> None:
    """Another text of the same size with the old times."""
    before = path.stat()
    path.write_text("new")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    path.with_suffix(".new").write_text("new")
    path.with_suffix(".new").replace(path)


def linked(path: Path) -> None:
    path.rename(path.with_suffix(".old"))
    path.with_suffix(".new").write_text("new")
    path.symlink_to(path.with_suffix(".new").name)


@pytest.mark.parametrize("change", [rewritten, replaced, linked])
def test_a_file_that_changed_is_read_again(root: Path, change: Callable[[Path], None]) -> None:
    files = again(root)
    change(root / FILE)
    assert (files.text(FILE).text, files.read(FILE)) == ("new", b"new")


def test_a_file_that_went_is_not_there(root: Path) -> None:
    files = again(root)
    (root / FILE).unlink()
    with pytest.raises(FileNotFoundError):
        files.text(FILE)


def test_a_file_of_this_moment_is_not_noted(root: Path) -> None:
    """It may be written again within one tick of the disk's clock, and bear the same time."""
    (root / FILE).write_text("new")
    files = Files(root)
    assert files.text(FILE).text == "new"
    assert noted(files) == {}


def test_a_link_is_not_noted(root: Path) -> None:
    linked(root / FILE)
    time.sleep(2 * TICK / 1e9)
    files = Files(root)
    assert files.text(FILE).text == "new"
    assert noted(files) == {}
