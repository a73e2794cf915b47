"""While a book is written, a finding is told once, and its mending once."""

from __future__ import annotations

from pathlib import Path

from axiombook.check import check_book
from axiombook.report.told import Told
from tests.tiny import read

WRONG = "1. `2 + 2 = 5`.\n"
RIGHT = "1. `2 + 2 = 4`.\n"


def news(told: Told, folder: Path, text: str) -> str:
    book = read(folder, "# One\n\n" + text)
    return told.news(book, check_book(book).findings)


def test_a_finding_is_told_once_with_its_place(tmp_path: Path) -> None:
    told = Told()
    assert "content/01-one.md:3:5: error V002" in news(told, tmp_path, WRONG)
    assert news(told, tmp_path, WRONG) == ""


def test_a_finding_that_only_moved_is_not_told_again(tmp_path: Path) -> None:
    told = Told()
    news(told, tmp_path, WRONG)
    assert news(told, tmp_path, RIGHT + WRONG) == ""


def test_a_second_one_of_a_kind_is_new_and_a_mended_one_is_counted(tmp_path: Path) -> None:
    told = Told()
    news(told, tmp_path, WRONG)
    assert news(told, tmp_path, WRONG + WRONG).count("V002") == 1
    assert news(told, tmp_path, WRONG + RIGHT) == "1 mended. 1 lesson, 2 lines: 1 error, 0 warnings\n"


def test_the_first_telling_counts_even_where_nothing_is_found(tmp_path: Path) -> None:
    assert news(Told(), tmp_path, RIGHT) == "1 lesson, 1 line: 0 errors, 0 warnings\n"
