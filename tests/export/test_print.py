"""What a browser prints of a page: black on white, nothing of the screen's controls, nothing alone at a page's foot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from axiombook.command import main

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
