"""Which values changed, and which lines of which lessons say something else by it."""

from __future__ import annotations

from pathlib import Path

from axiombook.capture import store
from axiombook.capture.changes import changed_values, touched_lines
from axiombook.capture.report import broken_values, report
from axiombook.read import read_book
from tests.capture.test_store import NEW


def pairs_of(book: Path, log: str) -> list[tuple[object, object]]:
    folder = book / "proofs" / "captures" / "6.1"
    taken = type(NEW)("chain", log, "", "", "", NEW.taken)
    with store.beside(folder) as copy:
        store.write([taken], copy, book / "proofs" / "sources")
        return [(store.read(folder, "chain", book), store.read(copy, "chain", book))]


def test_a_value_that_moved_is_named_with_both_of_its_texts(book: Path) -> None:
    ((before, after),) = pairs_of(book, NEW.log)
    changes = {(change.value, change.before, change.after) for change in changed_values(before, after)}
    assert ("file", "0xffff888000001000", "0xffff888000003000") in changes
    assert len(changes) == 2


def test_a_line_that_computes_with_the_value_is_touched_too(book: Path) -> None:
    ((_, after),) = pairs_of(book, NEW.log)
    touched = touched_lines(read_book(book), {"6.1/chain": after})
    assert [(line.file, line.line, line.id) for line in touched] == [
        ("content/01-chain.md", 3, "1.01"),
        ("content/01-chain.md", 9, "1.02"),
    ]
    assert touched[1].what == ("chain.file + 32: 0xffff888000001020 -> 0xffff888000003020",)


def test_a_line_whose_proof_shows_other_rows_is_touched(book: Path) -> None:
    ((_, after),) = pairs_of(book, "PROBE chain file=ffff888000001000\nPROBE chain socket=ffff888000009000\n")
    (line,) = touched_lines(read_book(book), {"6.1/chain": after})
    assert line.id == "1.01"
    assert line.what == ("its {log} chain shows other lines",)


def test_the_front_page_is_looked_at(book: Path) -> None:
    (book / "content" / "index.md").write_text("# A book\n\nIt starts at {{chain.file}}.\n")
    ((_, after),) = pairs_of(book, NEW.log)
    assert "content/index.md" in {line.file for line in touched_lines(read_book(book), {"6.1/chain": after})}


def test_nothing_changed_is_nothing_said(book: Path) -> None:
    same = (book / "proofs" / "captures" / "6.1" / "chain.log").read_text()
    assert report(book, "6.1", pairs_of(book, same)) == ()


def test_the_report_names_capture_value_lesson_and_line(book: Path) -> None:
    told = "\n".join(report(book, "6.1", pairs_of(book, NEW.log)))
    assert "chain: 2 lines and 2 values changed" in told
    assert "socket: 0xffff888000002000 -> 0xffff888000004000" in told
    assert "content/01-chain.md:3  1.01  chain.file: 0xffff888000001000 -> 0xffff888000003000" in told


def test_a_value_that_the_new_log_does_not_hold_is_told(book: Path) -> None:
    (said,) = broken_values(pairs_of(book, "PROBE chain socket=ffff888000004000\n"))
    assert said.startswith("chain.toml: the value `file` is not in the new log")


def test_a_new_capture_is_told_as_new(book: Path) -> None:
    ((_, after),) = pairs_of(book, NEW.log)
    assert report(book, "6.1", [(None, after)])[0] == "chain: new, 2 lines, 2 values"
