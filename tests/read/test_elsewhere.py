"""Chapters of books that were not written for this format, read in with the rules off."""

from __future__ import annotations

from pathlib import Path

from axiombook.check import check_book
from axiombook.pages import load, render
from axiombook.pages.highlight import highlighted_as
from tests.tiny import codes, read

THEME = Path(__file__).resolve().parents[2] / "theme"
OFF = '[lint]\nR001 = "off"\nT002 = "off"\n'
CHAPTER = "# A chapter\n\nProse from elsewhere.\n"


def test_a_chapter_without_a_numbered_line_is_shown_where_the_rules_are_off(tmp_path: Path) -> None:
    book = read(tmp_path, CHAPTER, settings=OFF)
    checked = check_book(book)
    pages = {page.address: page.content.decode() for page in render(book, checked, load(THEME))}
    assert checked.findings == ()
    assert "Prose from elsewhere." in pages["01-one.html"]


def test_where_they_are_on_its_text_is_refused(tmp_path: Path) -> None:
    assert "R001:3" in codes(tmp_path, CHAPTER)


def test_a_chapter_that_holds_nothing_but_its_title_is_refused_either_way(tmp_path: Path) -> None:
    assert codes(tmp_path, "# A chapter\n", settings=OFF) == ["F001:1"]


def test_a_listing_whose_lexer_drops_a_row_is_shown_plain() -> None:
    assert highlighted_as("console", "$ cargo new\nCreated\n$ cd new") == ("$ cargo new", "Created", "$ cd new")
    assert highlighted_as("console", "$ a < b") == ("$ a &lt; b",)
