"""export cards: every question with its answer, as a program that asks again reads them."""

from __future__ import annotations

import csv
from pathlib import Path

from axiombook.command import main
from tests.tiny import write

LESSON = """# One

1. `2 * 4 = 8`.

   Q: Is it "8",
      or 9?
   A: =8

   Wrong: 9.
   Right: 8.

   Puzzle: `3 * 3`?
   Solution: {{probe.at}}, since `3 * 3 = 9`.

2. `2 + 2 = 4`.
"""
HEAD = ["question", "answer", "line", "address"]


def test_a_card_has_a_question_its_answer_and_where_it_stands(tmp_path: Path) -> None:
    book = write(tmp_path / "b", LESSON.replace("{{probe.at}}", "9"), "is it or since", settings='title = "A book"\n')
    assert main(["export", "cards", "--book", str(book), "--out", str(tmp_path)]) == 0
    with (tmp_path / "a-book.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        HEAD,
        ['Is it "8", or 9?', "'=8", "1.01", "01-one.html#q1"],  # a table would compute =8
        ["3 * 3?", "9, since 3 * 3 = 9.", "1.01", "01-one.html#q1"],
    ]


def test_the_address_is_the_one_of_the_site_if_the_book_has_one(tmp_path: Path) -> None:
    book = write(
        tmp_path / "b", LESSON.replace("{{probe.at}}", "9"), "is it or since", 'site = "https://a.example/b"\n'
    )
    assert main(["export", "cards", "--book", str(book), "--out", str(tmp_path)]) == 0
    [made] = tmp_path.glob("*.csv")
    assert "https://a.example/b/01-one.html#q1" in made.read_text()
