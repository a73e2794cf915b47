"""Definitions inside definitions: by keyboard, by pointer, by touch, and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import tiny

from .conftest import WIDTHS, Open, reach, site_of
from .test_every_page import AXE, RUN
from .test_lesson import LESSON

pytestmark = pytest.mark.browser
POINTER = "7.02 pointer = 8 bytes that hold an address."
ADDRESS = "7.01 address = a number that names 1 byte of memory; 8 bytes hold it."
BYTE = "1.03 byte = 8 bits, which hold 2 * 2 * 2 * 2 * 2 * 2 * 2 * 2 = 256 choices."
BIT = "1.02 bit = the choice between 2 states, written 0 or 1."


def definition(page: Page) -> Locator:
    """The definition of pointer, which line 5 uses."""
    return page.locator("#l5 .d").first


def term(box: Locator, text: str) -> Locator:
    return box.get_by_role("button", name=text, exact=True)


def press(user: Locator, inside: Locator) -> None:
    """Points at a term and presses something in its definition."""
    reach(user, lambda patience: inside.click(timeout=patience))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_pressed_term_opens_inside_the_definition_down_to_the_axioms(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width)
    box = definition(page)
    for text, said in (("address", ADDRESS), ("byte", BYTE), ("bits", BIT)):
        press(page.locator("#l5 .t").first, term(box, text))
        expect(box.locator(".deeper").last).to_have_text(said)
    assert box.locator(".deeper").count() == 3
    inside = box.bounding_box()
    assert inside and inside["x"] >= 0 and inside["x"] + inside["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_pinned_definition_stays_when_the_pointer_leaves_and_a_click_elsewhere_closes_it(open_page: Open) -> None:
    page = open_page(LESSON)
    press(page.locator("#l5 .t").first, term(definition(page), "address"))
    page.mouse.move(5, 5)
    page.wait_for_timeout(600)  # longer than a definition stays open by itself
    expect(definition(page)).to_be_visible()
    page.mouse.click(5, 5)
    expect(definition(page)).to_be_hidden()


def test_another_term_takes_the_place_and_the_same_again_closes(open_page: Open) -> None:
    page = open_page(LESSON)
    box = definition(page)
    press(page.locator("#l5 .t").first, term(box, "address"))
    term(box, "bytes").first.click()
    expect(box.locator(".deeper")).to_have_text(BYTE)
    expect(term(box, "address")).to_have_attribute("aria-expanded", "false")
    term(box, "bytes").first.click()
    expect(box.locator(".deeper")).to_have_count(0)


def test_by_keyboard_tab_enters_a_definition_and_escape_leaves_it_level_by_level(open_page: Open) -> None:
    page = open_page(LESSON)
    box = definition(page)
    page.locator("#l5 .no").focus()
    page.keyboard.press("Tab")
    expect(term(box, "address")).to_be_visible()
    for _ in range(3):  # the number of the definition's line, bytes, address
        page.keyboard.press("Tab")
    expect(term(box, "address")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(term(box, "byte")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.locator(".deeper").last).to_have_text(BYTE)
    page.keyboard.press("Escape")
    expect(box.locator(".deeper")).to_have_count(1)
    expect(term(box, "byte")).to_be_focused()
    page.keyboard.press("Escape")
    expect(term(box, "address")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.locator("#l5 .t").first).to_be_focused()


def test_by_touch_a_second_term_opens_below_the_first(open_page: Open) -> None:
    page = open_page(LESSON, 360, has_touch=True)
    page.locator("#l5 .t").first.tap()
    term(definition(page), "address").tap()
    expect(definition(page).locator(".deeper")).to_have_text(ADDRESS)
    assert "#" not in page.url


FOOT = 'document.querySelector(innerWidth < 1100 ? ".tabs" : ".sum").getBoundingClientRect().top'
BOX = f"""each => {{ const box = each.getBoundingClientRect(), line = each.parentElement.getBoundingClientRect();
  return [box.top, {FOOT} - box.bottom,
    box.top >= line.bottom - 1 ? "under" : box.bottom <= line.top + 1 ? "above" : "over"]; }}"""


@pytest.mark.parametrize("by", ["pointer", "focus", "touch"])
@pytest.mark.parametrize("width", WIDTHS)
def test_at_the_foot_of_the_page_a_definition_is_seen_whole(open_page: Open, width: int, by: str) -> None:
    page = open_page(LESSON, width, height=500, has_touch=by == "touch")
    user, box = page.locator("#l5 .t").first, definition(page)
    scroller = 'innerWidth < 1100 ? document.scrollingElement : document.getElementById("theory")'
    page.evaluate(
        f"""() => ({scroller}).scrollBy({{ behavior: "instant",
            top: document.querySelector("#l5 p").getBoundingClientRect().bottom - {FOOT} + 8 }})"""
    )
    if by == "pointer":
        user.hover()
    elif by == "focus":
        page.keyboard.press("Tab")
        user.focus()
    else:
        user.tap()
    expect(box).to_be_visible()
    top, left, side = box.evaluate(BOX)
    assert top >= 0 and left >= 0
    assert side == "under" or (side == "above" and by == "pointer")


def test_the_number_in_a_definition_leads_to_its_line(open_page: Open) -> None:
    page = open_page(LESSON)
    press(page.locator("#l5 .t").first, definition(page).get_by_role("link", name="7.02"))
    page.wait_for_url("**/07-pointer.html#t-pointer")
    expect(page.locator("#l2")).to_be_in_viewport()


def test_what_a_screen_reader_is_told_of_a_term_stays_the_definition_alone(open_page: Open) -> None:
    page = open_page(LESSON)
    page.locator("#l5 .t").first.hover()
    expect(term(definition(page), "address")).to_be_visible()
    expect(page.locator("#l2 .t").last).to_have_accessible_description(ADDRESS)
    expect(page.locator("#l5 .t").first).to_have_accessible_description(POINTER)


def test_in_the_list_of_terms_too(open_page: Open) -> None:
    page = open_page("terms.html")
    box = page.locator("#t-pointer .line .d").last
    press(page.locator("#t-pointer .line .t").last, term(box, "byte"))
    expect(box.locator(".deeper")).to_have_text(BYTE)


def test_nothing_is_asked_for_until_a_definition_opens_and_then_once(open_page: Open) -> None:
    page = open_page(LESSON)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload()
    assert "definitions.js" not in asked
    page.locator("#l5 .t").first.hover()
    expect(term(definition(page), "address")).to_be_visible()
    page.locator("#l2 .t").last.hover()
    expect(term(page.locator("#l2 .d").last, "byte")).to_be_visible()
    assert asked.count("definitions.js") == 1


def test_without_script_a_definition_says_the_same(open_page: Open) -> None:
    page = open_page(LESSON, script=False)
    page.locator("#l5 .t").first.hover()
    expect(definition(page)).to_be_visible()
    expect(definition(page)).to_have_text(POINTER)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_definitions_that_are_open(open_page: Open, width: int) -> None:
    page = open_page(LESSON, width, bypass_csp=True)
    page.locator("#l5").evaluate(
        "line => line.scrollIntoView({ block: 'start', behavior: 'instant' })"
    )  # opens under it
    press(page.locator("#l5 .t").first, term(definition(page), "address"))
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []


# ---- By pointer, across a line full of other terms

CROWDED = f"""# One

1. **slot** (slots) = a place that has room for one thing.
2. **byte** (bytes) = a slot that holds a number.
3. A slot {"byte " * 60}ends.
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a line of many rows: a term in the first, another all over those below it."""
    made = tmp_path_factory.mktemp("crowded")
    return site_of(tiny.write(made / "book", CROWDED), made / "site")


@pytest.fixture(params=["desk", "narrow"])
def pointed(request: pytest.FixtureRequest, open_page: Open, crowded: Path) -> Page:
    """A page where the pointer is on the term of the first row and its definition is open."""
    page = open_page("01-one.html", 1440 if request.param == "desk" else 600, of=crowded)
    page.locator("#l3 .t").first.hover()
    expect(page.locator("#l3 .d").first).to_be_visible()
    return page


def way(page: Page) -> tuple[float, float, float]:
    """Where the pointer is on the term, and how far below that the definition begins."""
    term, box = page.locator("#l3 .t").first.bounding_box(), page.locator("#l3 .d").first.bounding_box()
    assert term and box
    y = term["y"] + term["height"] / 2
    return term["x"] + term["width"] / 2, y, box["y"] + 10 - y


def opened(page: Page) -> list[str]:
    """The terms of the third line whose definitions are seen."""
    terms: list[str] = page.evaluate(
        """[...document.querySelectorAll("#l3 .d")].filter(each => getComputedStyle(each).visibility === "visible")
            .map(each => each.previousElementSibling.textContent)"""
    )
    return terms


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.5])
def test_a_definition_stays_while_the_pointer_goes_to_it_across_other_terms(pointed: Page, seconds: float) -> None:
    pointed.clock.install(time=0)
    pointed.clock.pause_at(1000)  # a busy machine must not look like a pointer that rests
    x, y, down = way(pointed)
    assert down > 60
    for part in range(1, 31):
        pointed.mouse.move(x, y + down * part / 30)
        assert opened(pointed) == ["slot"]
        pointed.wait_for_timeout(1000 * seconds / 30)
    pointed.wait_for_timeout(600)  # longer than a definition stays open by itself
    assert opened(pointed) == ["slot"]


def test_a_term_on_the_way_opens_when_the_pointer_rests_on_it(pointed: Page) -> None:
    x, y, _ = way(pointed)
    pointed.mouse.move(x - 10, y + 24)
    expect(pointed.locator("#l3 .t:hover")).to_have_text("byte")
    expect(pointed.locator("#l3 .t:hover + .d")).to_be_visible()
    expect(pointed.locator("#l3 .d").first).to_be_hidden()


@pytest.mark.parametrize("to", ["elsewhere", "the number of the line"])
def test_a_definition_closes_when_the_pointer_goes_elsewhere(pointed: Page, to: str) -> None:
    x, y, _ = way(pointed)
    pointed.mouse.move(x, y + 20)
    assert opened(pointed) == ["slot"]
    number = pointed.locator("#l3 .no").bounding_box()
    assert number
    pointed.mouse.move(*((5, 5) if to == "elsewhere" else (number["x"] + 2, number["y"] + 2)))
    expect(pointed.locator("#l3 .d").first).to_be_hidden()


def test_escape_closes_a_definition_that_the_pointer_is_on_the_way_to(pointed: Page) -> None:
    x, y, down = way(pointed)
    pointed.mouse.move(x, y + down / 2)
    assert opened(pointed) == ["slot"]
    pointed.keyboard.press("Escape")
    assert opened(pointed) == []


# ---- In a title

TITLED = """# Slots

1. **slot** (slots) = a place that has room for one thing and is known by its count; the first is slot 0, the next slot 1.
"""


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose lesson has a term for its title."""
    made = tmp_path_factory.mktemp("titled")
    return site_of(tiny.write(made / "book", TITLED), made / "site")


@pytest.mark.parametrize("width", (320, *WIDTHS))
def test_the_definition_of_a_title_is_as_wide_as_72_characters_or_the_window(
    open_page: Open, titled: Path, width: int
) -> None:
    page = open_page("01-one.html", width, of=titled)
    page.locator("h1 .t").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    box = page.locator("h1 .d")
    expect(box).to_be_visible()
    opened, term = box.bounding_box(), page.locator("h1 .t").bounding_box()
    assert opened and term
    assert opened["width"] == pytest.approx(min(693, width - 38), abs=3)  # a character is 9.6 pixels wide
    assert opened["x"] >= 0 and opened["x"] + opened["width"] <= width
    assert opened["x"] <= term["x"] and opened["y"] >= term["y"] + term["height"] - 4
