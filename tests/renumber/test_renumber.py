"""A lesson gets another number: what names it is mended, what cites it needs nothing, nothing is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from axiombook.command import main
from tests.tiny import write

FILES: dict[str, str | bytes] = {
    "content/index.md": "Begin with [one](01-one.md), then [two](./02-two.html#l1).\n",
    "content/01-one.md": "# One\n\n1. **nibble** = a count of 4. {#first}\n",
    "content/02-two.md": "# Two\n\n1. A nibble is [here](01-one.md#first): `2 * 2 = 4`. {#two}\n2. ∴ So is [it](02-two.md), as [two](#two) has.\n",
    "content/04-four.md": (
        "# Four\n\n1. A nibble has `2 + 2 = 4`, as [two](#two) has, [page][p], [not](02-two-more.md).\n\n"
        "[p]: 02-two.md#two\n"
    ),
}
SETTINGS = 'title = "T"  # kept\n\n[[part]]\ntitle = "A"\nfirst = 1\n\n[[part]]\ntitle = "B"\nfirst = 2 # here\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "book", FILES, settings=SETTINGS, words="begin here it so page not")


def tree(book: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (book / "content").iterdir()}


def move(book: Path, old: str, new: str) -> int:
    return main(["renumber", old, new, "--book", str(book)])


def firsts(book: Path) -> list[int]:
    return [part["first"] for part in tomllib.loads((book / "content/book.toml").read_text())["part"]]


def test_every_link_and_the_part_go_along(book: Path) -> None:
    assert move(book, "2", "3") == 0
    now = {name: content.decode() for name, content in tree(book).items()}
    assert "02-two.md" not in now and "[it](03-two.md)" in now["03-two.md"]
    assert "[one](01-one.md), then [two](./03-two.html#l1)" in now["index.md"]
    assert "[p]: 03-two.md#two" in now["04-four.md"] and "[two](#two)" in now["04-four.md"]
    assert "(02-two-more.md)" in now["04-four.md"]
    assert firsts(book) == [1, 3] and "# here" in now["book.toml"] and "# kept" in now["book.toml"]


def test_there_and_back_again_is_where_it_was(book: Path) -> None:
    before = tree(book)
    assert (move(book, "2", "3"), move(book, "3", "2")) == (0, 0)
    assert tree(book) == before


def test_a_part_stays_where_its_first_lesson_leaves_it(book: Path) -> None:
    assert move(book, "2", "9") == 0
    assert firsts(book) == [1, 4]


def test_a_book_that_passed_passes_still(book: Path) -> None:
    (book / "content/04-four.md").write_text("# Two\n\n1. A nibble has `2 + 2 = 4`, as [two](#two) has.\n")
    (book / "content/index.md").write_text("[two](02-two.md)\n")
    assert main(["check", "--book", str(book)]) == 0
    assert move(book, "2", "3") == 0
    assert main(["check", "--book", str(book)]) == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("2", "4", "taken by 04-four.md"), ("2", "2", "taken"), ("7", "8", "no lesson has the number 7"), ("2", "-1", "")],
)
def test_what_cannot_be_moved_stays(
    old: str, new: str, why: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(book)
    assert move(book, old, new) == 2
    assert why in capsys.readouterr().err and tree(book) == before


@pytest.mark.parametrize("spoilt", ["04-four.md", "book.toml"])
def test_a_file_that_cannot_be_read_stops_it_before_anything_is_written(spoilt: str, book: Path) -> None:
    (book / "content" / spoilt).write_bytes(b"title = \xff [[")
    before = tree(book)
    assert move(book, "2", "3") == 2 and tree(book) == before


def test_a_cut_move_loses_nothing_and_is_ended_by_the_same_call(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, cut = book, write(book.parent / "cut", FILES, settings=SETTINGS, words="begin here it so page not")

    def power_off(*given: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", power_off)
        assert move(cut, "2", "3") == 2
    assert set(tree(cut)) == {Path(name).name for name in FILES} | {"book.toml", "vocabulary.txt"}
    assert (move(cut, "2", "3"), move(whole, "2", "3")) == (0, 0)
    assert tree(cut) == tree(whole)
