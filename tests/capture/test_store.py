"""Old captures stay whole until the new ones are complete, and what an author wrote outlives every one of them."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from axiombook.capture import store
from axiombook.capture.taken import Taken
from axiombook.capture.trouble import Trouble
from tests.tiny import files_in

NEW = Taken(
    "chain",
    "PROBE chain file=ffff888000003000\nPROBE chain socket=ffff888000004000\n",
    "insmod chain.ko; socket_test; rmmod chain; dmesg",
    "qemu",
    "6.1.0-56-cloud-amd64",
    datetime(2026, 11, 24, 3, 0, 0, 123, tzinfo=UTC),
    ("probes/chain.c", "probes/probe.h"),
    ("the time stamp is cut off",),
)


def keep(book: Path, *taken: Taken) -> Path:
    folder = book / "proofs" / "captures" / "6.1"
    with store.beside(folder) as copy:
        store.write(taken, copy, book / "proofs" / "sources")
        store.swap(copy, folder)
    return folder


def test_provenance_says_where_the_log_came_from(book: Path) -> None:
    table = tomllib.loads((keep(book, NEW) / "chain.toml").read_text())
    chain = (book / "proofs" / "sources" / "probes" / "chain.c").read_bytes()
    assert table["command"] == NEW.command
    assert table["taken"] == datetime(2026, 11, 24, 3, 0, 0, tzinfo=UTC)
    assert table["sha256"] == hashlib.sha256(NEW.log.encode()).hexdigest()
    assert table["sources"]["probes/chain.c"] == hashlib.sha256(chain).hexdigest()
    assert table["normalised"] == ["the time stamp is cut off"]


def test_what_the_author_wrote_stays(book: Path) -> None:
    text = (keep(book, NEW) / "chain.toml").read_text()
    table = tomllib.loads(text)
    assert table["values"]["socket"] == "PROBE chain socket=([0-9a-f]+)"
    assert table["chain"] == [{"name": "struct socket", "at": "socket"}]
    assert table["did"] == {"sock_alloc": "takes a piece"}
    assert "# the struct socket" in text
    assert "# what the author says about this capture" in text


def test_a_capture_that_is_new_gets_a_table_for_its_values(book: Path) -> None:
    fresh = Taken("fresh", "one\n", "echo one", "qemu", "6.1", NEW.taken)
    folder = keep(book, fresh)
    assert tomllib.loads((folder / "fresh.toml").read_text())["values"] == {}
    assert (folder / "chain.log").is_file()


def test_until_the_swap_nothing_has_changed(book: Path) -> None:
    folder = book / "proofs" / "captures" / "6.1"
    before = files_in(book / "proofs")
    with store.beside(folder) as copy:
        store.write([NEW], copy, book / "proofs" / "sources")
        assert files_in(folder)["chain.log"] == before["captures/6.1/chain.log"]
    assert files_in(book / "proofs") == before


def test_a_run_that_fails_leaves_nothing_behind(book: Path) -> None:
    folder = book / "proofs" / "captures" / "6.1"
    before = files_in(book / "proofs")
    with pytest.raises(KeyboardInterrupt), store.beside(folder) as copy:
        store.write([NEW], copy, book / "proofs" / "sources")
        raise KeyboardInterrupt
    assert files_in(book / "proofs") == before


def test_a_provenance_that_is_no_toml_is_never_thrown_away(book: Path) -> None:
    folder = book / "proofs" / "captures" / "6.1"
    (folder / "chain.toml").write_text("[values\n")
    before = files_in(book / "proofs")
    with pytest.raises(Trouble, match=r"chain\.toml is no TOML"):
        keep(book, NEW)
    assert files_in(book / "proofs") == before


def test_a_swap_that_the_power_cut_short_is_taken_back(book: Path) -> None:
    folder = book / "proofs" / "captures" / "6.1"
    before = files_in(folder)
    folder.rename(folder.with_name(".6.1.old"))
    store.recover(folder)
    assert files_in(folder) == before


def test_the_first_captures_of_a_book_need_no_folder(book: Path) -> None:
    folder = book / "proofs" / "captures" / "6.12"
    with store.beside(folder) as copy:
        store.write([NEW], copy, book / "proofs" / "sources")
        store.swap(copy, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["chain.log", "chain.toml"]


def test_a_capture_on_another_kernel_begins_with_the_tables_of_the_first(book: Path) -> None:
    first = keep(book, NEW)
    other = first.with_name("6.12")
    with store.beside(other) as copy:
        store.inherit((NEW,), first, copy)
        store.write((NEW,), copy, book / "proofs" / "sources")
        store.swap(copy, other)
    read = store.read(other, "chain", book)
    theirs = store.read(first, "chain", book)
    assert read is not None and theirs is not None and read.values == theirs.values != {}
    mine = (other / "chain.toml").read_text() + "# what an author adds stays\n"
    (other / "chain.toml").write_text(mine)
    with store.beside(other) as copy:
        store.inherit((NEW,), first, copy)
        assert (copy / "chain.toml").read_text() == mine
