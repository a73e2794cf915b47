"""Killed, doubled, robbed of its files or of its clock, a build leaves a whole site or says in a sentence why not."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from axiombook.capture import store
from axiombook.check import check_book
from axiombook.read import read_book
from axiombook.read.files import Files
from axiombook.remembered import TICK
from tests.faults.writers import is_whole, kill, killed_build, killed_keeper, whole, writer
from tests.tiny import files_in, with_capture, write

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


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_builds(tmp_path: Path) -> None:
    book = write(tmp_path, BOOK)
    assert build(book).returncode == 0
    chance = random.Random(3)
    assert all(killed_build(book, chance, 0.6) for _ in range(5))
    assert build(book).returncode == 0 and is_whole(book / "site")
    assert sorted(path.name for path in book.iterdir()) == [".cache", "content", "proofs", "site"]


def test_captures_killed_at_any_moment_are_whole(tmp_path: Path) -> None:
    chance = random.Random(5)
    assert all(killed_keeper(tmp_path / "6.1", chance) for _ in range(4))


def test_builds_at_once_each_leave_a_whole_site(tmp_path: Path) -> None:
    book = write(tmp_path, BOOK)
    command = [sys.executable, str(ROOT / "build.py"), "build", "--book", str(book)]
    builds = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait(200) for process in builds] == [0, 0, 0, 0]
    assert is_whole(book / "site") and build(book).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of half a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a disk needs root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full_leaves_the_old_site(disk: Path, tmp_path: Path) -> None:
    book = write(tmp_path / "book", BOOK)
    out = disk / "site"
    assert build(book, "--out", str(out)).returncode == 0
    before = files_in(out)
    for at in range(9):  # every page another: the old and the new site do not fit on the disk together
        (book / f"content/{at + 2:02}-more.md").write_text("# More\n\n" + "1. `2 * 2 = 4`.\n" * 300)
    done = build(book, "--out", str(out))
    assert done.returncode == 2 and "No space left" in done.stderr and "Traceback" not in done.stderr
    assert files_in(out) == before and [path.name for path in disk.iterdir()] == ["site"]


def test_a_disk_that_may_only_be_read_is_told_and_a_book_on_it_is_checked(disk: Path) -> None:
    book = write(disk / "book", {**BOOK, "proofs/captures/more.txt": ""})
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = build(book)
    assert done.returncode == 2 and "Read-only file system" in done.stderr and "Traceback" not in done.stderr
    checked = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check", "--book", str(book)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0 and "Traceback" not in checked.stderr


@pytest.mark.parametrize("moment", [-10_000_000, 10_000_000])
def test_a_clock_that_was_wrong_makes_nobody_remember_what_is_no_more(moment: int, tmp_path: Path) -> None:
    """Every file is dated so many seconds from now, before and after the change: only what the disk says differs."""
    book = write(tmp_path, BOOK)
    then = time.time() + moment

    def dated() -> None:
        for path in [*book.rglob("content/*"), *book.rglob("proofs/**/*")]:
            os.utime(path, (then, then))

    dated()
    time.sleep(2 * TICK / 1e9)
    assert build(book).returncode == 0
    (book / "content/01-one.md").write_text(LESSON.replace("2 * 2 = 4", "3 * 2 = 6"))
    dated()
    assert build(book).returncode == 0
    assert b"3 * 2" in (book / "site/01-one.html").read_bytes().replace(b"&#42;", b"*")


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
