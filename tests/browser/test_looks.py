"""One typeface, one size, two weights, two colours, rules of one pixel: on every kind of page, at every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import WIDTHS, Open, open_menu
from .test_every_page import KINDS
from .test_lesson import LESSON

pytestmark = pytest.mark.browser

# Property -> the values that elements with a box have, over the whole page, what its boxes draw before them included.
STYLES = """() => {
    const found = {};
    const note = (name, value) => (found[name] ??= new Set()).add(value);
    for (const each of document.body.querySelectorAll("*")) {
        if (!each.getClientRects().length) continue;
        for (const part of [null, "::before"]) {
            const style = getComputedStyle(each, part);
            for (const name of ["fontFamily", "fontSize", "fontWeight", "color", "borderRadius", "boxShadow"])
                note(name, style[name]);
            for (const side of ["Top", "Right", "Bottom", "Left"]) note("rule", style[`border${side}Width`]);
            note("ground", style.backgroundColor);
        }
    }
    return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values]]));
}"""
BLACK, WHITE, NONE = "rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(
    ("address", "width", "scheme"),
    [
        *((kind, width, "light") for kind in KINDS for width in (360, 1600)),
        (LESSON, 1024, "light"),
        (LESSON, 1600, "dark"),
    ],
)
def test_a_page_is_set_in_one_typeface_and_no_colour(open_page: Open, address: str, width: int, scheme: str) -> None:
    page = open_page(address, width, color_scheme=scheme)
    open_menu(page)
    found = page.evaluate(STYLES)
    assert len(found["fontFamily"]) == 1
    assert found["fontSize"] == ["16px"]
    assert set(found["fontWeight"]) <= {"400", "700"}
    assert set(found["color"]) <= {BLACK, WHITE}
    assert set(found["ground"]) <= {BLACK, WHITE, NONE}
    assert set(found["rule"]) <= {"0px", "1px"}
    assert found["borderRadius"] == ["0px"]
    assert found["boxShadow"] == ["none"]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("address", [LESSON, "07-pointer.proof.html", "terms.html"])
def test_a_phones_header_is_the_title_and_the_rest_is_behind_a_sign(
    open_page: Open, address: str, script: bool
) -> None:
    page = open_page(address, 360, script=script)
    header = page.locator("header")
    title = header.locator("h1, .book").last
    expect(title).to_be_visible()
    assert header.locator("nav a:visible, .tools label:visible").count() == 0
    open_menu(page)
    expect(header.locator("nav a").first).to_be_visible()
    expect(page.get_by_label("white")).to_be_visible()


def test_at_a_desk_the_header_is_two_rows_and_has_no_menu(open_page: Open) -> None:
    page = open_page(LESSON)
    expect(page.get_by_label("menu")).to_be_hidden()
    tops = (
        "[...document.querySelectorAll('header > :is(.over, .tools, .near)')].map(e => e.getBoundingClientRect().top)"
    )
    first, tools, second, modes = page.evaluate(tops)
    assert first == tools < second == modes


@pytest.mark.parametrize("address", [f"{LESSON}#l3", "07-pointer.theory.html", "book.html", "index.html"])
def test_text_is_at_most_72_characters_wide(open_page: Open, address: str) -> None:
    page = open_page(address, 1600)
    page.keyboard.press("2")  # a lesson's theory alone; on the other pages no key
    widest = """() => {
        const rule = document.body.appendChild(document.createElement("div"));
        rule.style.width = "72ch";
        const texts = [...document.querySelectorAll(".line p, .line dd, .entry dd, .front p, .front li")];
        return Math.max(...texts.map((each) => each.clientWidth)) <= Math.ceil(rule.getBoundingClientRect().width);
    }"""
    assert page.evaluate(widest)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_log_never_wraps_and_its_numbers_stay(open_page: Open, width: int) -> None:
    page = open_page(f"{LESSON}#p3", width)
    block = page.locator("#p3 figure.log pre").first
    rows = "e => e.clientHeight / parseFloat(getComputedStyle(e).lineHeight)"
    assert round(block.evaluate(rows)) == block.locator("code").inner_text().count("\n") + 1
    before = block.locator(".n").first.bounding_box()
    block.evaluate("e => e.scrollLeft = 99")
    assert block.locator(".n").first.bounding_box() == before


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_says_in_words_what_it_draws_at_every_width(open_page: Open, width: int) -> None:
    page = open_page("map.html", width)
    narrow = "[...document.querySelectorAll('.facts dd')].filter(each => each.clientWidth < 200).length"
    assert page.evaluate(narrow) == 0
