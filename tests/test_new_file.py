"""A new file holds the parts that it was written from, and its checksum is told."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook import new_file
from axiombook.new_file import write

PARTS = st.lists(st.binary(max_size=9), max_size=12)


@given(PARTS, st.integers(1, 5), st.booleans())
def test_a_file_holds_its_parts_and_its_checksum_is_told(parts: list[bytes], at_once: int, mapped: bool) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(19, "No such device")  # what a disk says that cannot be mapped

    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(new_file, "_AT_ONCE", at_once)
        if not mapped:
            patch.setattr(new_file, "mmap", refused)
        path = Path(folder) / "page"
        told = write(path, [*parts[:3], *map(memoryview, parts[3:])])
        assert path.read_bytes() == b"".join(parts)
        assert told == hashlib.sha256(b"".join(parts)).hexdigest()


@given(PARTS, st.integers(0, 60))
def test_what_a_call_left_out_is_what_follows(parts: list[bytes], written: int) -> None:
    assert b"".join(new_file._behind(parts, written)) == b"".join(parts)[written:]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write(tmp_path / "page", [b"new"])
    assert (tmp_path / "page").read_bytes() == b"old"
