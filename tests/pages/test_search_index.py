"""search-index.js: rows that say what each thing is, its name, its text and its address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from axiombook.check import check_book
from axiombook.check.rule import capture
from axiombook.pages import Theme, render
from tests.tiny import read

LESSON = "# One\n\n1. {{probe.file}} it is, `2 * 2 = 4`.\n\n   ```{log} probe\n   lines: 1-2\n   ```\n"
LOG = "file=ffff888000001010\nname=filp\n\n  ---\n  sk   <unused>\n"
TABLES = "[values]\nfile = 'file=([0-9a-f]+)'\nname = 'name=(\\w+)'\n"


class Captured(NamedTuple):
    """The row of a capture, and what stands within."""

    about: tuple[str, ...]
    values: list[list[str | int]]
    log: list[str]


def in_folder(folder: str, log: str) -> dict[str, str | bytes]:
    return {path.replace("captures/", f"captures/{folder}/"): text for path, text in capture(log, TABLES).items()}


def index_of(root: Path, theme: Theme, *kernels: str, lesson: str = LESSON) -> list[list[Any]]:
    """The index of a book that shows 2 rows of a log, taken on some kernels."""
    files: dict[str, str | bytes] = {"content/01-one.md": lesson}
    for kernel in kernels:
        files |= in_folder(kernel, LOG)
    book = read(root, files, "it is", 'captures = "6.1"\n')
    text = {page.address: page.content.decode() for page in render(book, check_book(book), theme)}["search-index.js"]
    rows: list[list[Any]] = json.loads(text.removeprefix("searchIn(").removesuffix(");\n"))
    return rows


def captures_in(index: list[list[Any]]) -> list[Captured]:
    return [Captured(tuple(row[:4]), row[4], row[5]) for row in index if row[0] == "capture"]


def test_an_address_on_the_page_of_the_row_before_names_no_page(tmp_path: Path, theme: Theme) -> None:
    rows = [(kind, address) for kind, _, _, address, *_ in index_of(tmp_path, theme, "6.1")]
    assert rows == [
        ("lesson", "01-one.html"),
        ("line", "01-one.html#l1"),
        ("proof", "#p1"),
        ("proof", "#p1"),
        ("capture", "evidence.html#capture:6.1/probe"),
    ]


def test_a_capture_holds_its_values_and_the_rows_of_its_log_that_no_lesson_shows(tmp_path: Path, theme: Theme) -> None:
    [found] = captures_in(index_of(tmp_path, theme, "6.1"))
    assert found.about[:2] == ("capture", "6.1/probe")
    assert found.values == [["file", "0xffff888000001010", 1], ["name", "filp", 2]]
    assert found.log == ["", "", "", "", "sk <unused>"]


def test_a_row_that_no_lesson_shows_any_more_is_found_in_the_log(tmp_path: Path, theme: Theme) -> None:
    [found] = captures_in(index_of(tmp_path, theme, "6.1", lesson=LESSON.replace("lines: 1-2", "lines: 1")))
    assert found.log == ["", "name=filp", "", "", "sk <unused>"]


def test_what_is_captured_on_a_second_kernel_leads_to_the_capture_where_the_site_has_no_log(
    tmp_path: Path, theme: Theme
) -> None:
    first, second = captures_in(index_of(tmp_path, theme, "6.1", "6.12"))
    assert first.log and first.values[0] == ["file", "0xffff888000001010", 1]
    assert (second.about[3], second.log) == ("#capture:6.12/probe", [])
    assert second.values[0] == ["file", "0xffff888000001010", 0]
