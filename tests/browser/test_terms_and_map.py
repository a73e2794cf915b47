"""Terms in both directions, and the map: by keyboard, by pointer, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, Open
from .test_lesson import scripted

pytestmark = pytest.mark.browser


def go(page: Page, name: str, within: str, by: str) -> None:
    link = page.locator(within).get_by_role("link", name=name, exact=True).first
    if by == "keyboard":
        link.focus()
        page.keyboard.press("Enter")
    else:
        link.click()


@pytest.mark.parametrize("by", ["keyboard", "pointer"])
@pytest.mark.parametrize("width", WIDTHS)
@scripted
def test_a_term_leads_down_to_the_axioms_and_back_up_to_its_uses(
    open_page: Open, width: int, script: bool, by: str
) -> None:
    page = open_page("terms.html", width, script=script)
    go(page, "pointer", "nav.index", by)
    page.wait_for_url("**/terms.html#t-pointer")
    tree = page.locator("#t-pointer pre")
    expect(tree).to_contain_text("7.02 pointer\n+- 1.03 byte")
    expect(tree).to_contain_text("7.01 address")
    go(page, "1.03 byte", "#t-pointer pre", by)
    page.wait_for_url("**/terms.html#t-byte")
    expect(page.locator("#t-byte")).to_be_in_viewport()
    go(page, "1.02 bit", "#t-byte pre", by)
    page.wait_for_url("**/terms.html#t-bit")
    expect(page.locator("#t-bit")).to_contain_text("used by")
    go(page, "1.03", "#t-bit p:last-child", by)
    page.wait_for_url("**/01-bit.html#l3")
    expect(page.locator("#l3")).to_be_in_viewport()


def test_each_term_has_its_line_its_tree_and_its_uses(open_page: Open) -> None:
    page = open_page("terms.html")
    for name, line in (("bit", "1.02"), ("byte", "1.03"), ("address", "7.01"), ("pointer", "7.02")):
        entry = page.locator(f"#t-{name}")
        expect(entry.locator(".no")).to_have_text(line)
        expect(entry).to_contain_text("used by")
        expect(entry).to_contain_text("rests on the vocabulary alone" if name == "bit" else f"{line} {name}\n+- ")


@pytest.mark.parametrize("by", ["keyboard", "pointer"])
@pytest.mark.parametrize("width", WIDTHS)
@scripted
def test_a_row_of_the_map_leads_to_its_words_and_they_to_the_lesson(
    open_page: Open, width: int, script: bool, by: str
) -> None:
    page = open_page("map.html", width, script=script)
    expect(page.locator(".map")).to_have_text("1 \\ The bit\n7 #\\ The pointer and its bytes", use_inner_text=True)
    go(page, "7 The pointer and its bytes", ".map", by)
    page.wait_for_url("**/map.html#lesson-2")
    words = page.locator("#lesson-2")
    expect(words).to_be_in_viewport()
    expect(page.locator("#lesson-2 + dd")).to_have_text("rests on 1")
    expect(page.locator("#lesson-1 + dd + dd")).to_have_text("used by 7")
    go(page, "7 The pointer and its bytes", "#lesson-2", by)
    page.wait_for_url("**/07-pointer.html")


def test_the_map_is_black_and_white(open_page: Open) -> None:
    page = open_page("map.html")
    colours = page.evaluate(
        """[...new Set([...document.querySelectorAll("body, body *")].flatMap(each => {
            const style = getComputedStyle(each);
            return [style.color, style.backgroundColor, style.borderBottomColor];
        }))]"""
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
