"""export html: one file, every link of which leads inside it or out of the book."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from axiombook.command import main
from axiombook.export import write_whole
from axiombook.export.rewrite import ids_of, rewritten

from ..tiny import write


@pytest.fixture(scope="module")
def made(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    assert main(["export", "html", "--book", str(tiny), "--out", str(folder)]) == 0
    (file,) = folder.iterdir()
    return file


def test_the_file_is_named_for_the_title(tiny: Path, made: Path) -> None:
    assert 'title = "SOCKET"' in (tiny / "content/book.toml").read_text()
    assert made.name == "socket.html"


def test_every_link_leads_inside_or_to_another_host(made: Path) -> None:
    text = made.read_text().partition("<body")[2]
    links = re.findall(r'href="([^"]*)"', text)
    assert len(links) > 50
    assert {link for link in links if not link.startswith("#") and "//" not in link} == set()
    assert {link[1:] for link in links if link.startswith("#")} <= ids_of(text)


def test_a_value_leads_to_its_row_of_the_log_in_the_same_file(made: Path) -> None:
    assert 'class="v" href="#capture:6.1/chain:6"' in made.read_text()


def test_the_file_asks_for_nothing_and_its_policy_lets_its_own_style_in(made: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(made.as_uri())
    assert asked == [made.as_uri()]
    assert page.locator("html").evaluate("e => getComputedStyle(e).fontFamily").endswith("monospace")
    page.close()


def test_an_image_is_put_in(tmp_path: Path) -> None:
    book = write(
        tmp_path / "book",
        {"content/01-one.md": "# One\n\n1. 1 + 1 = 2 ![one](one.png).\n", "content/one.png": b"\x89PNG"},
        settings='[lint]\nT002 = "off"\n',
    )
    assert main(["export", "html", "--book", str(book), "--out", str(tmp_path)]) == 0
    assert 'src="data:image/png;base64,iVBORw=="' in (tmp_path / "a-book.html").read_text()


def test_a_book_with_an_error_is_refused_with_its_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = write(tmp_path / "book", "# One\n\n1. 1 + 1 = 3.\n")
    (tmp_path / "a-book.html").write_text("before")
    assert main(["export", "html", "--book", str(book), "--out", str(tmp_path)]) == 1
    assert "V002" in capsys.readouterr().out
    assert (tmp_path / "a-book.html").read_text() == "before"


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(OSError, match=r"a\.html"):
        write_whole(tmp_path / "a.html", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_markup_comes_out_closed_and_escaped() -> None:
    given = '<p id="a&amp;b">x &lt; y<br>z<img src="q.png" alt=""></p>'
    assert rewritten(given, lambda name, value: None if name == "alt" else value) == (
        '<p id="a&amp;b">x &lt; y<br/>z<img src="q.png"/></p>'
    )
