"""By-hand mode: a result is hidden until the reader's own answer is right, or given up on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import tiny

from .conftest import WIDTHS, Open, open_menu, site_of
from .test_every_page import AXE, RUN
from .test_lesson import LESSON

pytestmark = pytest.mark.browser
IN_HEX = """# One

1. 0xffff888004d0da00 + 24 = 0xffff888004d0da18.
2. 0x10 + 0x16 = 0x26.
3. 16 + 22 = 38.
4. 1 - 2 = -1.
5. As 2 + 3 = 5, so 3 + 4 = 7, and 4 + 5 = 9.
"""


@pytest.fixture(scope="module")
def in_hex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with results in hexadecimal, in decimal and below zero."""
    made = tmp_path_factory.mktemp("hex")
    return site_of(tiny.write(made / "book", IN_HEX), made / "site")


def asked(page: Page, line: int) -> Locator:
    return page.get_by_role("textbox", name=f"your answer in 1.0{line}")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (1, "0xffff888004d0da18"), (1, "ffff888004d0da18"), (1, "0XFFFF888004D0DA18"), (1, "FFFF 8880 04D0 DA18"),
        (1, " 0xffff_8880_04d0_da18 "), (1, str(0xFFFF888004D0DA18)), (1, f"{0xFFFF888004D0DA18:,}"),
        (2, "0x26"), (2, "26"), (2, "38"), (2, "0b100110"), (2, "+38"), (3, "38"), (3, "0x26"), (3, " 3 8 "),
        (4, "-1"), (4, "-0x1"), (4, "0xffffffffffffffff"), (4, "FFFFFFFFFFFFFFFF"),
    ],
)  # fmt: skip
def test_a_number_is_right_however_it_is_written(open_page: Open, in_hex: Path, line: int, answer: str) -> None:
    page = open_page("01-one.html", of=in_hex)
    page.keyboard.press("h")
    asked(page, line).fill(answer)
    asked(page, line).press("Enter")
    expect(page.locator(f"#l{line} .r")).to_be_visible()


@pytest.mark.parametrize(
    ("line", "answer", "said"),
    [
        (1, "0xffff888004d0da17", "0xffff888004d0da17 is wrong"), (2, "0x38", "0x38 is wrong"), (3, "26", "26 is wrong"),
        (3, "-38", "-38 is wrong"), (4, "1", "1 is wrong"), (1, "seven", "a number is asked for"), (1, "", "a number is asked for"),
        (3, "38/0", "a number is asked for"), (3, "0x", "a number is asked for"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_until_it_is_changed(
    open_page: Open, in_hex: Path, line: int, answer: str, said: str
) -> None:
    page = open_page("01-one.html", of=in_hex)
    page.keyboard.press("h")
    field = asked(page, line)
    field.fill(answer)
    field.press("Enter")
    told = page.locator(f"#l{line}").get_by_role("status")
    expect(told).to_have_text(f"[{said}]")
    expect(page.locator(f"#l{line} .r")).to_be_hidden()
    field.press_sequentially("0")
    expect(told).to_be_empty()
    expect(field).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("width", WIDTHS)
def test_by_pointer_alone_an_answer_is_checked(open_page: Open, in_hex: Path, width: int) -> None:
    page = open_page("01-one.html", width, of=in_hex)
    open_menu(page)
    page.get_by_label("by hand").check()
    line = page.locator("#l3")
    asked(page, 3).fill("37")
    line.get_by_role("button", name="check").click()
    expect(line.get_by_role("status")).to_have_text("[37 is wrong]")
    asked(page, 3).fill("38")
    line.get_by_role("button", name="check").click()
    expect(line.locator(".r")).to_be_visible()
    page.locator("#l2").get_by_role("button", name="show").click()
    expect(page.locator("#l2 .r")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("by", ["answer", "show"])
def test_the_result_takes_the_focus_and_the_keys_go_on(open_page: Open, in_hex: Path, by: str) -> None:
    page = open_page("01-one.html", of=in_hex)
    page.keyboard.press("h")
    if by == "answer":
        asked(page, 3).fill("38")
        asked(page, 3).press("Enter")
    else:
        page.locator("#l3").get_by_role("button", name="show").press("Enter")
    expect(page.locator("#l3 .r")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#l4 .no")).to_be_focused()
    expect(page.locator("#l3 .r")).not_to_have_attribute("tabindex", "-1")


def test_each_control_is_named_by_what_it_checks(open_page: Open, in_hex: Path) -> None:
    page = open_page("01-one.html", of=in_hex)
    page.keyboard.press("h")
    for line, places in (("l3", ["1.03"]), ("l5", ["1.05, 1 of 3", "1.05, 2 of 3", "1.05, 3 of 3"])):
        controls = page.locator(f"#{line} .ask")
        expect(controls).to_have_count(len(places))
        for ask, place in zip(controls.all(), places, strict=True):
            ask.get_by_role("textbox", name=f"your answer in {place}", exact=True).fill("1")
            ask.get_by_role("button", name=f"check your answer in {place}", exact=True).click()
            expect(ask.get_by_role("status")).to_have_text("[1 is wrong]")
            ask.get_by_role("button", name=f"show the result in {place}", exact=True).hover()


TORN = """() => [...document.querySelectorAll(".ask")].filter(ask => {
  const texts = document.createTreeWalker(ask.closest("p"), NodeFilter.SHOW_TEXT);
  texts.currentNode = ask.querySelector("[role=status]");
  let next = texts.nextNode();
  while (next.parentElement.closest(".r")) next = texts.nextNode();
  const sign = document.createRange();
  sign.setStart(next, 0);
  sign.setEnd(next, 1);
  return /[.,]/.test(sign.toString())
    && sign.getBoundingClientRect().top > [...ask.querySelectorAll("button")].at(-1).getBoundingClientRect().bottom - 5;
}).length"""


def test_at_no_width_is_a_full_stop_torn_off(open_page: Open, in_hex: Path) -> None:
    page = open_page("01-one.html", of=in_hex)
    page.keyboard.press("h")
    for width in range(320, 700, 9):  # a character more each time
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TORN) == 0, width


def test_what_is_to_be_worked_out_is_not_told_of_the_place(open_page: Open, in_hex: Path) -> None:
    page = open_page("01-one.html#l2", of=in_hex)
    page.keyboard.press("h")
    page.keyboard.press("i")
    expect(page.locator("#tool-place")).to_contain_text("1.02 0x10 + 0x16 = ?")
    expect(page.locator("#tool-place")).to_contain_text("1.03 16 + 22 = ?")


def test_on_paper_it_is_a_sheet_to_work_on(open_page: Open, in_hex: Path) -> None:
    page = open_page("01-one.html", of=in_hex)
    page.keyboard.press("h")
    page.emulate_media(media="print")
    expect(asked(page, 3)).to_be_visible()
    assert page.locator("#l3").get_by_role("button").filter(visible=True).count() == 0


@pytest.mark.parametrize(
    ("width", "answer"), [*((width, "48") for width in WIDTHS), (1600, "0x30"), (1600, "0b110000"), (1600, "96/2")]
)
def test_a_right_answer_shows_the_result(open_page: Open, width: int, answer: str) -> None:
    page = open_page(LESSON, width)
    open_menu(page)
    page.get_by_label("by hand").check()
    result = page.locator("#l5 .r")
    expect(result).to_be_hidden()
    field = page.get_by_role("textbox", name="your answer in 7.05")
    field.fill("47")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(result).to_be_hidden()
    field.fill(answer)
    field.press("Enter")
    expect(result).to_have_text("48")
    expect(result).to_be_visible()
    expect(field).to_have_count(0)


def test_an_answer_is_given_up_on(open_page: Open) -> None:
    page = open_page(LESSON)
    open_menu(page)
    page.get_by_label("by hand").check()
    page.locator("#l5").get_by_role("button", name="show").click()
    expect(page.locator("#l5 .r")).to_be_visible()


def test_keys_typed_into_an_answer_are_no_commands(open_page: Open) -> None:
    page = open_page(LESSON)
    page.keyboard.press("h")
    field = page.get_by_role("textbox", name="your answer in 7.05")
    field.press_sequentially("0xjk123")
    expect(field).to_have_value("0xjk123")
    assert page.locator(".chosen").count() == 0


def test_the_mode_is_remembered_and_ends_with_every_result_shown(open_page: Open) -> None:
    page = open_page(LESSON)
    open_menu(page)
    page.get_by_label("by hand").check()
    page.reload()
    expect(page.locator("#l5 .r")).to_be_hidden()
    page.get_by_label("by hand").uncheck()
    expect(page.locator("#l5 .r")).to_be_visible()
    assert page.locator(".ask").count() == 0


def test_without_script_every_result_is_shown(open_page: Open) -> None:
    page = open_page(LESSON, script=False)
    expect(page.locator("#l5 .r")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1600])
def test_axe_finds_nothing_by_hand(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width, bypass_csp=True)
    page.keyboard.press("h")
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []
