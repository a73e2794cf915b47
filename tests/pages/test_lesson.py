"""A lesson's page: the addresses of the contract, its three panels, what a line shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from axiombook.book import Book
from axiombook.check import check_book
from axiombook.check.ledger import ledger_text
from axiombook.facts import Checked
from axiombook.links import is_reserved
from axiombook.pages import Theme, render
from tests.tiny import read, with_capture

Rendered = Callable[..., dict[str, str]]


def panel(text: str, id: str) -> str:
    """The HTML of one panel."""
    return re.search(rf'<section id="{id}".*?</section>', text, re.DOTALL)[0]  # type: ignore[index]


def test_a_lesson_has_three_panels_with_its_lines_proofs_and_questions(site: dict[str, str]) -> None:
    page = site["07-pointer.html"]
    assert re.findall(r'<section id="(\w+)"', page) == ["theory", "proof", "questions"]
    lines = re.findall(r'class="line" id="(\w+)"', panel(page, "theory"))
    assert lines == ["l1", "l2", "l3", "l4", "l5", "l6"]
    assert 'class="entry" id="p3"' in panel(page, "proof")
    assert 'class="entry" id="q3"' in panel(page, "questions")


def test_a_lesson_says_when_its_newest_capture_was_taken_if_it_rests_on_one(site: dict[str, str]) -> None:
    dated = {address for address, text in site.items() if "article:modified_time" in text}
    assert dated == {"07-pointer.html"}
    assert 'content="2026-11-23T17:52:00Z"' in site["07-pointer.html"]
    assert "taken on 2026-11-23." in site["07-pointer.html"] and "taken on" not in site["01-bit.html"]


def test_a_line_without_a_proof_has_no_entry_for_one(site: dict[str, str]) -> None:
    assert 'id="p1"' not in site["07-pointer.html"]


def test_each_panel_alone_holds_what_it_holds_beside_the_others(site: dict[str, str]) -> None:
    for id in ("proof", "theory", "questions"):
        alone = panel(site[f"07-pointer.{id}.html"], id)
        entries = re.findall(r'class="(?:line|entry)".*', alone)
        assert entries
        for entry in entries:
            assert entry in re.sub(' aria-owns="[^"]*"', "", site["07-pointer.html"])
        assert "aria-owns" not in alone


def test_a_line_owns_its_proof_and_its_questions_for_a_reader_who_hears_the_page(site: dict[str, str]) -> None:
    owned = dict(re.findall(r'class="line" id="(\w+)" aria-owns="([^"]*)"', site["07-pointer.html"]))
    assert owned == {"l2": "q2", "l3": "p3 q3", "l4": "p4"}


def test_a_definition_answers_to_its_term_and_a_labelled_line_to_its_label(site: dict[str, str]) -> None:
    assert '<div class="line" id="l2" aria-owns="q2"><span id="t-pointer"></span>' in site["07-pointer.html"]
    assert '<div class="line" id="l3" aria-owns="p3 q3"><span id="slot-three"></span>' in site["07-pointer.html"]


def test_no_line_can_bear_an_id_that_its_pages_have(site: dict[str, str], book: Book) -> None:
    pages = [
        page for address, page in site.items() if address == "book.html" or (address[0].isdigit() and "-" in address)
    ]
    labels = {line.label for line in book.lines()}
    ids = {id for page in pages for id in re.findall(r' id="([^"]+)"', page)} - labels
    assert len(ids) > 80
    assert {id for id in ids if not is_reserved(id)} == set()


@pytest.mark.parametrize(
    "label", ["proof", "l1", "q2", "ledger", "t-bit", "dl0", "menu", "keys-on", "title-proof", "h-bit"]
)
def test_a_label_that_is_an_address_of_the_page_makes_no_second_one(lesson: Rendered, label: str) -> None:
    page = lesson(f"1. **bit** = 0 or 1. {{#{label}}}\n2. 1 bit, by [that](#{label}), 1 + 1 = 2.\n")["01-one.html"]
    assert page.count(f'id="{label}"') <= 1
    assert '<a href="01-one.html#l1">that</a>' in page


def test_a_term_is_a_link_with_its_definition_beside_it(lesson: Rendered) -> None:
    page = lesson("1. **bit** = `0` or **1** & no more.\n2. 2 bits hold 2 * 2 = 4 choices.\n")["01-one.html"]
    link = '<a class="t" href="01-one.html#t-bit" aria-describedby="dl0">bits</a>'
    assert f'{link}<span class="d" id="dl0">1.01 <b>bit</b> = 0 or 1 &amp; no more.</span>' in page


def test_a_definition_has_its_id_once_in_a_panel(lesson: Rendered) -> None:
    page = lesson("1. **bit** = 0 or 1.\n2. A bit and a bit: 1 + 1 = 2.\n\n   Q: Which bit?\n   A: The bit 1.\n")[
        "01-one.html"
    ]
    assert page.count('aria-describedby="dl0"') == 2
    assert page.count('id="dl0"') == 1
    assert page.count('id="dq0"') == 1


def test_a_term_inside_code_and_inside_emphasis_is_a_link(lesson: Rendered) -> None:
    page = lesson("1. **bit** = 0 or 1.\n2. The `bit` and *a bit*: 1 + 1 = 2.\n")["01-one.html"]
    assert '<code><a class="t"' in page
    assert '<i>a <a class="t"' in page


def test_a_term_inside_an_authors_link_is_no_link_of_its_own(lesson: Rendered) -> None:
    page = lesson("1. **bit** = 0 or 1. {#one}\n2. [The bit](#one) and 1 + 1 = 2.\n")["01-one.html"]
    assert '<a href="01-one.html#l1">The bit</a>' in page


def test_what_an_author_writes_is_never_html(site: dict[str, str]) -> None:
    for address, text in site.items():
        if address.endswith(".html"):
            assert "<script>" not in text, address
            assert "<b>a " not in text, address
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in site["07-pointer.theory.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in site["index.html"]


def test_an_address_that_runs_is_shown_as_its_text(site: dict[str, str]) -> None:
    for address, text in site.items():
        if address.endswith(".html"):
            assert 'href="javascript:' not in text.casefold(), address
    assert "as this refuses" in site["07-pointer.html"]


def test_a_title_and_a_description_come_from_the_book_and_are_escaped(lesson: Rendered) -> None:
    page = lesson('1. A "wire" & 1 + 1 = 2 <b>.\n', title="<T>")["01-one.html"]
    assert "<title>1 One - &lt;T&gt;</title>" in page
    assert 'name="description" content="A &#34;wire&#34; &amp; 1 + 1 = 2 &lt;b&gt;."' in page


def test_a_value_leads_to_the_line_of_the_log_that_it_was_taken_from(site: dict[str, str]) -> None:
    value = '<a class="v" href="evidence.html#capture:6.1/chain:6">0xffff8880053cde00</a>'
    assert f"{value} is the" in site["07-pointer.html"]


def test_a_value_that_a_line_uses_is_marked_in_its_log(site: dict[str, str]) -> None:
    assert "CHAIN file=<u>ffff8880053cde00</u>" in panel(site["07-pointer.html"], "proof")


def test_an_excerpt_says_which_lines_it_shows_and_leads_to_the_whole(site: dict[str, str]) -> None:
    page = site["07-pointer.proof.html"]
    assert 'log <a href="evidence.html#capture:6.1/chain">chain</a> <span>lines 1, 6-8 of 10</span>' in page
    assert (
        'source <a href="evidence.html#source:probes/chain.c">probes/chain.c</a> <span>lines 8-14 of 14</span>' in page
    )
    assert '<a class="n" tabindex="-1" href="evidence.html#capture:6.1/chain:7">7</a>[    3.123750]' in page


def test_a_listing_has_bold_keywords_and_italic_comments_and_no_colour(site: dict[str, str]) -> None:
    page = site["07-pointer.proof.html"]
    assert "<b>struct</b> socket *socket = file-&gt;private_data; <i>// 8 bytes</i>" in page
    assert "style=" not in page


def test_a_comment_over_two_rows_is_italic_in_both(site: dict[str, str]) -> None:
    assert "<i>/* Prints the chain of one file:</i>" in site["evidence.html"]
    assert "<i> * file, socket, sock. */</i>" in site["evidence.html"]


def test_a_trace_is_numbered_steps_with_their_callers(site: dict[str, str]) -> None:
    page = site["07-pointer.proof.html"]
    step = re.search(r">#3</a> <span>(.*?)</span></li>", page)[1]  # type: ignore[index]
    assert step.startswith("<span><span>call ")  # inside two calls
    assert step.endswith("</span></span>")
    said = re.sub(r"<br>", "\n", step)
    assert re.sub(r"<[^>]*>", "", said).split("\n") == [
        "call sock_alloc()",
        "from #2",
        "[rsp]=ffffffff8177fe3f (__sys_socket+0x7f/0x1c0)",
        "takes 768 bytes and gives the address of byte 0",
    ]
    assert "return <b>__sys_socket</b> = 3" in page


def test_sums_by_hand_hide_their_results(site: dict[str, str]) -> None:
    page = site["01-bit.proof.html"]
    assert "<p>2 * 2 * 2 * 2 = ?</p><p>16 * 16 = ?</p><details>" in page
    shown = re.sub(r"</?span[^>]*>", "", page)
    assert "<p>2 * 2 * 2 * 2 = 16</p><p>16 * 16 = 256</p></details>" in shown
    assert '<p>16 * 16 = <span class="r" data-is="256">256</span></p>' in page


def test_a_puzzle_folds_its_solution(site: dict[str, str]) -> None:
    page = site["01-bit.questions.html"]
    assert re.search(r"<dt>PUZZLE</dt><dd>How many.*<details><summary>solution</summary><code>2", page)


def test_the_seven_questions_stand_in_the_order_written(site: dict[str, str]) -> None:
    names = re.findall(r"<dt>(W[A-Z]+)</dt>", site["07-pointer.questions.html"])
    assert names[:7] == ["WHAT", "WHY", "WHERE", "WHO", "WHEN", "WITHOUT", "WHICH"]


def test_a_given_line_and_an_axiom_say_so(site: dict[str, str]) -> None:
    assert "<small>[axiom]</small>" in site["01-bit.html"]
    assert "<small>[given]</small>" in site["01-bit.html"]


def test_a_line_lists_what_it_rests_on_and_what_rests_on_it(site: dict[str, str]) -> None:
    line = re.search(r'id="l2".*', panel(site["07-pointer.html"], "theory"))[0]  # type: ignore[index]
    assert 'rests on <a href="01-bit.html#l3">1.03</a> <a href="07-pointer.html#l1">7.01</a>' in line
    assert 'used by <a href="07-pointer.html#l3">7.03</a>' in line
    assert 'see <a href="07-pointer.html#q2">q&amp;a</a>' in line


def test_text_outside_a_line_is_shown_where_it_stands(lesson: Rendered) -> None:
    first = "Before *all*.\n\n1. 1 + 1 = 2.\n\n   - a list\n   - of <b>two</b>\n\n"
    text = f"{first}Between, [a link](01-one.md).\n\n2. 2 + 2 = 4.\n"
    shown = panel(lesson(text)["01-one.html"], "theory")
    parts = ("<p>Before <em>all</em>.</p>", 'id="l1"', "<li>a list</li>", "<p>Between, ", 'id="l2"')
    order = [shown.index(part) for part in parts]
    assert order == sorted(order)
    assert "<li>of &lt;b&gt;two&lt;/b&gt;</li>" in shown
    assert '<a href="01-one.html">a link</a>' in shown


def test_a_lesson_ends_in_its_ledger(site: dict[str, str], checked: Checked, book: Book) -> None:
    for lesson, ledger in zip(book.lessons, checked.ledgers, strict=True):
        for page in (f"{lesson.slug}.html", f"{lesson.slug}.theory.html"):
            shown = re.search(r'<pre class="ledger" id="ledger">(.*?)</pre>', site[page], re.DOTALL)[1]  # type: ignore[index]
            assert shown == ledger_text(ledger)
            assert shown.startswith("NEW THINGS INTRODUCED WITHOUT DERIVATION: ")
            assert len(shown.split("\n")) == 5


def test_a_lesson_names_its_part_its_neighbours_and_what_its_reader_knows(site: dict[str, str]) -> None:
    page = site["07-pointer.html"]
    assert "Part 2  The call" in re.sub(r"<[^>]*>", "", page)
    assert 'before: <a rel="prev" href="01-bit.html">1 The bit</a>' in page
    assert "you know 2 terms" in page
    assert 'rel="next"' not in page


def test_a_finding_is_shown_at_its_line_only_when_asked(
    book: Book, checked: Checked, theme: Theme, site: dict[str, str]
) -> None:
    shown = {page.address: page.content.decode() for page in render(book, checked, theme, findings_shown=True)}
    line = re.search(r'id="l4".*', panel(shown["07-pointer.html"], "theory"))[0]  # type: ignore[index]
    assert '<p class="finding"><b>L001</b> error content/07-pointer.md:' in line
    assert 'id="findings"' in shown["index.html"]
    assert not any('class="finding"' in text or 'id="findings"' in text for text in site.values())


# ---- The address of a heading

HEADED = "## A *first* bit\n\n1. 1 + 1 = 2.\n\n## A first bit!\n\n1. 2 + 2 = 4.\n\n### \N{INFINITY}\n\n1. 3 + 3 = 6.\n"


def headings(page: str) -> list[str]:
    return re.findall(r'<h[3-6] id="([^"]*)"', page)


def test_a_heading_has_its_words_as_its_address_and_leads_to_itself(lesson: Rendered) -> None:
    pages = lesson(HEADED)
    for address in ("01-one.html", "01-one.theory.html"):
        assert headings(pages[address]) == ["h-a-first-bit", "h-a-first-bit-2", "h-section"]
        links = re.findall(r'<a class="here" href="#([^"]*)" aria-label="([^"]*)">', pages[address])
        assert links == [(id, "address of this section") for id in headings(pages[address])]


def test_a_heading_keeps_its_address_when_sections_change_places(lesson: Rendered) -> None:
    one, other = "## One\n\n1. 1 + 1 = 2.\n\n", "## Other\n\n1. 2 + 2 = 4.\n\n"
    ids = [headings(lesson(text)["01-one.html"]) for text in (one + other, other + one)]
    assert ids == [["h-one", "h-other"], ["h-other", "h-one"]]


def test_the_address_of_a_heading_does_not_change_with_a_captured_value(tmp_path: Path, theme: Theme) -> None:
    found = set()
    for value in ("0x10", "0x20"):
        text = "# One\n\n## At {{probe.at}} it is\n\n1. 1 + 1 = 2.\n"
        book = read(tmp_path, with_capture(text, f"at={value}\n", "[values]\nat = 'at=(\\w+)'\n"))
        pages = {page.address: page.content.decode() for page in render(book, check_book(book), theme)}
        assert f'At <a class="v" href="evidence.html#capture:probe:1">{value}</a> it is' in pages["01-one.html"]
        found |= set(headings(pages["01-one.html"]))
    assert len(found) == 1


def test_on_one_page_a_heading_has_the_number_of_its_lesson_and_no_link(lesson: Rendered) -> None:
    page = lesson(HEADED)["book.html"]
    assert headings(page) == ["h-1-a-first-bit", "h-1-a-first-bit-2", "h-1-section"]
    assert 'class="here"' not in page


def test_a_link_to_a_heading_lands_on_the_page_that_it_stands_on(tmp_path: Path, theme: Theme) -> None:
    files = {
        "content/01-one.md": "# One\n\n## That\n\n1. [a](02-two.md#h-that) and [b](#h-that), 1 + 1 = 2.\n",
        "content/02-two.md": "# Two\n\n## That\n\n1. 2 + 2 = 4.\n",
        "content/index.md": "[c](02-two.md#h-that)\n",
    }
    book = read(tmp_path, files, "that and")
    pages = {page.address: page.content.decode() for page in render(book, check_book(book), theme)}
    for address, first, second in (
        ("01-one.html", "02-two.html#h-that", "01-one.html#h-that"),
        ("book.html", "#h-2-that", "#h-1-that"),
    ):
        assert f'<a href="{first}">a</a> and <a href="{second}">b</a>' in pages[address]
    assert '<a href="02-two.html#h-that">c</a>' in pages["index.html"]
    assert headings(pages["book.html"]) == ["h-1-that", "h-2-that"]


def test_a_finding_in_a_heading_is_shown_under_the_heading(tmp_path: Path, theme: Theme) -> None:
    book = read(tmp_path, "# One\n\n1. 1 + 1 = 2.\n\n## A wonk\n\n1. 2 + 2 = 4.\n\n   wonk\n", "a")
    shown = {page.address: page.content.decode() for page in render(book, check_book(book), theme, findings_shown=True)}
    for address, heading in (("01-one.html", "h-a-wonk"), ("book.html", "h-1-a-wonk")):
        assert re.search(
            rf'<h3 id="{heading}">.*</h3>\n<p class="finding"><b>T002</b> error content/01-one.md:5:', shown[address]
        )
    assert re.findall(r'<b>T002</b> <a href="([^"]*)"', shown["index.html"]) == [
        "01-one.html#h-a-wonk",
        "01-one.html#l2",
    ]
