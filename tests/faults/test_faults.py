"""Killed, doubled, robbed of its files or of its clock, a build leaves a whole site or says in a sentence why not."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from axiombook.capture import store
from axiombook.check import check_book
from axiombook.read import read_book
from axiombook.read.files import Files
from tests.faults.writers import kill, whole, writer
from tests.tiny import with_capture, write

ROOT = Path(__file__).resolve().parents[2]
LESSON = "# One\n\n1. `2 * 2 = 4`.\n2. {{probe.at}} was there.\n\n   ```{source} a.c\n   ```\n"
BOOK = with_capture(LESSON, "at=17\n", "[values]\nat = 'at=(\\d+)'\n", **{"proofs/sources/a.c": "int a;\n"})


def build(book: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), "build", "--book", str(book), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_writer_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    chance = random.Random(7)
    assert all(kill(tmp_path / "site", chance) for _ in range(4))


def test_writers_at_once_never_mix_their_pages(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with writer(site, "ab", 4) as one, writer(site, "bc", 4) as two, writer(site, "ca", 4) as three:
        assert [process.wait(100) for process in (one, two, three)] == [0, 0, 0]
    assert whole(site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_captures_killed_between_the_two_moves_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "6.1"
    folder.mkdir()
    (folder / "a.log").write_text("old\n")
    folder.rename(tmp_path / ".6.1.old")  # the first of the two moves of a swap
    with store.beside(folder) as copy:
        assert (copy / "a.log").read_text() == "old\n"
    assert (folder / "a.log").read_text() == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["6.1"]


@pytest.mark.parametrize("gone", [name for name in BOOK if not name.endswith("vocabulary.txt")])
def test_a_file_that_vanishes_while_the_book_is_read_is_told(gone: str, tmp_path: Path) -> None:
    class Vanishing(Files):
        def read(self, file: str) -> bytes:
            if file == gone:
                (self.root / file).unlink(missing_ok=True)
            return super().read(file)

    root = write(tmp_path, BOOK)
    problems = check_book(read_book(root, files=Vanishing(root))).findings
    assert any("cannot be read" in finding.message for finding in problems)


def test_the_clock_of_a_file_changes_nothing_of_a_site(tmp_path: Path) -> None:
    book = write(tmp_path / "book", BOOK)
    sites = []
    for moment in (0, 1_700_000_000, 4_000_000_000):
        for path in book.rglob("*"):
            os.utime(path, (moment, moment))
        assert build(book).returncode == 0
        sites.append({path.name: path.read_bytes() for path in (book / "site").iterdir() if path.is_file()})
    assert sites[0] == sites[1] == sites[2]


def test_a_folder_that_nobody_may_write_in_is_told(tmp_path: Path) -> None:
    """/proc refuses new files, root's too."""
    done = build(write(tmp_path, BOOK), "--out", "/proc/site")
    assert done.returncode == 2 and done.stderr.startswith("build.py:") and "Traceback" not in done.stderr
