"""What a reader needs who hears the page, has no mouse, a finger, or colours of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, Open
from .test_every_page import KINDS, SMALL
from .test_lesson import LESSON

pytestmark = pytest.mark.browser


def heard(page: Page) -> str:
    """The text of the page in the order of the browser's own tree for those who hear it."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes: dict[str, dict[str, Any]] = {node["nodeId"]: node for node in tree}

    def words(id: str) -> Iterator[str]:
        node = nodes[id]
        role = node.get("role", {}).get("value", "")
        if not node["ignored"] and role in ("StaticText", "image"):
            yield node.get("name", {}).get("value", "")
        if role != "StaticText":
            for child in node.get("childIds", ()):
                yield from words(child)

    return " ".join(" ".join(words(tree[0]["nodeId"])).split())


SAID = (
    "8 bytes that hold an", "4 bytes end at 4294967295", "is the pointer in slot 3", "PROBE", "The pointer is the file itself",
    "Is <b>a", "+ 32 =", "the very byte", "The first bit",
)  # fmt: skip


@pytest.mark.parametrize(("width", "script"), [(1600, True), (1600, False), (360, False)])
def test_who_hears_a_lesson_is_told_line_proof_questions_then_the_next_line(
    open_page: Open, width: int, script: bool
) -> None:
    said = heard(open_page(LESSON, width, script=script))
    places = [said.find(words) for words in SAID]
    assert -1 not in places, said
    assert places == sorted(places)


@pytest.mark.parametrize("panel", ["proof", "questions"])
def test_on_a_phone_the_panel_that_is_shown_is_heard(open_page: Open, panel: str) -> None:
    said = heard(open_page(f"{LESSON}#{panel}", 360))
    assert ("PROBE" in said) == (panel == "proof")
    assert ("The pointer is the file itself" in said) == (panel == "questions")


def test_drawings_and_chains_are_pictures_with_their_words(open_page: Open) -> None:
    page = open_page("01-bit.html")
    expect(page.locator("#theory").get_by_role("img")).to_have_accessible_name(
        "figure: 0, 1, 0, 0, 0, 0, 0, 1, one byte: 64 + 1 = 65"
    )
    page.goto(page.url.replace("01-bit.html", LESSON))
    assert "struct" in (page.locator("#p3").get_by_role("img").get_attribute("aria-label") or "")


OBSCURED = """
() => {
  const focused = document.activeElement;
  if (focused === document.body) return "";
  const box = [...focused.getClientRects()].find(each => each.bottom > 0 && each.top < innerHeight && each.width);
  if (!box) return `not in view: ${focused.outerHTML.slice(0, 99)}`;
  const style = getComputedStyle(focused);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `no mark: ${focused.outerHTML.slice(0, 99)}`;
  const [x, y] = [box.left + box.width / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
  const top = document.elementFromPoint(Math.min(x, innerWidth - 1), Math.min(y, innerHeight - 1));
  const seen = top && (focused.contains(top) || top.contains(focused));
  return seen ? "" : `covered by ${top?.outerHTML.slice(0, 60)}: ${focused.outerHTML.slice(0, 99)}`;
}
"""


@pytest.mark.parametrize(
    "address", ["07-pointer.html#l3", "07-pointer.proof.html", "terms.html", "evidence.html", "map.html"]
)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_has_the_focus_is_marked_and_seen_forwards_and_backwards(
    open_page: Open, address: str, width: int
) -> None:
    page = open_page(address, width, height=400, bypass_csp=True)  # the test's own waiting is no script of the page
    for key in [*["Tab"] * 25, *["Shift+Tab"] * 20]:
        page.keyboard.press(key)
        page.wait_for_function(
            "![...document.querySelectorAll('.d')].some(each => !each.matches(':focus-within')"
            " && !each.previousElementSibling.matches(':focus-visible') && getComputedStyle(each).visibility === 'visible')"
        )
        assert page.evaluate(OBSCURED) == ""


def test_the_dialogs_and_answers_are_large_enough_too(open_page: Open) -> None:
    page = open_page(LESSON, 360)
    page.keyboard.press("h")
    for key in ("?", "i", "/"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert page.evaluate(SMALL) == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize("address", ["index.html", "terms.html", "07-pointer.proof.html", LESSON])
def test_on_every_page_single_keys_can_be_switched_off(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.get_by_role("button", name="keys ?" if address == LESSON else "search /").click()
    page.get_by_label("keys are on" if address == LESSON else "the key / opens this").uncheck()
    page.get_by_role("button", name="close").filter(visible=True).click()
    for key in "/j1s?hci":
        page.keyboard.press(key)
    assert page.get_by_role("dialog").filter(visible=True).count() == 0
    assert page.locator(".chosen").count() == 0
    page.goto(page.url.replace(address, "map.html"))  # and on the others
    page.keyboard.press("/")
    expect(page.locator("#tool-search")).to_be_hidden()


@pytest.mark.parametrize("address", ["07-pointer.proof.html", "07-pointer.theory.html", "07-pointer.questions.html"])
def test_a_panel_alone_offers_nothing_that_works_with_three_only(open_page: Open, address: str) -> None:
    page = open_page(address)
    for name in ("step", "by hand", "lock"):
        expect(page.get_by_label(name)).to_have_count(0)
    expect(page.get_by_role("button", name="keys ?")).to_have_count(0)
    page.get_by_role("button", name="search /").click()
    expect(page.locator("#tool-search")).to_be_visible()


@pytest.mark.parametrize("opens", ["/", "?", "i"])
def test_a_dialog_gives_the_focus_back(open_page: Open, opens: str) -> None:
    page = open_page(LESSON)
    page.locator("#l3 .no").focus()
    page.keyboard.press(opens)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#l3 .no")).to_be_focused()


@pytest.mark.parametrize("opens", ["/", "?", "i"])
@pytest.mark.parametrize("size", [(320, 256), (360, 640), (1600, 800)])
def test_a_dialog_opens_at_its_top_inside_the_window_on_a_ground_of_its_own(
    open_page: Open, size: tuple[int, int], opens: str
) -> None:
    page = open_page(f"{LESSON}#l3", size[0], height=size[1])
    page.keyboard.press(opens)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_be_in_viewport(ratio=1)
    assert dialog.evaluate("dialog => dialog.scrollTop") == 0
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0 and box["y"] >= 0
    assert box["x"] + box["width"] <= size[0] and box["y"] + box["height"] <= size[1]
    # No number of the page is cut into another one by its edge.
    assert dialog.evaluate("dialog => getComputedStyle(dialog, '::backdrop').backgroundColor") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("width", WIDTHS)
def test_in_the_readers_own_colours_states_and_focus_are_seen(open_page: Open, width: int) -> None:
    page = open_page(f"{LESSON}#l3", width, forced_colors="active")
    if width == 360:
        page.get_by_label("menu").press("Space")  # by keyboard, as what follows
    page.get_by_label("step").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    before = page.evaluate("getComputedStyle(document.activeElement, '::before').content")
    page.keyboard.press("Space")
    assert page.evaluate("getComputedStyle(document.activeElement, '::before').content") != before
    page.locator("#l3 .no").focus()
    expect(page.locator("#l3")).to_have_css(
        "background-color",
        page.evaluate(
            "() => { const probe = document.createElement('p'); probe.className = 'chosen'; document.body.append(probe);"
            " return getComputedStyle(probe).backgroundColor; }"
        ),
    )


@pytest.mark.parametrize("address", KINDS)
def test_less_motion_means_none(open_page: Open, address: str) -> None:
    page = open_page(address)
    moving = """[...document.querySelectorAll("*")].filter(each => {
        const style = getComputedStyle(each);
        return style.animationName !== "none" || style.scrollBehavior === "smooth"
          || /(transform|opacity|height|width|top|left|all)/.test(style.transitionProperty) && style.transitionDuration !== "0s";
    }).map(each => each.outerHTML.slice(0, 99))"""
    assert page.evaluate(moving) == []


def shade(page: Page, user: str) -> bytes:
    """The picture of a pixel inside the left upper corner of an element: its ground as it is painted."""
    box = page.locator(user).first.bounding_box()
    assert box
    return page.screenshot(clip={"x": box["x"] + 2, "y": box["y"] + 2, "width": 1, "height": 1})


def test_in_the_readers_own_colours_a_chosen_log_is_of_one_shade(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l3", forced_colors="active")
    assert shade(page, "#p3 .log .n") == shade(page, "#p3") == shade(page, "#l3")
    assert shade(page, "#l3") != shade(page, "#l2")
    page.locator("#p3 pre").first.evaluate("log => { log.scrollLeft = 60; }")
    assert shade(page, "#p3 .log .n") == shade(page, "#p3")


def test_in_the_readers_own_colours_the_picked_result_is_marked_as_a_chosen_line_is(open_page: Open) -> None:
    page = open_page(f"{LESSON}#l3", forced_colors="active")
    chosen = shade(page, "#l3")
    page.keyboard.press("/")
    page.locator("#tool-sought").fill("byte")
    expect(page.locator("#tool-found a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert shade(page, "#tool-found [aria-selected=true]") == chosen
    assert shade(page, "#tool-found [aria-selected=false]") == shade(page, "#tool-search")
