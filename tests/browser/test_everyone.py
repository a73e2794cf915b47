"""For every reader: nothing jumps, 400 % zoom, less motion, paper, and pages without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import WIDTHS, Open
from .test_every_page import KINDS
from .test_lesson import LESSON

pytestmark = pytest.mark.browser
MOVED = """
() => new Promise(ready => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => ready(sum), 300);
})
"""

# At each picture that the browser paints: the panels that are shown.
SEEN = """
  window.seen = [];
  const look = () => {
    for (const panel of document.querySelectorAll(".panel")) {
      if (panel.checkVisibility() && !seen.includes(panel.id)) seen.push(panel.id);
    }
    requestAnimationFrame(look);
  };
  look();
"""


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_loads(open_page: Open, address: str, width: int) -> None:
    page = open_page(address, width)
    assert page.evaluate(MOVED) == 0


@pytest.mark.parametrize("address", [LESSON, f"{LESSON}#l3"])
@pytest.mark.parametrize("width", (360, 820))
def test_while_a_phone_loads_a_lesson_no_panel_is_shown_that_goes_away(
    browser: Browser, server: str, address: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(f"{{ {SEEN} }}")
        page.goto(f"{server}/{address}")
        page.wait_for_function("document.documentElement.matches('.ready')")
        assert page.evaluate("seen") == ["theory"]


@pytest.mark.parametrize(
    "state", [{"wide": "proof"}, {"shares": "20 50 30"}, {"tool-step": "on"}, {"tool-by-hand": "on"}]
)
def test_nothing_moves_where_the_reader_left_the_panels_changed(open_page: Open, state: dict[str, str]) -> None:
    page = open_page(LESSON)
    for name, value in state.items():
        page.evaluate("([name, value]) => localStorage.setItem(`book-${name}`, value)", [name, value])
    page.reload()
    assert page.evaluate(MOVED) <= 0.1  # what a good page may move


@pytest.mark.parametrize("address", [*KINDS, "07-pointer.html?step#l3"])
def test_at_400_percent_everything_is_in_one_column(open_page: Open, address: str) -> None:
    page = open_page(address, 320, height=256)  # 1280 by 1024 at 400 %
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    fixed = """[...document.querySelectorAll("body *")].filter(each => getComputedStyle(each).position === "fixed"
        && each.offsetParent !== document.body && each.checkVisibility()).reduce((sum, each) => sum + each.offsetHeight, 0)"""
    assert page.evaluate(fixed) <= 256 / 2


def test_at_400_percent_the_line_that_has_the_focus_is_not_covered(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l1", 320, height=256)
    for _ in range(25):
        page.keyboard.press("Tab")
        page.wait_for_timeout(150)  # a definition that the focus left closes after 100 ms
        covered = page.evaluate(
            """() => {
              if (document.activeElement === document.body) return "";
              const box = document.activeElement.getBoundingClientRect();
              const at = [box.left + box.width / 2, box.top + Math.min(box.height, 24) / 2];
              const top = document.elementFromPoint(...at);
              return !top || !(document.activeElement.contains(top) || top.contains(document.activeElement))
                ? document.activeElement.outerHTML : "";
            }"""
        )
        assert covered == ""


@pytest.mark.parametrize(("wish", "how"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_panels_glide_only_where_motion_is_wanted(open_page: Open, wish: str, how: str) -> None:
    page = open_page(LESSON)
    page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
    assert page.locator("#theory").evaluate("panel => getComputedStyle(panel).scrollBehavior") == how


def test_twice_the_space_between_letters_and_rows_cuts_nothing(open_page: Open) -> None:
    page = open_page(LESSON, 360, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
        " p { margin-bottom: 2em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def in_letters_of(page: Page, pixels: int) -> None:
    """Loads the page again for a reader who told the browser how large letters are to be."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})
    page.reload()


@pytest.mark.parametrize(("pixels", "width", "panels"), [(16, 1100, 3), (16, 1099, 1), (32, 2200, 3), (32, 2199, 1)])
def test_there_are_three_panels_where_there_is_room_for_their_letters(
    open_page: Open, pixels: int, width: int, panels: int
) -> None:
    page = open_page(LESSON, width)
    in_letters_of(page, pixels)
    assert page.locator(".panel:visible").count() == panels
    assert page.locator(".tabs").is_visible() == (panels == 1)
    page.keyboard.press("1")  # the script knows it, too
    assert page.locator(".panel:visible").evaluate_all("all => all.map(each => each.id)") == ["proof"]


@pytest.mark.parametrize("pixels", [16, 24, 32])
def test_the_heading_of_a_panel_covers_nothing_of_the_chosen_line_however_large_its_letters(
    open_page: Open, pixels: int
) -> None:
    page = open_page(LESSON, 2400, height=600)
    in_letters_of(page, pixels)
    for key in "jjjj":
        page.keyboard.press(key)
    heading, number = page.locator("#proof h2").bounding_box(), page.locator("#p4 .no").bounding_box()
    assert heading and number
    assert number["y"] >= heading["y"] + heading["height"]


def shown_on_paper(page: Page) -> str:
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    return " ".join(text.split())


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_paper_holds_every_line_proof_question_and_solution(open_page: Open, script: bool) -> None:
    page = open_page(LESSON, 794, script=script)
    text = shown_on_paper(page)
    for said in ("pointer (pointers, ptr) = 8 bytes", "PROBE", "Is <b>a pointer</b> a new kind of thing & more?"):
        assert said in text
    assert "hide" not in text and "where am I" not in text and "[ 1 ]" not in text


def test_paper_from_step_mode_holds_every_line(open_page: Open) -> None:
    page = open_page(f"{LESSON}?step#l3")
    assert page.locator(".line:visible").count() == 1
    page.emulate_media(media="print")
    assert page.locator(".line:visible").count() == 6
    expect(page.get_by_role("button", name="next")).to_be_hidden()


@pytest.mark.parametrize("address", KINDS)
def test_no_page_is_cut_on_paper(open_page: Open, address: str) -> None:
    page = open_page(address, 794)  # A4 at 96 dots an inch
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cut = """[...document.querySelectorAll("pre, .panel, main, table")]
        .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1
            && getComputedStyle(each).overflowX !== "visible").map(each => each.outerHTML.slice(0, 200))"""
    assert page.evaluate(cut) == []


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_without_script_a_page_says_all_that_it_says_with_it(open_page: Open, address: str, width: int) -> None:
    words = []
    for script in (True, False):
        page = open_page(address, width, script=script)
        page.emulate_media(media="print")
        words.append(shown_on_paper(page))
    assert words[0] == words[1]


def test_without_script_no_control_is_dead(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l3", script=False)
    assert page.locator("button").filter(visible=True).count() == 0
    expect(page.get_by_label("white")).to_be_visible()


def test_a_page_can_be_read_before_its_script_came(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 1600, "height": 800})
    page = context.new_page()
    page.route("**/script.js", lambda route: route.abort())
    page.goto(f"{server}/{LESSON}", wait_until="domcontentloaded")
    for panel in ("proof", "theory", "questions"):
        expect(page.locator(f"#{panel}")).to_be_visible()
    assert page.locator("button").filter(visible=True).count() == 0
    context.close()


def order_of(page: Page) -> list[str]:
    """The lines, proofs and questions of a page from top to bottom, those that are shown."""
    ids: list[str] = page.evaluate(
        """[...document.querySelectorAll(".panel > :is(.line, .entry)")].filter(each => each.checkVisibility())
            .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top).map(each => each.id)"""
    )
    return ids


BY_LINE = ["l1", "l2", "q2", "l3", "p3", "q3", "l4", "p4", "l5", "l6"]


def test_a_lesson_is_printed_line_by_line_and_is_three_panels_again_after(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l3")
    before = page.locator("main").evaluate("main => main.outerHTML")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert order_of(page) == BY_LINE
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main").evaluate("main => main.outerHTML") == before


def test_the_book_on_one_page_is_in_the_same_order(open_page: Open) -> None:
    page = open_page("book.html")
    ids = page.locator("section [id^='l7.'], section [id^='p7.'], section [id^='q7.']").evaluate_all(
        "all => all.map(e => e.id)"
    )
    assert [id.replace("7.0", "") for id in ids] == BY_LINE
