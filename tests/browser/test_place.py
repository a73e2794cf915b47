"""The place is kept: over reload, back and forward, and from one day to the next; from a folder and from a host."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, Open, open_menu
from .test_lesson import LESSON, number, seen
from .test_line import TOP

pytestmark = pytest.mark.browser


def chosen(page: Page) -> str:
    return page.locator(".line.chosen").get_attribute("id") or ""


@pytest.mark.parametrize("by", ["key", "button"])
@pytest.mark.parametrize("width", WIDTHS)
def test_each_step_is_a_place_that_back_forward_and_reload_know(open_page: Open, width: int, by: str) -> None:
    page = open_page(LESSON, width)
    if by == "key":
        page.keyboard.press("s")
    else:
        open_menu(page)
        page.get_by_label("step").check()
    for line in ("l2", "l3"):
        if by == "key":
            page.keyboard.press("Space")
        else:
            page.get_by_role("button", name="next").click()
        expect(page.locator(".line.chosen")).to_have_attribute("id", line)
        assert page.url.endswith(f"{LESSON}?step#{line}")
    page.go_back()
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l2")
    assert page.locator(".line:visible").count() == 1
    page.go_forward()
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l3")
    page.reload()
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l3")
    assert page.locator(".line:visible").count() == 1
    expect(page.get_by_label("step")).to_be_checked()
    if by == "button":
        page.get_by_role("button", name="back", exact=True).click()
        expect(page.locator(".line.chosen")).to_have_attribute("id", "l2")


def test_back_leads_from_the_next_lesson_to_the_last_line_in_step_mode(open_page: Open) -> None:
    page = open_page("01-bit.html?step#l4")
    page.keyboard.press("Space")
    page.wait_for_url(f"**/{LESSON}?step#l1")
    page.go_back()
    page.wait_for_url("**/01-bit.html?step#l4")
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l4")
    assert page.locator(".line:visible").count() == 1


def test_lines_chosen_outside_step_mode_fill_no_history(open_page: Open) -> None:
    page = open_page("index.html")
    page.goto(page.url.replace("index.html", LESSON))
    for _ in range(3):
        page.keyboard.press("j")
    page.go_back()
    page.wait_for_url("**/index.html")


def test_escape_leaves_step_mode_at_its_line(open_page: Open) -> None:
    page = open_page(f"{LESSON}?step#l3")
    page.keyboard.press("Escape")
    assert page.locator(".line:visible").count() == 6
    assert chosen(page) == "l3"
    assert page.url.endswith(f"{LESSON}#l3")


def test_an_address_of_a_term_stays_as_the_reader_came_by_it(open_page: Open) -> None:
    page = open_page(f"{LESSON}#t-pointer")
    expect(page.locator(".line.chosen")).to_have_attribute("id", "l2")
    assert page.url.endswith("#t-pointer")


@pytest.mark.parametrize("at", ["folder", "host"])
def test_widths_lock_panels_and_place_are_kept_over_reload(open_page: Open, server: str, at: str) -> None:
    page = open_page(LESSON, height=500)
    if at == "host":
        page.goto(f"{server}/{LESSON}")
    page.get_by_role("separator").first.press("ArrowRight")
    page.keyboard.press("l")
    page.keyboard.press("4")
    page.locator("#l3 .no").click()
    page.keyboard.press("l")
    page.locator("#proof").evaluate("panel => panel.scrollTo({ top: 150, behavior: 'instant' })")
    page.keyboard.press("l")
    page.reload()
    expect(page.get_by_label("lock")).to_be_checked()
    expect(page.get_by_role("separator").first).to_have_attribute("aria-valuenow", "52")
    assert seen(page) == ["proof", "theory"]
    assert chosen(page) == "l3"
    assert number(page, "document.getElementById('proof').scrollTop") == 150


@pytest.mark.parametrize("width", [360, 1024])
def test_on_a_phone_the_open_panel_and_how_far_it_was_read_are_kept(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width, height=500)
    page.locator(".tabs a[href='#proof']").click()
    page.evaluate("scrollTo({ top: 120, behavior: 'instant' })")
    page.reload()
    assert seen(page) == ["proof"]
    page.wait_for_function("scrollY === 120")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_front_page_leads_back_to_the_line_read_last(open_page: Open, width: int) -> None:
    page = open_page("index.html", width)
    expect(page.get_by_role("link", name="go on at")).to_have_count(0)
    page.goto(page.url.replace("index.html", LESSON))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.goto(page.url.partition("07-")[0] + "01-bit.html#t-byte")  # looked up, not read
    page.goto(page.url.partition("01-")[0] + "index.html")
    moved = page.evaluate(
        """() => new Promise(ready => new PerformanceObserver(list => ready(
            list.getEntries().reduce((sum, each) => sum + each.value, 0))).observe({ type: "layout-shift", buffered: true })
            || setTimeout(() => ready(0), 300))"""
    )
    assert moved == 0
    page.get_by_role("link", name="go on at 7.03").click()
    page.wait_for_url(f"**/{LESSON}#l3")
    assert chosen(page) == "l3"


@pytest.mark.parametrize(
    "kept", ["javascript:alert(1).html#l3 7.03", "https://other.example/x.html#l1 1.01", "7.03", ""]
)
def test_no_other_address_is_led_to(open_page: Open, kept: str) -> None:
    page = open_page("index.html")
    page.evaluate("kept => localStorage.setItem(`book-place ${location.pathname.replace(/[^/]*$/, '')}`, kept)", kept)
    page.reload()
    expect(page.locator("#tool-go-on")).to_be_hidden()


def test_another_book_on_the_same_host_has_a_place_of_its_own(open_page: Open, server: str) -> None:
    page = open_page("index.html")
    page.goto(f"{server}/socket/{LESSON}")
    page.keyboard.press("j")
    page.goto(f"{server}/any/path/below/index.html")
    expect(page.locator("#tool-go-on")).to_be_hidden()
    page.goto(f"{server}/socket/terms.html")
    expect(page.get_by_role("link", name="go on at 7.01")).to_be_visible()


def test_where_nothing_can_be_stored_the_page_works(open_page: Open) -> None:
    page = open_page("index.html")
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new Error('refused'); } })"
    )
    page.goto(page.url.replace("index.html", LESSON))
    page.keyboard.press("j")
    assert chosen(page) == "l1"
    page.reload()
    assert chosen(page) == "l1"


# ---- A tablet is turned, a page is zoomed: three panels become one, or one becomes three

SEEN = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  const foot = document.querySelector(innerWidth < 1100 ? ".tabs" : ".sum").getBoundingClientRect().top;
  return box.height > 0 && box.bottom > 48 && box.top < foot ? box.top / innerHeight : -1;
}"""
TURNS = [((820, 700), (1180, 500)), ((1440, 700), (720, 350))]


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function("width => innerWidth === width", arg=size[0])
    page.evaluate("() => new Promise(ready => requestAnimationFrame(() => requestAnimationFrame(ready)))")


@pytest.mark.parametrize("turn", [*TURNS, *(turn[::-1] for turn in TURNS)])
@pytest.mark.parametrize("is_chosen", [True, False], ids=["chosen", "at the top"])
def test_the_line_that_was_read_stands_where_it_stood_when_the_panels_change(
    open_page: Open, turn: tuple[tuple[int, int], tuple[int, int]], is_chosen: bool
) -> None:
    page = open_page(f"{LESSON}#l5" if is_chosen else LESSON, turn[0][0], height=turn[0][1])
    if is_chosen:
        page.locator("#l5").evaluate("line => line.scrollIntoView({ block: 'center', behavior: 'instant' })")
    else:
        page.locator("#l2").evaluate("line => line.scrollIntoView({ block: 'start', behavior: 'instant' })")
    line = "l5" if is_chosen else page.evaluate(TOP)
    page.evaluate("() => new Promise(ready => requestAnimationFrame(() => requestAnimationFrame(ready)))")
    before = page.evaluate(SEEN, line)
    assert before >= 0
    for size in (turn[1], turn[0], turn[1]):
        resize(page, size)
        now = page.evaluate(SEEN, line)
        assert now >= 0 and abs(now - before) < 0.25, size


def test_a_panel_that_was_read_alone_is_the_one_of_the_phone(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l3", 1440)
    page.keyboard.press("1")
    resize(page, (720, 450))
    assert seen(page) == ["proof"]
    expect(page.locator("#p3")).to_be_in_viewport()


def test_the_panel_that_was_read_on_the_phone_is_there_at_the_desk(open_page: Open) -> None:
    page = open_page(LESSON, 1440)
    page.keyboard.press("2")
    resize(page, (720, 450))
    page.locator(".tabs a[href='#proof']").click()
    resize(page, (1440, 900))
    assert seen(page) == ["proof", "theory", "questions"]
