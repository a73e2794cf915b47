"""What is seen of a folder: every save, in whatever way an editor does it, once, and nothing that the builder does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.read import read_book
from axiombook.watch import Burst, Change, Watch
from tests.serve.conftest import LESSON, wait

OTHER = "content/01-one.md"


def in_place(path: Path) -> None:
    path.write_text("# A\n\n1. `1 + 1 = 2`.\n", encoding="utf-8")


def by_rename(path: Path) -> None:
    aside = path.with_name(f".{path.name}.new")
    in_place(aside)
    aside.replace(path)


def with_backup(path: Path) -> None:
    path.rename(path.with_name(path.name + "~"))
    in_place(path)


def rights(path: Path) -> None:
    path.chmod(0o600)


@pytest.mark.parametrize("save", [in_place, by_rename, with_backup, rights, Path.unlink])
def test_a_save_of_any_kind_is_seen(save: Callable[[Path], None], book: Path) -> None:
    seen: list[Change] = []
    with Watch(book, book / "theme", seen.append):
        save(book / LESSON)
        wait(lambda: any(LESSON in change.files for change in seen))


def test_new_folders_are_seen_with_what_is_in_them(book: Path) -> None:
    seen: list[Change] = []
    with Watch(book, book / "theme", seen.append):
        (book / "proofs/captures/6.1").mkdir(parents=True)
        wait(lambda: any(change.all for change in seen))
        log = book / "proofs/captures/6.1/a.log"

        def written() -> bool:
            log.write_text("a\n", encoding="utf-8")
            return any("proofs/captures/6.1/a.log" in change.files for change in seen)

        wait(written)


def test_reading_the_book_and_hidden_files_are_no_changes(book: Path) -> None:
    seen: list[Change] = []
    with Watch(book, book / "theme", seen.append):
        check_book(read_book(book))
        (book / "content/.02-two.md.swp").write_text("x", encoding="utf-8")
        (book / "notes.txt").write_text("x", encoding="utf-8")
        in_place(book / OTHER)  # what came before this is over when this is seen
        wait(lambda: any(OTHER in change.files for change in seen))
    assert {file for change in seen for file in change.files} == {OTHER}


def test_a_burst_is_answered_once_with_all_that_changed() -> None:
    answered: list[Change] = []

    async def written() -> None:
        burst = Burst(asyncio.get_running_loop(), answered.append)
        for name in ("a", "b", "a"):
            burst.changed(Change(frozenset({name})))
        await asyncio.sleep(0)  # the loop takes them in
        assert not answered
        burst.settle()
        burst.settle()

    in_thread(written)
    assert answered == [Change(frozenset({"a", "b"}))]


def in_thread(work: Callable[[], object]) -> None:
    """Runs a coroutine apart from the loop that a browser of another test may have open."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(work())).result()  # type: ignore[arg-type]
