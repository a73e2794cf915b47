"""The tiny book beside this file: every kind of block once, read, checked and rendered as the doors do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from axiombook.book import Book
from axiombook.check import check_book
from axiombook.facts import Checked
from axiombook.pages import Theme, load, render
from axiombook.read import read_book

HERE = Path(__file__).parent
THEME = HERE.parents[1] / "theme"


@pytest.fixture(scope="session")
def book() -> Book:
    return read_book(HERE / "book")


@pytest.fixture(scope="session")
def checked(book: Book) -> Checked:
    return check_book(book)


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load(THEME)


@pytest.fixture(scope="session")
def site(book: Book, checked: Checked, theme: Theme) -> dict[str, str]:
    """Address -> text of every page of the tiny book."""
    return {page.address: page.content.decode() for page in render(book, checked, theme)}


@pytest.fixture
def lesson(tmp_path: Path, theme: Theme) -> Callable[[str], dict[str, str]]:
    """Renders a book of one lesson, given as Markdown below its title; every word is allowed."""

    def rendered(text: str, **settings: object) -> dict[str, str]:
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / "01-one.md").write_text(f"# One\n\n{text}", encoding="utf-8")
        (tmp_path / "content" / "book.toml").write_text('[lint]\nT002 = "off"\n', encoding="utf-8")
        book = read_book(tmp_path)
        book = replace(book, settings=replace(book.settings, **settings))
        return {page.address: page.content.decode() for page in render(book, check_book(book), theme)}

    return rendered
