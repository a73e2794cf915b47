"""Search over the whole book, from a folder, by keyboard and by pointer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, Open
from .test_every_page import AXE, RUN

pytestmark = pytest.mark.browser
LESSON = "07-pointer.html"


def seek(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    expect(page.locator("#tool-found a").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_term_is_found_as_it_is_typed_and_opened_by_keyboard(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width)
    seek(page, "byt")
    expect(page.locator("#tool-found a").first).to_contain_text("term byte, octet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/01-bit.html#t-byte")


@pytest.mark.parametrize(
    ("sought", "kind", "address"),
    [
        ("7.04", "line 7.04", "07-pointer.html#l4"),
        ("0xffff8880053cde20", "line 7.04", "07-pointer.html#l4"),
        ("new kind of thing", "question 7.03", "07-pointer.html#q3"),
        ("chain.c", "source probes/chain.c", "evidence.html#source:probes/chain.c"),
        ("octet", "term byte, octet", "01-bit.html#t-byte"),
        ("PROBE", "proof 7.03", "07-pointer.html#p3"),
    ],
)
def test_each_kind_is_found(open_page: Open, sought: str, kind: str, address: str) -> None:
    page = open_page("index.html")
    seek(page, sought)
    row = page.locator("#tool-found a", has_text=kind).first
    expect(row).to_have_attribute("href", address)
    row.click()
    page.wait_for_url(lambda url: url.endswith(address))
    expect(page.locator("#tool-search")).to_be_hidden()


def test_arrows_walk_what_was_found_and_escape_closes(open_page: Open) -> None:
    page = open_page(LESSON)
    seek(page, "pointer")
    first = page.locator("#tool-found [aria-selected=true]").get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert page.locator("#tool-found [aria-selected=true]").get_attribute("id") != first
    page.keyboard.press("ArrowUp")
    assert page.locator("#tool-found [aria-selected=true]").get_attribute("id") == first
    page.keyboard.press("Escape")
    expect(page.locator("#tool-search")).to_be_hidden()


def test_what_is_nowhere_says_so(open_page: Open) -> None:
    page = open_page(LESSON)
    page.get_by_role("button", name="search /").click()
    page.keyboard.type("xyzzy plugh")
    expect(page.locator("#tool-found-count")).to_have_text("0 found")


def test_the_index_is_loaded_when_it_is_asked_for(open_page: Open) -> None:
    page = open_page(LESSON)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload()
    assert "search-index.js" not in asked
    seek(page, "bit")
    assert asked.count("search-index.js") == 1


def test_without_script_nothing_offers_search(open_page: Open) -> None:
    page = open_page(LESSON, script=False)
    expect(page.locator("#tool-show-search")).to_be_hidden()
    expect(page.locator("#tool-search")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1600])
def test_axe_finds_nothing_in_an_open_search(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width, bypass_csp=True)
    seek(page, "pointer")
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []
