"""Every kind of page at three widths: nothing sticks out, and axe finds nothing."""

from __future__ import annotations

import importlib.resources

import pytest

from .conftest import WIDTHS, Open

pytestmark = pytest.mark.browser
KINDS = (
    "index.html", "01-bit.html", "07-pointer.html", "07-pointer.html#l3", "07-pointer.proof.html",
    "07-pointer.theory.html", "07-pointer.questions.html", "terms.html", "evidence.html", "mistakes.html", "changes.html",
    "map.html", "ledger.html", "book.html",
)  # fmt: skip
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """
() => axe.run(document, {
    preload: false,
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  })
    .then(found => found.violations.map(each => [each.id, each.help, each.nodes.slice(0, 3).map(node => node.html)]))
"""


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(open_page: Open, address: str, width: int) -> None:
    page = open_page(address, width, bypass_csp=True)
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("panel", ["proof", "questions"])
def test_axe_finds_nothing_in_the_other_panels_of_a_phone(open_page: Open, panel: str) -> None:
    page = open_page(f"07-pointer.html#{panel}", 360, bypass_csp=True)
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []


def test_axe_finds_nothing_in_white_with_the_keys_open(open_page: Open) -> None:
    page = open_page("07-pointer.html", bypass_csp=True)
    page.get_by_label("white").check()
    page.keyboard.press("?")
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("width", (320, *WIDTHS))
def test_no_page_scrolls_sideways(open_page: Open, address: str, width: int) -> None:
    page = open_page(address, width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sticking = "[...document.querySelectorAll('.panel')].filter(panel => panel.scrollWidth > panel.clientWidth).length"
    assert page.evaluate(sticking) == 0


@pytest.mark.parametrize("address", KINDS)
def test_the_first_tab_stop_skips_to_the_text(open_page: Open, address: str) -> None:
    page = open_page(address.partition("#")[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    target = page.evaluate("document.querySelector(document.activeElement.hash ?? ':focus')?.id ?? ''")
    assert target in ("text", "theory", "proof", "questions")


@pytest.mark.parametrize("address", KINDS)
def test_a_page_asks_for_its_style_and_script_and_nothing_else(open_page: Open, address: str) -> None:
    page = open_page("index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("#")[0]))
    page.goto(page.url.replace("index.html", address))
    assert set(asked) <= {address.partition("#")[0], "style.css", "script.js"}


SMALL = """
() => {
  const inText = each => {
    const block = each.closest("p, dd, dt, li, td, h1, h2, h3, h4, h5, figcaption, pre, .rests");
    return block && getComputedStyle(each).display === "inline"
      && block.textContent.replace(/\\s/g, "").length > each.textContent.replace(/\\s/g, "").length;
  };
  return [...document.querySelectorAll("a, button, input, label, summary, [role=separator]")]
    .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.matches(".skip, label input"))
    .filter(each => {
      const { width, height } = each.getBoundingClientRect();
      return height < 24 || (width < 24 && !inText(each));
    }).map(each => each.outerHTML.slice(0, 120));
}
"""


@pytest.mark.parametrize(
    "address", [*KINDS, "07-pointer.html?step#l3", "07-pointer.html#proof", "07-pointer.html#questions"]
)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_can_be_pressed_is_24_pixels_high_and_as_wide_where_it_stands_alone(
    open_page: Open, address: str, width: int
) -> None:
    page = open_page(address, width)
    assert page.evaluate(SMALL) == []


def test_a_missing_page_is_answered_by_one_that_works_at_any_depth(open_page: Open, server: str) -> None:
    page = open_page("index.html", bypass_csp=True)
    page.goto(f"{server}/socket/deep/er/missing.html")
    assert page.locator("html").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 0, 0)"
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []
    assert page.evaluate(SMALL) == []
    page.get_by_role("link", name="its front page").click()
    page.wait_for_url(f"{server}/socket/index.html")


@pytest.mark.parametrize("path", ["/", "/any/path/below/"])
def test_the_site_works_below_any_path(open_page: Open, server: str, path: str) -> None:
    page = open_page("index.html")
    page.goto(f"{server}{path}index.html")
    page.get_by_role("link", name="The pointer and its bytes").click()
    page.locator("#l3 .v").click()
    page.wait_for_url(f"{server}{path}evidence.html#capture:6.1/chain:6")
    row = page.locator("[id='capture:6.1/chain:6']")
    assert row.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(255, 255, 255)"
