"""What an author sees: a saved line is on the open page at once, and nothing that is read moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serve.conftest import LESSON, Look, Serve, line, long_lesson

pytestmark = pytest.mark.browser


def edit(book: Path, old: str, new: str, name: str = LESSON) -> None:
    """Saves a file with one piece of it replaced."""
    path = book / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_changed_line_is_patched_and_marked_and_no_other(book: Path, serve: Serve, look: Look) -> None:
    window = look(serve(book), "02-two.html")
    window.page.evaluate("window.same = [...document.querySelectorAll('.line')]")
    edit(book, "`7 + 7 = 14`", "`7 + 7 = 14`, a sum")
    window.until_said("7 + 7 = 14, a sum")
    assert window.page.evaluate("[...document.querySelectorAll('[data-patched]')].map(e => e.id)") == ["l7"]
    assert window.page.evaluate("window.same.every((line, at) => line === document.querySelectorAll('.line')[at])")
    window.until("!document.querySelector('[data-patched]')")  # for a moment only


def test_text_above_does_not_move_the_line_that_is_read(book: Path, serve: Serve, look: Look) -> None:
    window = look(serve(book), "02-two.html")
    window.page.evaluate("document.querySelector('#theory').scrollTo({top: 700, behavior: 'instant'})")
    window.page.evaluate("window.read = document.elementFromPoint(800, 300).closest('.line')")
    said = window.page.evaluate("read.innerText.split('\\n')[1]")
    before = window.page.evaluate("read.getBoundingClientRect().top")
    for count in range(1, 21):
        edit(book, "# Two\n\n", f"# Two\n\n1. `{count} * 100 = {count}00`.\n")
        window.until_said(f"{count} * 100 = {count}00")
        assert window.page.evaluate("read.isConnected && read.innerText.split('\\n')[1]") == said
        assert abs(window.page.evaluate("read.getBoundingClientRect().top") - before) < 1


@pytest.mark.parametrize("width", [1600, 900, 360])
def test_the_chosen_line_stays_chosen_under_its_new_number(width: int, book: Path, serve: Serve, look: Look) -> None:
    window = look(serve(book), "02-two.html#l30", width)
    window.until("document.querySelector('.line.chosen')?.id === 'l30'")
    before = window.top(".line.chosen")
    edit(book, line(4), line(4) + "5. `400 * 10 = 4000`.\n")
    window.until("document.querySelector('.line.chosen')?.id === 'l31'")
    assert abs(window.top(".line.chosen") - before) < 1
    assert window.page.url.endswith("#l31")
    ids = window.page.evaluate("[...document.querySelectorAll('.chosen')].map(e => e.id).sort()")
    assert ids == ["l31", "p31", "q31"]
    window.page.keyboard.press("j")  # the theme's keys go on from there
    window.until("document.querySelector('.line.chosen')?.id === 'l32'")


def test_what_the_reader_opened_stays_open(book: Path, serve: Serve, look: Look) -> None:
    edit(book, line(3), "3. `3 + 3 = 6`.\n\n   Puzzle: What is 6 + 6?\n   Solution: 6 + 6 = 12.\n\n")
    window = look(serve(book), "02-two.html")
    window.page.click("#q3 summary")
    window.page.evaluate("widen('questions')")
    edit(book, "What is 6 + 6?", "What sum is 6 + 6?")
    window.until_said("What sum is 6 + 6?")
    assert window.page.evaluate("document.querySelector('#q3 details').open")
    assert window.page.evaluate("document.documentElement.dataset.wide") == "questions"


def test_a_reader_who_steps_stays_at_the_step(book: Path, serve: Serve, look: Look) -> None:
    window = look(serve(book), "02-two.html?step#l30")
    window.until("document.querySelector('.line.chosen')?.id === 'l30'")
    edit(book, line(4), line(4) + "5. `400 * 10 = 4000`.\n")
    window.until("document.querySelector('.line.chosen')?.id === 'l31'")
    assert window.page.evaluate("document.documentElement.classList.contains('step')")
    assert window.page.url.endswith("?step#l31")
    assert window.page.evaluate("[...document.querySelectorAll('.line')].filter(e => e.offsetHeight).length") == 1
    window.page.keyboard.press(" ")
    window.until("document.querySelector('.line.chosen')?.id === 'l32'")


def test_a_finding_appears_at_its_line_and_in_the_list_and_goes(book: Path, serve: Serve, look: Look) -> None:
    server = serve(book)
    window = look(server, "02-two.html")
    assert window.page.locator(".finding, #findings").count() == 0
    edit(book, "`9 + 9 = 18`", "`9 + 9 = 19`")
    window.until("document.querySelector('#l9 .finding')?.innerText.includes('V002')")
    assert window.page.locator("#findings a").get_attribute("href") == "02-two.html#l9"
    assert window.page.locator("#findings li").is_visible()
    server.wait(lambda: "V002" in server.printed)
    edit(book, "`9 + 9 = 19`", "`9 + 9 = 18`")
    window.until("!document.querySelector('.finding, #findings')")
    server.wait(lambda: "1 mended" in server.printed)
    assert server.printed.count("V002") == 1  # told once


def test_a_finding_elsewhere_in_the_book_is_shown_too(book: Path, serve: Serve, look: Look) -> None:
    edit(book, "`8 + 8 = 16`", "a pair of 8: `8 + 8 = 16`")
    window = look(serve(book), "01-one.html")
    edit(book, "**pair**", "**other pair**", "content/01-one.md")
    window.until("document.querySelector('#findings')?.innerText.includes('content/02-two.md:')")
    assert window.page.locator("#findings a[href='02-two.html#l8']").is_visible()


def test_a_list_of_findings_that_was_folded_stays_folded(book: Path, serve: Serve, look: Look) -> None:
    edit(book, "`9 + 9 = 18`", "`9 + 9 = 19`")
    window = look(serve(book), "02-two.html")
    window.page.click("#findings summary")
    edit(book, "`8 + 8 = 16`", "`8 + 8 = 17`")
    window.until("document.querySelectorAll('.finding').length === 2")
    assert not window.page.evaluate("document.querySelector('#findings details').open")


def test_lessons_come_go_and_get_new_names(book: Path, serve: Serve, look: Look) -> None:
    server = serve(book)
    front, lesson = look(server), look(server, "02-two.html#l12")
    (book / "content/03-three.md").write_text("# Three\n\n1. `3 * 3 = 9`.\n", encoding="utf-8")
    front.until("document.querySelector('a[href=\"03-three.html\"]') !== null")
    lesson.until("document.querySelector('a[rel=next]')?.getAttribute('href') === '03-three.html'")
    (book / LESSON).rename(book / "content/04-four.md")
    lesson.until("location.pathname === '/04-four.html'")
    lesson.until("document.querySelector('#l12 .no').innerText === '4.12'")
    assert lesson.page.url.endswith("#l12")
    (book / "content/04-four.md").unlink()
    front.until("document.querySelector('a[href=\"04-four.html\"]') === null")
    lesson.until_said("There is no page at this address")
    (book / "content/04-four.md").write_text(long_lesson(), encoding="utf-8")
    lesson.until_said("8 + 8 = 16")


def test_a_save_by_rename_and_a_burst_of_saves_end_in_the_newest_text(book: Path, serve: Serve, look: Look) -> None:
    window = look(serve(book), "02-two.html")
    text = (book / LESSON).read_text(encoding="utf-8")
    for count in range(1, 41):
        aside = book / "content" / f".02-two.md.{count}"
        aside.write_text(text.replace("`7 + 7 = 14`", f"`7 + {count} = {7 + count}`"), encoding="utf-8")
        aside.replace(book / LESSON)
    window.until_said("7 + 40 = 47")


def test_a_theme_is_shown_as_it_is_saved(book: Path, serve: Serve, look: Look) -> None:
    server = serve(book)
    window = look(server, "02-two.html")
    before = window.page.evaluate("getComputedStyle(document.querySelector('#l1')).paddingLeft")
    own = Path(__file__).parents[2] / "theme"
    (book / "theme").mkdir()
    for path in own.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == "style.css":
            text += "\n.line { padding-left: 77px; }\n"
        if path.name == "lesson.html":
            text = text.replace('<pre class="ledger" id="ledger">', '<p id="mine">my own theme</p><pre class="ledger">')
        (book / "theme" / path.name).write_text(text, encoding="utf-8")
    window.until("getComputedStyle(document.querySelector('#l1')).paddingLeft === '77px'")
    window.until("document.querySelector('#mine') !== null")
    assert before != "77px"
    (book / "theme" / "lesson.html").write_text("{% extends 'base.html' %}{% block body %", encoding="utf-8")
    window.until("document.querySelector('#findings')?.innerText.includes('theme/lesson.html:1')")
    assert window.page.locator("#mine").count() == 1  # the last good one stays
    (book / "theme" / "lesson.html").write_text((own / "lesson.html").read_text(encoding="utf-8"), encoding="utf-8")
    window.until("!document.querySelector('#findings, #mine')")


def test_a_value_taken_again_flows_into_the_open_page(book: Path, serve: Serve, look: Look) -> None:
    captures = book / "proofs" / "captures"
    edit(book, line(5), line(5) + "\n6. {{probe.at}} is a count.\n\n   ```{log} probe\n   match: at\n   ```\n\n")
    window = look(serve(book), "02-two.html")
    window.until_said("there is no capture `probe`")
    captures.mkdir(parents=True)
    (captures / "probe.toml").write_text("[values]\nat = 'at=(\\d+)'\n", encoding="utf-8")
    for value in ("17", "18"):
        (captures / "probe.log").write_text(f"at={value}\n", encoding="utf-8")
        window.until("v => document.querySelector('#l6')?.innerText.includes(`${v} is a count`)", value)
        window.until("v => document.querySelector('#p6 pre')?.innerText.includes(`at=${v}`)", value)


def test_a_lesson_that_cannot_be_read_keeps_its_last_good_page(book: Path, serve: Serve, look: Look) -> None:
    window = look(serve(book), "02-two.html")
    good = (book / LESSON).read_bytes()
    (book / LESSON).write_bytes(good.replace(b"7 + 7", b"7 \xff 7"))
    window.until("document.querySelector('#findings')?.innerText.includes('is not UTF-8')")
    assert "7 + 7 = 14" in window.page.locator("#l7").inner_text()
    (book / LESSON).write_bytes(good)
    window.until("!document.querySelector('#findings')")


def test_a_page_that_was_away_is_new_when_the_server_is_back(book: Path, serve: Serve, look: Look) -> None:
    server = serve(book)
    window = look(server, "02-two.html")
    window.page.evaluate("window.same = document.querySelector('#l1')")
    assert server.stop() == 0
    window.until("document.querySelector('#serve-says') !== null")
    edit(book, "`7 + 7 = 14`", "`7 + 7 = 14`, a sum")
    serve(book, "--port", str(server.port))
    window.until_said("7 + 7 = 14, a sum")
    assert window.page.evaluate("same.isConnected && !document.querySelector('#serve-says')")
