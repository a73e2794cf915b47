"""Search over the whole book, from a folder, by keyboard and by pointer."""

from __future__ import annotations

import re

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


def seek_among(page: Page, text: str, rows: list[list[str]]) -> None:
    """Searches rows that stand for a larger book's."""
    seek(page, "bit")  # from here on the index is loaded
    page.evaluate("rows => searchIn(rows)", rows)
    page.locator("#tool-sought").fill(text)


def of_kind(kind: str, count: int) -> list[list[str]]:
    return [[kind, f"{kind}-{number}", f"says sk_alloc {number}", f"{kind}.html#{number}"] for number in range(count)]


def titles(page: Page) -> list[str]:
    return page.locator("#tool-found [role=option] b").all_text_contents()


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
        ("6.1/chain.sk_socket", "value 6.1/chain.sk_socket", "evidence.html#capture:6.1/chain:8"),
        ("<-- __sys_socket() = 3", "log 6.1/chain:9", "evidence.html#capture:6.1/chain:9"),
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


def test_what_is_said_comes_before_the_many_values(open_page: Open) -> None:
    page = open_page(LESSON)
    kinds = ("value", "source", "proof", "question", "line", "lesson", "term")
    seek_among(page, "sk_alloc", [*of_kind("value", 60), *(row for kind in kinds for row in of_kind(kind, 2))])
    first = [title.partition(" ")[0] for title in titles(page)[:13]]
    assert first[:12:2] == first[1:12:2] == ["term", "lesson", "line", "question", "proof", "source"]
    assert first[12] == "value"


def test_the_values_of_a_capture_whose_name_is_sought_come_after_what_is_said_of_it(open_page: Open) -> None:
    page = open_page(LESSON)
    rows = [
        ["value", "chain.file", "0x1", "evidence.html#capture:chain:1"],
        ["line", "7.03", "a chain", f"{LESSON}#l3"],
    ]
    seek_among(page, "chain", rows)
    assert titles(page) == ["line 7.03", "value chain.file"]


def test_more_is_shown_by_key(open_page: Open) -> None:
    page = open_page(LESSON)
    seek_among(page, "sk_alloc", of_kind("line", 95))
    expect(page.locator("#tool-found-count")).to_have_text("95 found, the first 40 shown")
    page.keyboard.press("ArrowUp")
    more = page.get_by_role("option", name="more shows the next 40 of 55", exact=True)
    expect(more).to_have_attribute("aria-selected", "true")
    expect(page.locator("#tool-sought")).to_have_attribute("aria-activedescendant", "tool-more")
    page.keyboard.press("Enter")
    expect(page.locator("#tool-found-count")).to_have_text("95 found, the first 80 shown")
    assert len(titles(page)) == 81
    expect(page.locator("#tool-found [aria-selected=true]")).to_contain_text("line-40")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#tool-found [aria-selected=true]")).to_contain_text("line-39")


@pytest.mark.parametrize("width", WIDTHS)
def test_more_is_shown_by_pointer_and_the_field_keeps_the_focus(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width)
    seek_among(page, "sk_alloc", of_kind("line", 95))
    for left in ("the next 40 of 55", "the last 15"):
        page.get_by_role("option", name=re.compile(left)).click()
        expect(page.locator("#tool-search")).to_be_visible()
        expect(page.locator("#tool-sought")).to_be_focused()
    expect(page.locator("#tool-found-count")).to_have_text("95 found")
    assert titles(page) == [f"line line-{number}" for number in range(95)]


def test_where_all_that_was_found_is_shown_nothing_offers_more(open_page: Open) -> None:
    page = open_page(LESSON)
    seek_among(page, "sk_alloc", of_kind("line", 40))
    expect(page.locator("#tool-found-count")).to_have_text("40 found")
    assert len(titles(page)) == 40


def test_a_row_of_a_log_that_a_lesson_shows_is_found_there_alone(open_page: Open) -> None:
    page = open_page(LESSON)
    seek(page, "loaded <pid 131>")
    assert titles(page) == ["proof 7.03"]


@pytest.mark.parametrize("spelled", ["0xffff888004d0da00", "ffff888004d0da00", "0XFFFF888004D0DA00"])
def test_an_address_is_found_with_0x_and_without(open_page: Open, spelled: str) -> None:
    page = open_page(LESSON)
    seek(page, spelled)
    assert [title.split()[0] for title in titles(page)] == ["proof"] * 4 + ["value"] * 3
    expect(page.locator("#tool-found a").first).to_contain_text("ffff888004d0da00")


def test_a_number_that_is_typed_with_0x_is_no_part_of_a_longer_one(open_page: Open) -> None:
    page = open_page(LESSON)
    numbers = {"1": "ss=2b", "2": "at 0x2b", "3": "0x2b8", "4": "ffff2b", "5": "ffff2b, then 2b"}
    seek_among(page, "0x2b", [["line", name, text, f"{LESSON}#l{name}"] for name, text in numbers.items()])
    assert titles(page) == ["line 1", "line 2", "line 3", "line 5"]
    page.locator("#tool-sought").fill("2b")
    assert len(titles(page)) == 5


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
    seek_among(page, "sk_alloc", of_kind("line", 41))
    page.locator("#tool-more").scroll_into_view_if_needed()
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []
