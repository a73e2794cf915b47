"""Whatever a lesson can do is done by keyboard and by pointer, at a desk, in between, and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, Open, open_menu
from .test_lesson import LESSON, PANELS, scripted, seen

pytestmark = pytest.mark.browser
Do = Callable[[Page], None]


def key(name: str) -> Do:
    return lambda page: page.keyboard.press(name)


def button(name: str) -> Do:
    return lambda page: page.get_by_role("button", name=name).click()


def box(name: str) -> Do:
    return lambda page: page.get_by_label(name).click()


def link(name: str) -> Do:
    return lambda page: page.get_by_role("link", name=name).click()


@pytest.mark.parametrize("at", range(3))
def test_a_panel_is_widened_and_brought_back(open_page: Open, at: int) -> None:
    title = ("Proof", "Theory", "Q&A")[at]
    page = open_page(LESSON)
    for widen, back in (
        (key(str(at + 1)), key("0")),
        (key(str(at + 1)), key(str(at + 1))),
        (key(str(at + 1)), key("Escape")),
        (link(f"{title} alone"), link(f"{title} alone")),
        (link(f"{title} alone"), button("all three")),
    ):
        widen(page)
        assert seen(page) == [PANELS[at]]
        assert page.locator(f"#{PANELS[at]}").evaluate("panel => panel.getBoundingClientRect().width") == 1600
        back(page)
        assert seen(page) == list(PANELS)


@pytest.mark.parametrize("at", range(3))
def test_without_script_a_panel_alone_is_a_page_and_leads_back(open_page: Open, at: int) -> None:
    page = open_page(LESSON, script=False)
    page.get_by_role("link", name=f"{('Proof', 'Theory', 'Q&A')[at]} alone").click()
    page.wait_for_url(f"**/07-pointer.{PANELS[at]}.html")
    page.get_by_role("link", name="three panels").click()
    page.wait_for_url(f"**/{LESSON}")


@pytest.mark.parametrize(
    ("on", "state"), [(key("s"), "step"), (key("h"), "by hand"), (key("l"), "lock"), (box("step"), "step"),
    (box("by hand"), "by hand"), (box("lock"), "lock")], ids=["s", "h", "l", "step", "by hand", "lock"],
)  # fmt: skip
def test_a_mode_is_switched_on_and_off(open_page: Open, on: Do, state: str) -> None:
    page = open_page(LESSON)
    on(page)
    expect(page.get_by_label(state)).to_be_checked()
    on(page)
    expect(page.get_by_label(state)).not_to_be_checked()


@pytest.mark.parametrize(
    ("opens", "name"),
    [
        (key("?"), "Keys"), (button("keys ?"), "Keys"), (key("/"), "Search"), (button("search /"), "Search"),
        (key("i"), "Where am I"), (button("where am I"), "Where am I"),
    ], ids=["?", "keys", "/", "search", "i", "where"],
)  # fmt: skip
@pytest.mark.parametrize("width", WIDTHS)
def test_a_dialog_opens_and_closes(open_page: Open, width: int, opens: Do, name: str) -> None:
    page = open_page(f"{LESSON}#l2", width)
    open_menu(page)
    dialog = page.get_by_role("dialog", name=name)
    for close in (key("Escape"), button("close")):
        opens(page)
        expect(dialog).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        close(page)
        expect(dialog).to_be_hidden()


def test_search_opens_again_at_once(open_page: Open) -> None:
    """A browser takes the keys from a field that went with its dialog only when it paints the next picture."""
    page = open_page(LESSON)
    page.keyboard.press("/")
    opened = page.evaluate("""() => {
        const dialog = document.getElementById("tool-search");
        dialog.close();
        const field = document.activeElement.id;
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true, cancelable: true}));
        return [field, dialog.open];
    }""")
    assert opened == ["tool-sought", True]


def test_the_keys_are_told_each_with_what_it_does(open_page: Open) -> None:
    page = open_page(LESSON)
    page.keyboard.press("?")
    told = " ".join(page.locator("#keys dt").all_inner_texts()).split()
    known = page.evaluate("Object.keys(KEYS)")
    assert sorted(told) == sorted([*known, "Esc"])


@pytest.mark.parametrize(("name", "address"), [("n", "07-pointer.html"), ("b", "01-bit.html")])
def test_the_lessons_beside_are_a_key_and_a_link_away(open_page: Open, name: str, address: str) -> None:
    start = "01-bit.html" if name == "n" else LESSON
    page = open_page(start)
    page.keyboard.press(name)
    page.wait_for_url(f"**/{address}")
    page.go_back()
    page.get_by_role("link", name="7 The pointer" if name == "n" else "1 The bit").click()
    page.wait_for_url(f"**/{address}")


@pytest.mark.parametrize("by", ["click", "tap", "j"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_chosen_line_is_marked_with_its_proof_and_its_questions(open_page: Open, width: int, by: str) -> None:
    page = open_page(f"{LESSON}#l2" if by == "j" else LESSON, width, has_touch=by == "tap", height=600)
    if by == "j":
        page.keyboard.press("j")
    elif by == "tap":
        page.locator("#l3 > div > p").first.tap(
            position={"x": 195, "y": 12}
        )  # its words: the value before them is a link
    else:
        page.locator("#l3 .no").click()
    assert page.locator(".chosen").evaluate_all("all => all.map(each => each.id)") == ["l3", "p3", "q3"]
    for tab, entry in (("proof", "p3"), ("questions", "q3")):
        if width < 1100:
            page.locator(f".tabs a[href='#{tab}']").press("Enter")
        expect(page.locator(f"#{entry}")).to_be_in_viewport()
        expect(page.locator(f"#{entry}")).to_have_css("background-color", "rgb(255, 255, 255)")


@pytest.mark.parametrize("width", WIDTHS)
@scripted
def test_the_line_of_the_address_shows_what_it_rests_on_and_what_uses_it(
    open_page: Open, width: int, script: bool
) -> None:
    page = open_page(f"{LESSON}#l2", width, script=script)
    shown = page.locator("#l2 > div > .rests")
    expect(shown).to_have_text("rests on 1.03 7.01 used by 7.03 7.04 7.05 7.06 see q&a")
    assert page.locator(".rests:visible").count() == 1
    shown.get_by_role("link", name="7.04").click()
    page.wait_for_url(f"**/{LESSON}#l4")
    expect(page.locator("#l4")).to_be_in_viewport()


def test_locked_panels_follow_the_keyboard_too(open_page: Open) -> None:
    page = open_page(LESSON, height=500, bypass_csp=True)
    page.keyboard.press("l")
    page.locator("#proof").focus()
    page.keyboard.press("PageDown")
    page.wait_for_function("document.getElementById('theory').scrollTop > 0")
    page.keyboard.press("Home")
    page.wait_for_function("""document.getElementById("proof").scrollTop === 0 && Math.abs(
        document.getElementById("l3").getBoundingClientRect().top - document.getElementById("p3").getBoundingClientRect().top) < 2""")


def test_panels_that_are_not_locked_stay(open_page: Open) -> None:
    page = open_page(LESSON, height=500, bypass_csp=True)
    page.locator("#proof").focus()
    page.keyboard.press("PageDown")
    page.wait_for_function("document.getElementById('proof').scrollTop > 0")
    assert page.evaluate("document.getElementById('theory').scrollTop") == 0


def test_a_border_is_dragged_by_a_finger(open_page: Open) -> None:
    page = open_page(LESSON, has_touch=True)
    border = page.get_by_role("separator").first.bounding_box()
    assert border
    x, y = border["x"] + 12, border["y"] + 300
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for by in (50, 100, 160):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + by, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_role("separator").first).to_have_attribute("aria-valuenow", "65")
