"""The panels at a desk: borders, one or two of them, the lock; and the lesson one line at a time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, Open, open_menu
from .test_every_page import AXE, RUN
from .test_lesson import LESSON, PANELS, number, seen

pytestmark = pytest.mark.browser


def width(page: Page, panel: str) -> float:
    box = page.locator(f"#{panel}").bounding_box()
    assert box
    return box["width"]


def test_a_border_answers_to_arrow_keys_and_is_remembered(open_page: Open) -> None:
    page = open_page(LESSON)
    border = page.get_by_role("separator").first
    expect(border).to_have_accessible_name("border between proof and theory")
    expect(border).to_have_attribute("aria-valuenow", "50")
    border.press("ArrowRight")
    expect(border).to_have_attribute("aria-valuenow", "52")
    assert width(page, "proof") > width(page, "theory")
    before = width(page, "proof")
    page.reload()
    assert width(page, "proof") == before
    border.press("Home")
    expect(border).to_have_attribute("aria-valuenow", "15")


def test_a_border_is_dragged(open_page: Open) -> None:
    page = open_page(LESSON)
    border = page.get_by_role("separator").last
    box = border.bounding_box()
    assert box and box["width"] >= 24
    x, y = box["x"] + 8, box["y"] + 200
    before = width(page, "questions"), width(page, "proof")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 200, y)
    page.mouse.up()
    assert width(page, "questions") > before[0] + 150
    assert abs(width(page, "proof") - before[1]) < 1


@pytest.mark.parametrize(
    ("key", "shown"), [("4", ["proof", "theory"]), ("5", ["theory", "questions"]), ("6", ["proof", "questions"])]
)
def test_two_panels_share_the_page_and_stay(open_page: Open, key: str, shown: list[str]) -> None:
    page = open_page(LESSON)
    page.keyboard.press(key)
    assert seen(page) == shown
    assert sum(width(page, panel) for panel in shown) == 1600
    assert page.get_by_role("separator").count() == 1
    page.reload()
    assert seen(page) == shown
    page.keyboard.press("0")
    assert seen(page) == list(PANELS)


def scrolled(page: Page) -> list[str]:
    """The panels that are not at their top; "page" where the page itself is not."""
    down: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".panel")].filter(each => each.scrollTop).map(each => each.id)
            .concat(scrollY ? ["page"] : [])"""
    )
    return down


@pytest.mark.parametrize("key", ["PageDown", "Space", "ArrowDown", "End"])
@pytest.mark.parametrize(("wide", "panel"), [("", "theory"), ("1", "proof"), ("6", "proof"), ("3", "questions")])
def test_where_nothing_has_the_focus_the_keys_that_scroll_move_the_panel_that_is_read(
    open_page: Open, wide: str, panel: str, key: str
) -> None:
    page = open_page(LESSON, height=400)
    if wide:
        page.keyboard.press(wide)
        page.evaluate("document.activeElement.blur()")
    page.keyboard.press(key)
    page.wait_for_function("panel => document.getElementById(panel).scrollTop > 0", arg=panel)
    assert scrolled(page) == [panel]
    page.keyboard.press("Home")
    page.wait_for_function("panel => document.getElementById(panel).scrollTop === 0", arg=panel)


@pytest.mark.parametrize("by", ["key", "button"])
@pytest.mark.parametrize(("key", "panel"), [("1", "proof"), ("2", "theory"), ("3", "questions")])
def test_a_panel_made_wide_has_the_focus_and_stands_where_it_stood(
    open_page: Open, by: str, key: str, panel: str
) -> None:
    page = open_page(LESSON, height=400)
    page.locator(f"#{panel}").evaluate("panel => panel.scrollTo({ top: 150, behavior: 'instant' })")
    if by == "key":
        page.keyboard.press(key)
    else:
        box = page.locator(f"#{panel} .widen").bounding_box()
        assert box
        page.mouse.click(box["x"] + 5, box["y"] + 5)  # nothing but the page itself may move it
    assert seen(page) == [panel]
    expect(page.locator(f"#{panel}")).to_be_focused()
    assert number(page, f"document.getElementById('{panel}').scrollTop") == 150
    page.keyboard.press("PageDown")
    page.wait_for_function("panel => document.getElementById(panel).scrollTop > 150", arg=panel)


@pytest.mark.parametrize(
    ("keys", "control", "panel"),
    [
        ("", "hide Proof", "theory"), ("", "hide Theory", "proof"), ("", "hide Q&A", "theory"), ("4", "hide Theory", "proof"),
        ("1", "all three", "proof"), ("2", "all three", "theory"), ("6", "all three", "proof"),
    ],
)  # fmt: skip
def test_the_focus_goes_from_a_control_that_hides_itself_to_the_panel_in_its_place(
    open_page: Open, keys: str, control: str, panel: str
) -> None:
    page = open_page(LESSON)
    for key in keys:
        page.keyboard.press(key)
    page.get_by_role("button", name=control).press("Enter")
    expect(page.get_by_role("button", name=control)).to_be_hidden()
    expect(page.locator(f"#{panel}")).to_be_focused()


def test_the_focus_in_a_panel_that_a_key_hides_goes_to_the_one_that_is_read(open_page: Open) -> None:
    page = open_page(LESSON)
    page.locator("#q3 .no").focus()
    page.keyboard.press("4")
    expect(page.locator("#theory")).to_be_focused()


@pytest.mark.parametrize("width", (320, 390, *WIDTHS))
@pytest.mark.parametrize("panel", PANELS)
def test_the_mark_of_a_panel_that_has_the_focus_is_inside_the_window(open_page: Open, width: int, panel: str) -> None:
    page = open_page(f"{LESSON}#{panel}", width)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    user = page.locator(f"#{panel}")
    expect(user).to_be_focused()
    assert user.evaluate("panel => panel.matches(':focus-visible')")
    expect(user).to_have_css("outline", "rgb(255, 255, 255) solid 2px")
    box = user.bounding_box()
    assert box
    out = float(user.evaluate("panel => 2 + parseFloat(getComputedStyle(panel).outlineOffset)"))
    assert box["x"] - out >= 0 and box["x"] + box["width"] + out <= width


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_three_tab_stops_lead_to_the_three_panels(open_page: Open, width: int, script: bool) -> None:
    page = open_page(LESSON, width, script=script)
    start = page.url
    for stops, (name, panel) in enumerate([("text", "theory"), ("proofs", "proof"), ("questions", "questions")], 1):
        page.goto(start)
        page.reload()  # from the first tab stop on
        for _ in range(stops):
            page.keyboard.press("Tab")
        link = page.get_by_role("link", name=f"to the {name}")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{panel}")).to_be_focused()
        assert panel in seen(page)


def test_a_tab_stop_leads_to_a_panel_that_was_hidden(open_page: Open) -> None:
    page = open_page(LESSON)
    page.keyboard.press("2")
    page.get_by_role("link", name="to the proofs").press("Enter")
    expect(page.locator("#proof")).to_be_focused()
    assert seen(page) == list(PANELS)


def test_an_address_in_a_panel_that_is_not_shown_brings_it_back(open_page: Open) -> None:
    page = open_page(LESSON)
    page.keyboard.press("2")
    page.goto(f"{page.url}#q3")
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l3")
    assert seen(page) == list(PANELS)


def test_locked_panels_scroll_together(open_page: Open) -> None:
    page = open_page(LESSON, height=500)
    page.get_by_label("lock").check()
    page.locator("#proof").hover()
    page.mouse.wheel(0, 400)
    page.wait_for_function("document.getElementById('theory').scrollTop > 0")
    assert number(page, "scrollY") == 0
    page.reload()
    expect(page.get_by_label("lock")).to_be_checked()


HEIGHTS = """() => [...document.querySelectorAll(".chosen")].filter(each => each.checkVisibility())
    .map(each => Math.round(each.getBoundingClientRect().top))"""


@pytest.mark.parametrize("entry", ["l3", "p3", "q3", "l4", "p4"])
def test_with_the_lock_on_what_belongs_to_a_chosen_line_comes_to_its_height(open_page: Open, entry: str) -> None:
    page = open_page(LESSON, height=700)
    page.keyboard.press("l")
    user = page.locator(f"#{entry} .no").first
    user.evaluate("number => number.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before = user.bounding_box()
    user.click()
    after = user.bounding_box()
    assert before and after and after["y"] == before["y"]  # it stays under the pointer
    heights = page.evaluate(HEIGHTS)
    assert len(heights) == (3 if "3" in entry else 2)
    assert max(heights) - min(heights) <= 1


def test_with_the_lock_on_every_line_that_a_key_leads_to_has_its_proof_and_questions_beside_it(open_page: Open) -> None:
    page = open_page(LESSON, height=500)
    page.keyboard.press("l")
    page.locator("#proof").hover()  # the panel under the pointer does not lead here
    for key in "jjjjjjkkkkk":
        page.keyboard.press(key)
        page.evaluate("() => new Promise(ready => requestAnimationFrame(() => requestAnimationFrame(ready)))")
        heights = page.evaluate(HEIGHTS)
        assert max(heights) - min(heights) <= 1, page.url


def test_a_lock_that_is_off_again_leaves_every_panel_as_it_was(open_page: Open) -> None:
    page = open_page(LESSON, height=700)
    before = page.locator("#questions").evaluate("panel => panel.scrollHeight")
    page.keyboard.press("l")
    page.locator("#l3 .no").click()
    page.keyboard.press("l")
    page.keyboard.press("Escape")
    assert page.locator("#questions").evaluate("panel => panel.scrollHeight") == before


@pytest.mark.parametrize("width", WIDTHS)
def test_step_mode_shows_one_line_with_what_it_rests_on(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width)
    open_menu(page)
    page.get_by_label("step").check()
    for id in ("l1", "l2", "l3"):
        shown = page.locator(".line").evaluate_all("all => all.filter(e => e.offsetParent).map(e => e.id)")
        assert shown == [id]
        assert page.url.endswith(f"?step#{id}") or page.url.endswith(f"#{id}")
        if id == "l2":
            expect(page.locator("#tool-bases")).to_contain_text("1.03 byte (octet) = 8 bits")
        page.locator("body").press("Shift+Tab")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Space")
    page.keyboard.press("Shift+Space")
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l3")
    page.get_by_label("step").uncheck()
    assert page.locator(".line:visible").count() == 6


def test_the_buttons_step_and_the_last_line_leads_to_the_next_lesson(open_page: Open) -> None:
    page = open_page("01-bit.html?step#l1")
    last = page.locator(".line").count()
    for _ in range(last):
        page.get_by_role("button", name="next").click()
    page.wait_for_url("**/07-pointer.html?step#l1")
    assert page.locator(".line:visible").count() == 1


@pytest.mark.parametrize("width", [360, 1600])
def test_axe_finds_nothing_in_step_mode(open_page: Open, width: int) -> None:
    page = open_page(f"{LESSON}?step#l2", width, bypass_csp=True)
    expect(page.locator("#tool-bases")).to_contain_text("1.03")
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []


def test_without_script_no_mode_is_offered(open_page: Open) -> None:
    page = open_page(LESSON, script=False)
    assert page.locator("#tool-modes, [role=separator], #tool-steps").filter(visible=True).count() == 0
