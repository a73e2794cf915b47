"""By-hand mode: a result is hidden until the reader's own answer is right, or given up on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import WIDTHS, Open, open_menu
from .test_every_page import AXE, RUN
from .test_lesson import LESSON

pytestmark = pytest.mark.browser


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
