"""What a browser prints of a page: black on white, nothing of the screen's controls, nothing alone at a page's foot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from axiombook.command import main

from ..tiny import with_capture, write
from .conftest import ALONE, pages_of


@pytest.fixture(scope="module")
def site(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("print") / "site"
    assert main(["build", "--book", str(many), "--out", str(out)]) == 0
    return out


def printed(browser: Browser, page: Path, out: Path) -> list[list[str]]:
    """The rows of each page of paper."""
    opened = browser.new_page()
    opened.goto(page.as_uri())
    opened.pdf(path=out, prefer_css_page_size=True)
    opened.close()
    return pages_of(out)


@pytest.mark.parametrize("name", ["book.html", "01-one.html", "01-one.theory.html"])
def test_no_page_ends_in_a_number_or_a_heading(browser: Browser, site: Path, tmp_path: Path, name: str) -> None:
    pages = printed(browser, site / name, tmp_path / "printed.pdf")
    assert len(pages) > 3
    for page in pages:
        assert not re.fullmatch(ALONE, page[-1].strip())


@pytest.mark.parametrize(
    "name", ["index.html", "01-one.html", "01-one.questions.html", "terms.html", "map.html", "ledger.html"]
)
def test_no_control_is_printed(browser: Browser, site: Path, tmp_path: Path, name: str) -> None:
    rows = "\n".join(row for page in printed(browser, site / name, tmp_path / "printed.pdf") for row in page)
    assert not re.search(r"\[ \]|search /|keys \?|three panels|copy|where am I|to the text", rows)


# ---- Figures: one that fits on a page is not cut, a longer one only between its boxes

LOG = "\n".join(
    [*(f"box{at}=ffff8880000010{at:02}" for at in range(1, 10)), *(f"row {at} of 50" for at in range(1, 51))]
)
VALUES = "".join(f"box{at} = 'box{at}=([0-9a-f]+)'\n" for at in range(1, 10))
FIELDS = "".join(f'field_{at} = "box1", ' for at in range(1, 5)).removesuffix(", ")


def with_chain(folder: Path, boxes: int, lines: int) -> Path:
    """A book of one lesson: some lines, then one with a chain of boxes, each 9 rows, and 50 rows of a log."""
    chain = "".join(
        f'[[chain]]\nname = "struct {at}"\nat = "box{at}"\nfields = {{ {FIELDS} }}\n' for at in range(1, boxes + 1)
    )
    lesson = "# One\n\n" + "1. 1 + 1 = 2.\n" * lines + "1. 2 + 2 = 4.\n\n"
    lesson += "   ```{chain} probe\n   ```\n\n   ```{log} probe\n   match: row\n   ```\n"
    files = with_capture(lesson, LOG + "\n", f"[values]\n{VALUES}{chain}")
    book = write(folder / "book", files, settings='[lint]\nT002 = "off"\nT004 = "off"\n')
    assert main(["build", "--book", str(book), "--out", str(folder / "site")]) == 0
    return folder / "site"


def pages_with(pages: list[list[str]], pattern: str) -> dict[int, int]:
    """The pages that hold rows of a kind, each with how many."""
    counts = {at: sum(bool(re.search(pattern, row)) for row in page) for at, page in enumerate(pages, 1)}
    return {at: count for at, count in counts.items() if count}


@pytest.mark.parametrize("name", ["01-one.html", "book.html"])
@pytest.mark.parametrize("lines", [1, 11, 17, 23])
def test_a_figure_that_fits_on_a_page_is_not_cut(browser: Browser, tmp_path: Path, name: str, lines: int) -> None:
    pages = printed(browser, with_chain(tmp_path, 5, lines) / name, tmp_path / "printed.pdf")
    assert list(pages_with(pages, r"\+---").values()) == [10]
    assert list(pages_with(pages, r"row \d+ of 50").values()) == [50]


@pytest.mark.parametrize("name", ["01-one.html", "book.html"])
@pytest.mark.parametrize("lines", [1, 11, 17])
def test_a_longer_one_is_cut_between_boxes_and_begins_under_its_line(
    browser: Browser, tmp_path: Path, name: str, lines: int
) -> None:
    pages = printed(browser, with_chain(tmp_path, 9, lines) / name, tmp_path / "printed.pdf")
    edges = pages_with(pages, r"\+---")
    assert sum(edges.values()) == 18 and all(count % 2 == 0 for count in edges.values())
    assert min(edges) == min(pages_with(pages, r"2 \+ 2 = 4"))
