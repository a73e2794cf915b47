"""A lesson in a real browser, at a desk and on a phone, with its script and without."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import WIDTHS, Open, reach

pytestmark = pytest.mark.browser
LESSON = "07-pointer.html"
PANELS = ("proof", "theory", "questions")
scripted = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def seen(page: Page) -> list[str]:
    """The panels that a reader sees."""
    return [panel for panel in PANELS if page.locator(f"#{panel}").is_visible()]


def number(page: Page, expression: str) -> float:
    return float(page.evaluate(expression))


@scripted
def test_at_a_desk_three_panels_stand_side_by_side(open_page: Open, script: bool) -> None:
    page = open_page(LESSON, 1600, script=script)
    assert seen(page) == list(PANELS)
    boxes = [page.locator(f"#{panel}").bounding_box() for panel in PANELS]
    assert all(box for box in boxes)
    assert [round(box["width"] / 16) for box in boxes if box] == [35, 35, 30]
    assert len({box["y"] for box in boxes if box}) == 1
    assert not page.locator(".tabs").is_visible()


@scripted
def test_at_a_desk_each_panel_scrolls_alone(open_page: Open, script: bool) -> None:
    page = open_page(LESSON, 1600, script=script)
    page.locator("#proof").hover()
    down = "document.getElementById('proof').scrollTop"
    for _ in range(100):  # a wheel is answered when the browser has time; without script nothing in the page can wait
        if number(page, down):
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(100)
    assert number(page, down) > 0
    assert number(page, "document.getElementById('theory').scrollTop") == 0
    assert number(page, "scrollY") == 0
    heading = page.locator("#proof h2").first.bounding_box()
    panel = page.locator("#proof").bounding_box()
    assert heading and panel and heading["y"] == panel["y"]


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_below_1100_one_panel_is_seen_theory_first(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width)
    assert seen(page) == ["theory"]
    expect(page.locator(".tabs")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_below_1100_without_script_the_panels_stand_one_below_the_other(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width, script=False)
    boxes = [page.locator(f"#{panel}").bounding_box() for panel in ("theory", "proof", "questions")]
    ends = [end for box in boxes if box for end in (box["y"], box["y"] + box["height"])]
    assert len(ends) == 6 and ends == sorted(ends)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".tabs")).to_be_in_viewport()


def test_a_tab_changes_the_panel(open_page: Open) -> None:
    page = open_page(LESSON, 360)
    for panel in ("proof", "questions", "theory"):
        page.locator(f".tabs a[href='#{panel}']").click()
        assert seen(page) == [panel]


def test_without_script_a_tab_leads_to_its_panel(open_page: Open) -> None:
    page = open_page(LESSON, 360, script=False)
    for panel in ("proof", "questions", "theory"):
        page.locator(f".tabs a[href='#{panel}']").click()
        expect(page.locator(f"#title-{panel}")).to_be_in_viewport()
        assert seen(page) == list(PANELS)
        assert (
            page.locator(".tabs a").evaluate_all("all => all.map(tab => getComputedStyle(tab).fontWeight)")
            == ["400"] * 3
        )


@pytest.mark.parametrize(
    ("anchor", "panel"),
    [("l4", "theory"), ("p4", "proof"), ("q3", "questions"), ("t-pointer", "theory"), ("slot-three", "theory")],
)
@scripted
def test_an_address_opens_the_panel_that_holds_it(open_page: Open, anchor: str, panel: str, script: bool) -> None:
    page = open_page(f"{LESSON}#{anchor}", 360, script=script)
    assert seen(page) == ([panel] if script else list(PANELS))
    entry = page.locator(f"#{anchor}, .line:has(> #{anchor})").first
    expect(entry).to_be_in_viewport()
    assert entry.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", WIDTHS)
@scripted
def test_a_definition_opens_under_its_line_on_focus(open_page: Open, width: int, script: bool) -> None:
    page = open_page(LESSON, width, script=script)
    term = page.locator("#l2 .t").last
    definition = page.locator("#l2 .d").last
    assert definition.is_hidden()
    page.locator("#l2 .no").focus()
    while term.evaluate("element => element !== document.activeElement"):
        page.keyboard.press("Tab")
    expect(definition).to_be_visible()
    expect(definition).to_have_text("7.01 address = a number that names 1 byte of memory; 8 bytes hold it.")
    line, opened = page.locator("#l2 p").first.bounding_box(), definition.bounding_box()
    assert line and opened
    assert opened["y"] >= line["y"] + line["height"] - 1
    assert opened["x"] >= 0 and opened["x"] + opened["width"] <= width


@scripted
def test_a_style_that_comes_late_leaves_no_definition_open(browser: Browser, server: str, script: bool) -> None:
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(f"{server}/late/{LESSON}", wait_until="commit")
        definition = page.locator("#l2 .d").last
        definition.wait_for(state="attached")
        definition.is_visible()  # who asks before the style is there makes the browser lay the page out without it
        page.wait_for_load_state()
        assert definition.is_hidden()


@scripted
def test_a_definition_opens_on_hover_and_can_be_pointed_at(open_page: Open, script: bool) -> None:
    page = open_page(LESSON, 1600, script=script)
    definition = page.locator("#l5 .d").first
    page.locator("#l5 .t").first.hover()
    expect(definition).to_be_visible()
    reach(page.locator("#l5 .t").first, lambda patience: definition.hover(timeout=patience))
    page.wait_for_timeout(600)  # longer than a definition stays open by itself
    expect(definition).to_be_visible()
    page.mouse.move(5, 5)
    expect(definition).to_be_hidden()


def test_escape_closes_a_definition(open_page: Open) -> None:
    page = open_page(LESSON)
    page.locator("#l5 .t").first.hover()
    expect(page.locator("#l5 .d").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#l5 .d").first).to_be_hidden()


def test_a_first_tap_opens_a_definition_and_a_second_goes_to_it(open_page: Open) -> None:
    page = open_page(LESSON, 360, has_touch=True)
    page.locator("#l1 .t").first.tap()
    expect(page.locator("#l1 .d").first).to_be_visible()
    assert page.url.endswith(LESSON)
    page.locator("#l1 .t").first.tap()
    page.wait_for_url("**/01-bit.html#t-byte")


def test_the_screen_reader_is_told_the_definition(open_page: Open) -> None:
    page = open_page(LESSON)
    expect(page.locator("#l2 .t").last).to_have_accessible_name("address")
    expect(page.locator("#l2 .t").last).to_have_accessible_description(
        "7.01 address = a number that names 1 byte of memory; 8 bytes hold it."
    )


def test_a_click_chooses_a_line_in_all_three_panels_and_leaves_it_in_place(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l2")
    before = page.locator("#l3 p").first.bounding_box()
    page.locator("#l3 p").first.click(position={"x": 400, "y": 5})
    after = page.locator("#l3 p").first.bounding_box()
    assert before == after
    chosen = page.locator(".chosen").evaluate_all("all => all.map(each => each.id)")
    assert chosen == ["l3", "p3", "q3"]
    assert page.url.endswith("#l3")
    for id in chosen:
        expect(page.locator(f"#{id}")).to_be_in_viewport()


def test_a_line_far_down_brings_its_proof_into_view(open_page: Open) -> None:
    page = open_page(LESSON, height=500)
    expect(page.locator("#p4")).not_to_be_in_viewport()
    page.locator("#l4 .no").click()
    expect(page.locator("#p4 figcaption").first).to_be_in_viewport()


def test_what_a_line_rests_on_shows_on_the_chosen_line_only(open_page: Open) -> None:
    page = open_page(LESSON)
    assert page.locator(".rests:visible").count() == 0
    page.locator("#l2 .no").click()
    expect(page.locator(".rests:visible")).to_have_text("rests on 1.03 7.01 used by 7.03 7.04 7.05 7.06 see q&a")


def test_the_line_of_the_address_is_let_go_when_another_is_chosen(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l2")
    page.keyboard.press("j")
    shown = page.locator(".line").evaluate_all(
        """all => all.filter(line => getComputedStyle(line).backgroundColor === "rgb(255, 255, 255)"
            || line.querySelector(".rests")?.offsetParent).map(line => line.id)"""
    )
    assert shown == ["l3"]


@scripted
def test_an_address_in_the_book_on_one_page_marks_its_line(open_page: Open, script: bool) -> None:
    page = open_page("book.html#l7.03", script=script)
    line = page.locator("[id='l7.03']")
    expect(line).to_be_in_viewport()
    assert line.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(255, 255, 255)"


def test_a_value_lights_up_in_the_log_with_the_line_that_uses_it(open_page: Open) -> None:
    page = open_page(LESSON)
    value = page.locator("#p3 u").first
    ground = "element => getComputedStyle(element).backgroundColor"
    assert value.evaluate(ground) == "rgba(0, 0, 0, 0)"
    page.locator("#l3 .no").click()
    assert value.evaluate(ground) == "rgb(0, 0, 0)"


def test_a_chosen_line_stands_out_in_the_readers_own_colours(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l3", forced_colors="active")
    ground = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("#l3").evaluate(ground) != page.locator("body").evaluate(ground)
    assert page.locator("#l3").evaluate(ground) == page.locator("#p3").evaluate(ground)


@scripted
def test_a_heading_shows_its_address_when_it_is_pointed_at_or_has_the_focus(open_page: Open, script: bool) -> None:
    page = open_page(LESSON, script=script)
    link = page.get_by_role("link", name="address of this section").first
    shown = "link => Number(getComputedStyle(link).opacity)"
    assert link.evaluate(shown) == 0
    link.focus()
    assert link.evaluate(shown) == 1
    page.locator("#l2 .no").focus()
    assert link.evaluate(shown) == 0
    page.locator("#theory h3").first.hover()
    assert link.evaluate(shown) == 1
    link.click()
    assert page.url.endswith("#h-a-number-that-names-a-place")


def test_where_nothing_can_be_pointed_at_the_address_of_a_heading_is_always_shown(open_page: Open) -> None:
    page = open_page(LESSON, 360, has_touch=True, is_mobile=True)
    link = page.get_by_role("link", name="address of this section").first
    assert link.evaluate("link => getComputedStyle(link).opacity") == "1"


@pytest.mark.parametrize("width", WIDTHS)
@scripted
def test_the_address_of_a_heading_brings_it_into_view(open_page: Open, width: int, script: bool) -> None:
    page = open_page("01-bit.html#h-from-bytes-to-numbers", width, height=300, script=script)
    expect(page.locator("#theory h3").last).to_be_in_viewport()
    assert page.locator(".chosen").count() == 0


def test_j_and_k_walk_the_lines(open_page: Open) -> None:
    page = open_page(LESSON)
    for key, line in (("j", "l1"), ("j", "l2"), ("k", "l1"), ("k", "l1")):
        page.keyboard.press(key)
        assert page.locator(".line.chosen").get_attribute("id") == line
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0


def test_1_2_3_widen_a_panel_and_0_shows_all(open_page: Open) -> None:
    page = open_page(LESSON)
    for key, panel in (("1", "proof"), ("2", "theory"), ("3", "questions")):
        page.keyboard.press(key)
        assert seen(page) == [panel]
    page.keyboard.press("0")
    assert seen(page) == list(PANELS)


def test_keys_can_be_switched_off_and_stay_off(open_page: Open) -> None:
    page = open_page(LESSON)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("keys are on").uncheck()
    page.get_by_role("button", name="close").click()
    page.keyboard.press("j")
    assert page.locator(".chosen").count() == 0
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="keys ?").click()
    expect(page.locator("#keys")).to_be_visible()


def test_white_is_remembered(open_page: Open) -> None:
    page = open_page(LESSON)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(0, 0, 0)"
    page.get_by_label("white").check()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.goto(page.url.replace(LESSON, "terms.html"))
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_white_works_without_script(open_page: Open) -> None:
    page = open_page("index.html", script=False)
    page.get_by_label("white").check()
    assert page.locator("html").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_a_phones_tabs_count_the_chosen_lines_proofs_and_questions(open_page: Open) -> None:
    page = open_page(LESSON, 360)
    expect(page.locator(".tabs a[href='#proof']")).to_have_text("Proof 2")
    page.locator("#l4 .no").click()
    expect(page.locator(".tabs a[href='#proof']")).to_have_text("Proof 3")
    page.locator(".tabs a[href='#proof']").click()
    expect(page.locator("#p4")).to_be_in_viewport()
    assert "chosen" in (page.locator("#p4").get_attribute("class") or "")


def test_paper_is_white_and_shows_every_panel(open_page: Open) -> None:
    page = open_page(LESSON, 1024)
    page.emulate_media(media="print")
    assert seen(page) == list(PANELS)
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".tabs").is_visible()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_on_one_page_a_proof_has_the_width_of_its_line(open_page: Open, media: Literal["screen", "print"]) -> None:
    page = open_page("book.html", 1024)
    page.emulate_media(media=media)
    line, proof = page.locator("[id='l7.03'] p").first.bounding_box(), page.locator("[id='p7.03']").bounding_box()
    assert line and proof
    assert proof["width"] >= line["width"]


def test_line_numbers_stay_while_a_log_scrolls(open_page: Open) -> None:
    page = open_page(LESSON)
    log = page.locator("#p3 pre").first
    first = log.locator(".n").first
    before = first.bounding_box()
    log.evaluate("element => { element.scrollLeft = 200 }")
    assert number(page, "document.querySelector('#p3 pre').scrollLeft") == 200
    assert first.bounding_box() == before
