"""Where links lead, in lessons and on the front page; and at which column a broken one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.pages import Page, load, render
from axiombook.read import read_book
from tests.tiny import codes, findings, with_capture, write

THEME = Path(__file__).resolve().parents[2] / "theme"

TWO = (
    "# Two\n\n## Two x\n\n1. **cell** = a count of 2. {#here}\n2. A cell has 2. {axiom}\n"
    "\n   Q: 2?\n   A: Yes, 2.\n\n   ```{log} probe\n   ```\n"
)

BROKEN = {
    "a page": ("[x](03-none.md)", "03-none.md", "L001"),
    "a place in a page": ("[x](02-two.md#none)", "02-two.md#none", "L001"),
    "a line that is not there": ("[x](02-two.md#l3)", "02-two.md#l3", "L001"),
    "a heading that is not there": ("[x](02-two.md#h-x)", "02-two.md#h-x", "L001"),
    "a heading of another lesson": ("[x](#h-two-x)", "#h-two-x", "R003"),
    "a heading of a lesson in the whole book": ("[x](book.html#h-two-x)", "book.html#h-two-x", "L001"),
    "a term that is not there": ("[x](terms.html#t-none)", "terms.html#t-none", "L001"),
    "a line of a lesson in the whole book": ("[x](book.html#l2)", "book.html#l2", "L001"),
    "a place of the whole book": ("[x](book.html#l2.03)", "book.html#l2.03", "L001"),
    "a place of the evidence": ("[x](evidence.html#none)", "evidence.html#none", "L001"),
    "a proof that a line has not": ("[x](02-two.md#p1)", "02-two.md#p1", "L001"),
    "questions that a line has not": ("[x](02-two.html#q1)", "02-two.html#q1", "L001"),
    "a proof that a line of the book has not": ("[x](book.html#p2.01)", "book.html#p2.01", "L001"),
    "a panel where another one is alone": ("[x](02-two.theory.html#proof)", "02-two.theory.html#proof", "L001"),
    "a line where the proof is alone": ("[x](02-two.proof.html#l2)", "02-two.proof.html#l2", "L001"),
    "a label where the proof is alone": ("[x](02-two.proof.html#here)", "02-two.proof.html#here", "L001"),
    "a capture": ("[x](evidence.html#capture:none)", "evidence.html#capture:none", "L001"),
    "a source": ("[x](evidence.html#source:probe)", "evidence.html#source:probe", "L001"),
    "a place of the front page": ("[x](index.html#none)", "index.html#none", "L001"),
    "a place of what is no page": ("[x](book.json#none)", "book.json#none", "L001"),
    "a feed of a book without an address": ("[x](feed.xml)", "feed.xml", "L001"),
    "a place of the map": ("[x](map.html#lesson-3)", "map.html#lesson-3", "L001"),
    "an address in brackets": ("[x](<no such page.md>)", "no such page.md", "L001"),
    "a link with a title": ('[x](none.md "none.md")', "none.md", "L001"),
    "no address": ("[x]()", "[", "L001"),
    "a reference": ("[x][none]", "[", "L001"),
    "an image": ("![x](none.png)", "none.png", "L001"),
    "an image that is a line": ("![x](#l1)", "#l1", "L001"),
    "an image of another host": ("![x](https://example.org/a.png)", "https://example.org/a.png", "L001"),
    "an image that is a page": ("![x](02-two.md)", "02-two.md", "L001"),
    "out of the book": ("[x](../README.md)", "../README.md", "L001"),
    "a path of the machine": ("[x](/etc/passwd)", "/etc/passwd", "L001"),
    "another scheme": ("[x](file:///etc/passwd)", "file:///etc/passwd", "L001"),
    "a label": ("[x](#none)", "#none", "R003"),
    "a label of another page": ("[x](#l3)", "#l3", "R003"),
    "a later label": ("[x](#here)", "#here", "R002"),
    "its own line": ("[x](#l1)", "#l1", "R002"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_link_is_told_at_its_address(what: str, tmp_path: Path) -> None:
    link, token, code = BROKEN[what]
    first = f"# One\n\n1. Of none.md and {link}: `2 * 2 = 4`.\n"
    book = with_capture(first, "x=2\n", **{"content/02-two.md": TWO})
    [found] = findings(tmp_path, book, "x two md none yes")
    span = found.span
    row = first.split("\n")[span.line - 1]
    assert (found.code, span.line, row[span.column - 1 : span.end - 1]) == (code, 3, token)


GOOD = """
[x](02-two.md) [x](02-two.html) [x](./02-two.md) [x](02-two.md#l2) [x](02-two.html#p2) [x](02-two.md#here)
[x](02-two.md#h-two-x) [x](02-two.html#h-two-x) [x](02-two.theory.html#h-two-x) [x](book.html#h-2-two-x) [x](#h-one)
[x](02-two.md#t-cell) [x](02-two.md#questions) [x](02-two.theory.html#l1) [x](terms.html#t-cell) [x](book.html)
[x](book.html#l2.02) [x](book.html#here) [x](book.html#t-cell) [x](book.html#02-two) [x](map.html#lesson-2)
[x](changes.html) [x](ledger.html#ledger) [x](index.html#ledger) [x](evidence.html#capture:probe)
[x](evidence.html#capture:probe:1) [x](evidence.html#source:s.c) [x](02-two.proof.html#p2) [x](book.html#q2.02)
[x](01-one.html#p1)
[x](book.json) [x](https://example.org) [x](mailto:a@example.org) [x](#proof) [x](#) [x](./#l1) [x](pictures/a.png) [x](a%20b.txt.gz)
![x](pictures/a.png) ![x](./pictures/a.png) ![x](a%20b.txt.gz) <https://example.org>
""".split("\n")


def test_links_that_land(tmp_path: Path) -> None:
    rows = "\n   ".join(row for row in GOOD if row)
    files = {"content/pictures/a.png": b"", "content/a b.txt.gz": b"", "proofs/sources/s.c": "int x;\n"}
    lesson = f"# One\n\n## One\n\n1. `2 * 2 = 4` {rows}\n\n   ```{{calc}}\n   2 + 2 = 4\n   ```\n"
    book = with_capture(lesson, "x=2\n", **{"content/02-two.md": TWO, **files})
    assert [f.message for f in findings(tmp_path, book, "x one two https example org yes")] == []


def pages(folder: Path) -> list[Page]:
    book = read_book(folder)
    return list(render(book, check_book(book), load(THEME)))


def test_a_feed_is_there_where_the_site_has_an_address_and_the_front_page_by_its_folder(tmp_path: Path) -> None:
    book = {"content/01-one.md": "# One\n\n1. `2 * 2 = 4` [x](feed.xml) [x](sitemap.xml) [x](./)\n"}
    assert codes(tmp_path / "a", book, "x", 'site = "https://example.org/"\n') == []
    [page] = [page for page in pages(tmp_path / "a") if page.address == "01-one.html"]
    assert b'<a href="index.html">x</a>' in page.content


def test_a_term_of_signs_answers_to_its_own_spelling_too(tmp_path: Path) -> None:
    lesson = "# One\n\n1. **`read()`** = a count of 2.\n2. **→** = a sign.\n3. **`a b`** = `read()` → {axiom}\n4. `a b` [x](#t-→)"
    good = " [x](#t-%E2%86%92) [x](01-one.md#t-read%28%29) [x](terms.html#t-read) [x](book.html#t-→)"
    assert codes(tmp_path / "a", f"{lesson}{good} {{axiom}}\n", "x sign") == []
    assert codes(tmp_path / "a", f"{lesson} [x](terms.html#t-→) [x](#t-read) [x](#t-->) {{axiom}}\n", "x sign") == [
        "L001:6",
        "R003:6",
    ]
    [page] = [page for page in pages(tmp_path / "a") if page.address == "01-one.html"]
    assert all(
        f' id="{anchor}"'.encode() in page.content for anchor in ("t-read()", "t-read", "t-→", "t-u2192", "t-a-b")
    )
    assert b' id="t-a b"' not in page.content


def test_a_link_to_an_entry_is_good_just_where_the_page_has_it(tmp_path: Path) -> None:
    """The pages are asked, so that what a link may lead to and what is there are one."""
    lesson = TWO + "\n3. `2 + 2 = 4`\n\n   ```\n   2\n   ```\n\n4. `1 + 1 = 2`\n\n   ```{calc}\n   1 + 2 = 3\n   ```\n"
    folder = write(tmp_path, with_capture(lesson, "x=2\n"), "yes")
    book = read_book(folder)
    links = check_book(book).facts.links
    for page in pages(folder):
        if page.address.startswith(("01-one", "book.html")):
            for anchor in (f"{kind}{number}" for kind in "lpq" for number in ("1", "2", "3", "4", "5", "1.01", "1.04")):
                there = f' id="{anchor}"'.encode() in page.content
                assert there == (not links.href(f"{page.address}#{anchor}")[1]), (page.address, anchor)


@pytest.mark.parametrize(
    "label",
    [
        "proof",
        "questions",
        "ledger",
        "l1",
        "p2",
        "q10",
        "t-cell",
        "h-cell",
        "evidence",
        "findings",
        "serve-says",
        "dl1.02",
        "1-one",
    ],
)
def test_a_label_that_the_pages_use_themselves_is_refused(label: str, tmp_path: Path) -> None:
    assert codes(tmp_path, f"# One\n\n1. `2 * 2 = 4`. {{#{label}}}\n") == ["R003:3"]


@pytest.mark.parametrize("label", ["q", "ddl1", "l1.2.3", "-one", "a-proof"])
def test_a_label_that_only_looks_like_one_of_those_is_free(label: str, tmp_path: Path) -> None:
    assert codes(tmp_path, f"# One\n\n1. `2 * 2 = 4`. {{#{label}}}\n") == []


FRONT = {
    "a reference": ("[x][r]\n\n[r]: 01-one.md\n", []),
    "a reference that leads nowhere": ("[x][r]\n\n[r]: none.md\n", ["L001:1", "L001:3"]),
    "a fence": ("```\n[x](none.md)\n```\n[x](none.md)\n", ["L001:4"]),
    "a fence of tildes around one of ticks": ("~~~~\n```\n~~~\n[x](none.md)\n~~~~\n", []),
    "a code span": ("`[x](none.md)`\n", []),
    "a value in a fence": ("```\n{{none.x}}\n```\n", ["V003:2"]),
    "an image": ("![x](none.png)\n", ["L001:1"]),
    "a line of a lesson": ("[x](01-one.md#l1) [x](#sum) [x](01-one.md#l2)\n", ["L001:1"]),
    "a heading": ("# A\n\n[x](#a)\n", ["L001:3"]),
    "a byte order mark": ("\ufeff[x](none.md)\n", ["L001:1"]),
    "words and sums": ("Grok 2 + 2 = 5 perhaps\n", []),
}


@pytest.mark.parametrize("what", FRONT)
def test_the_front_page_is_free_markdown_with_links_and_values(what: str, tmp_path: Path) -> None:
    text, expected = FRONT[what]
    book = {"content/01-one.md": "# One\n\n1. `2 * 2 = 4`. {#sum}\n", "content/index.md": text}
    assert codes(tmp_path, book) == expected
