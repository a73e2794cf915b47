"""What was made for one state of a book is taken up by the next command, where this machine wrote it, and nowhere else."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import stat
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from axiombook.check import check_book
from axiombook.kept import Kept
from axiombook.packed import packed, unpacked
from axiombook.pages import load, render
from axiombook.read import read_book
from axiombook.remembered import FOLDER, TICK
from axiombook.snapshot import Snapshot
from tests.serve.conftest import ROOT
from tests.serve.test_incremental import DOUBLED, EDITS, START
from tests.tiny import with_capture, write

LESSON = "# One\n\n1. **nibble** = a count of 4.\n2. A nibble is at {{probe.at}}. {#at}\n\n   ```{log} probe\n   ```\n"
BOOK = {
    **with_capture(LESSON, "at=8\n", "[values]\nat = 'at=(\\w+)'\n"),
    "content/02-two.md": "# Two\n\n1. Two nibbles: `2 * 4 = 8`. {#two}\n",
}


def saved(root: Path) -> Path:
    """A book whose snapshot was written."""
    write(root, BOOK)
    kept = Kept()
    check_book(read_book(root, kept), kept)
    with Snapshot(root).saved(kept):
        pass
    return root


def made_anew(root: Path) -> int:
    """How many results a check has to make, with the snapshot that is there."""
    kept = Snapshot(root).load()
    check_book(read_book(root, kept), kept)
    return kept.made


def everything(tmp_path: Path) -> int:
    return made_anew(write(tmp_path / "fresh", BOOK))


def test_nothing_is_made_again_where_nothing_changed(tmp_path: Path) -> None:
    assert made_anew(saved(tmp_path / "book")) == 0
    assert everything(tmp_path) > 20


def test_a_changed_lesson_costs_itself_alone(tmp_path: Path) -> None:
    root = saved(tmp_path / "book")
    write(root, {"content/02-two.md": "# Two\n\n1. Two nibbles and one: `3 * 4 = 12`. {#two}\n"})
    assert 0 < made_anew(root) < everything(tmp_path) / 2


def test_what_a_check_finds_is_the_same_with_a_snapshot_and_without(tmp_path: Path) -> None:
    root = saved(tmp_path / "book")
    write(root, {"content/02-two.md": "# Two\n\n1. Two nibblets: `2 * 4 = 9`, later.\n"})
    kept = Snapshot(root).load()
    assert check_book(read_book(root, kept), kept).findings == check_book(read_book(root)).findings


@settings(max_examples=int(os.environ.get("EDITS", "40")), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=8))
@example(DOUBLED)
def test_every_page_after_edits_and_a_stay_on_disk_is_what_a_clean_build_makes(
    edits: list[tuple[str, str | None]],
) -> None:
    theme = load(ROOT / "theme")
    with tempfile.TemporaryDirectory() as folder:
        root, known = write(Path(folder) / "book", START), b""
        for name, text in edits:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).unlink(missing_ok=True) if text is None else write(root, {name: text})
            kept = Kept(unpacked(memoryview(known)) if known else ())
            book = read_book(root, kept)
            with_kept = tuple(render(book, check_book(book, kept), load(ROOT / "theme"), kept=kept))
            known = b"".join(packed(tuple(kept.entries())))
            fresh = read_book(root)
            clean = tuple(render(fresh, check_book(fresh), theme))
            assert {page.address: page.sum for page in with_kept} == {page.address: page.sum for page in clean}
            assert {page.address: page.content for page in with_kept} == {page.address: page.content for page in clean}


class Bomb:
    """Runs a command where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.mark),)


def test_a_snapshot_that_came_with_a_book_is_never_opened(tmp_path: Path) -> None:
    root = saved(tmp_path / "book")
    (root / FOLDER / "kept.pickle").write_bytes(pickle.dumps(Bomb(tmp_path / "mark")))
    assert made_anew(root) == everything(tmp_path)
    shutil.copytree(root, tmp_path / "copy", copy_function=shutil.copy2)
    assert made_anew(tmp_path / "copy") == everything(tmp_path)
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_snapshot_with_the_times_of_the_true_one_is_not_believed(seconds: int, tmp_path: Path) -> None:
    root = saved(tmp_path / "book")
    path = root / FOLDER / "kept.pickle"
    true = path.stat()
    time.sleep(TICK / 1e9)
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(true.st_atime_ns, true.st_mtime_ns + seconds))
    assert made_anew(root) == everything(tmp_path)


def test_on_a_disk_of_whole_seconds_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = saved(tmp_path / "book")
    noted = json.loads((root / FOLDER / "kept.json").read_text())
    noted["file"] = []
    (root / FOLDER / "kept.json").write_text(json.dumps(noted))
    monkeypatch.setattr("axiombook.snapshot.identity", lambda seen: [])
    assert made_anew(root) == everything(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 9999, '{"engine": 1}'])
def test_a_note_that_cannot_be_read_is_no_trouble(text: str, tmp_path: Path) -> None:
    root = saved(tmp_path / "book")
    (root / FOLDER / "kept.json").write_text(text)
    assert made_anew(root) == everything(tmp_path)


def test_another_engine_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = saved(tmp_path / "book")
    monkeypatch.setattr("axiombook.snapshot.ENGINE", tmp_path)
    assert made_anew(root) == everything(tmp_path)


def test_little_news_is_not_worth_a_new_one(tmp_path: Path) -> None:
    root = saved(tmp_path / "book")
    before = (root / FOLDER / "kept.pickle").stat().st_ino
    kept = Snapshot(root).load()
    check_book(read_book(root, kept), kept)
    with Snapshot(root).saved(kept):
        pass
    assert (root / FOLDER / "kept.pickle").stat().st_ino == before


def test_a_book_that_cannot_be_written_to_is_read_all_the_same(tmp_path: Path) -> None:
    root = write(tmp_path / "book", BOOK)
    (root / ".cache").write_text("in the way")
    kept = Kept()
    check_book(read_book(root, kept), kept)
    with Snapshot(root).saved(kept):
        pass
    assert stat.S_ISREG((root / ".cache").stat().st_mode)
