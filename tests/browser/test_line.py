"""The chosen line: its address is copied, and the reader is told where it stands."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, Open
from .test_every_page import AXE, RUN
from .test_lesson import LESSON

pytestmark = pytest.mark.browser
ALLOWED = ["clipboard-read", "clipboard-write"]


def facts(page: Page) -> dict[str, str]:
    """What the page says of the place, by name."""
    names = page.locator("#tool-place dt").all_inner_texts()
    return dict(zip(names, page.locator("#tool-place dd").all_inner_texts(), strict=True))


@pytest.mark.parametrize(("line", "anchor"), [("l2", "t-pointer"), ("l3", "slot-three"), ("l4", "l4")])
@pytest.mark.parametrize("by", ["key", "button"])
def test_the_address_that_outlives_edits_is_copied(open_page: Open, line: str, anchor: str, by: str) -> None:
    page = open_page(LESSON, permissions=ALLOWED)
    page.locator(f"#{line} .no").click()
    if by == "key":
        page.keyboard.press("c")
    else:
        page.get_by_role("button", name="copy").click()
    expect(page.get_by_role("status").filter(visible=True)).to_have_text(f"copied {LESSON}#{anchor}")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.url.partition("#")[0] + f"#{anchor}"
    page.goto(address)
    expect(page.locator(".line.chosen")).to_have_attribute("id", line)


def test_where_a_page_may_not_write_the_address_is_shown_to_be_copied(open_page: Open) -> None:
    page = open_page(LESSON)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    page.locator("#l4 .no").click()
    page.keyboard.press("c")
    expect(page.locator("#tool-said")).to_have_text(page.url)


def test_what_was_said_of_a_line_goes_with_it(open_page: Open) -> None:
    page = open_page(LESSON, permissions=ALLOWED)
    page.locator("#l4 .no").click()
    page.keyboard.press("c")
    expect(page.locator("#tool-said")).not_to_be_empty()
    page.keyboard.press("j")
    expect(page.locator("#tool-number")).to_have_text("7.05")
    expect(page.locator("#tool-said")).to_be_empty()
    page.keyboard.press("Escape")
    expect(page.locator("#tool-line")).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", ["key", "button"])
def test_where_am_i_tells_what_came_before_what_the_line_does_and_what_comes_next(
    open_page: Open, width: int, by: str
) -> None:
    page = open_page(f"{LESSON}#l2", width)
    if by == "key":
        page.keyboard.press("i")
    else:
        page.get_by_role("button", name="where am I").click()
    place = page.get_by_role("dialog", name="Where am I")
    expect(place).to_contain_text(
        "lesson 7: The pointer and its bytes, line 2 of 6. Before this lesson you know 2 terms; after it come 0 more."
    )
    said = facts(page)
    assert list(said) == ["before", "here", "does", "links", "next"]
    assert said["before"] == "7.01 address (addresses) = a number that names 1 byte of memory; 8 bytes hold it."
    assert said["here"] == "7.02 pointer (pointers, ptr) = 8 bytes that hold an address."
    assert said["does"] == "defines pointer"
    assert said["links"].startswith("rests on 1.03 7.01")
    assert said["next"].startswith("7.03 0xffff8880053cde00 is the pointer in slot 3.")
    page.keyboard.press("Escape")
    expect(place).to_be_hidden()
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l2")


def test_at_the_ends_of_a_lesson_the_lessons_beside_it_are_named(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l1")
    page.keyboard.press("i")
    assert facts(page)["before"] == "1 The bit"
    page.get_by_role("button", name="close").filter(visible=True).click()
    page.goto(page.url.replace("#l1", "#l6"))
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l6")
    page.keyboard.press("i")
    assert "next" not in facts(page)


TOP = """(() => {
  const heading = innerWidth < 1100 ? 48 : document.querySelector("#theory h2").getBoundingClientRect().bottom;
  return [...document.querySelectorAll(".line")].find(line => line.getBoundingClientRect().bottom > heading).id;
})()"""


@pytest.mark.parametrize("key", ["i", "j", "k", "s"])
@pytest.mark.parametrize("width", WIDTHS)
def test_with_no_line_chosen_the_one_at_the_top_is_the_first(open_page: Open, width: int, key: str) -> None:
    page = open_page(LESSON, width, height=400)
    page.evaluate("document.getElementById('theory').scrollTo({ top: 200, behavior: 'instant' })")
    page.evaluate("scrollTo({ top: 250, behavior: 'instant' })")
    top = page.evaluate(TOP)
    assert top != "l1"
    page.keyboard.press(key)
    expect(page.locator(".line.chosen")).to_have_attribute("id", top)


def test_where_the_theory_is_hidden_the_line_at_the_top_is_that_of_the_first_proof(open_page: Open) -> None:
    page = open_page(LESSON)
    page.keyboard.press("1")
    page.keyboard.press("j")
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l3")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_where_the_reader_is_told_of_the_place(open_page: Open, width: int) -> None:
    page = open_page(f"{LESSON}#l2", width, bypass_csp=True)
    page.keyboard.press("i")
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("panel", ["Proof", "Theory", "Q&A"])
def test_a_panel_is_hidden_and_brought_back_by_buttons(open_page: Open, panel: str) -> None:
    page = open_page(LESSON)
    page.get_by_role("button", name=f"hide {panel}").click()
    shown = page.locator(".panel:visible h2 span[id]").all_inner_texts()
    assert sorted([*map(str.upper, shown), panel.upper()]) == ["PROOF", "Q&A", "THEORY"]
    page.locator(".hide:visible").first.click()
    assert page.locator(".panel:visible").count() == 1
    assert page.locator(".hide:visible").count() == 0
    page.get_by_role("button", name="all three").click()
    assert page.locator(".panel:visible").count() == 3
    expect(page.get_by_role("button", name="all three")).to_be_hidden()
