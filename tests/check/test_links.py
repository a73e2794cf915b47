"""Where links lead, in lessons and on the front page; and at which column a broken one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny import codes, findings

TWO = "# Two\n\n## Two x\n\n1. **cell** = a count of 2. {#here}\n2. A cell has 2. {axiom}\n"

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
    book = {"content/01-one.md": first, "content/02-two.md": TWO}
    [found] = findings(tmp_path, book, "x two md none")
    span = found.span
    row = first.split("\n")[span.line - 1]
    assert (found.code, span.line, row[span.column - 1 : span.end - 1]) == (code, 3, token)


GOOD = """
[x](02-two.md) [x](02-two.html) [x](./02-two.md) [x](02-two.md#l2) [x](02-two.html#p2) [x](02-two.md#here)
[x](02-two.md#h-two-x) [x](02-two.html#h-two-x) [x](02-two.theory.html#h-two-x) [x](book.html#h-2-two-x) [x](#h-one)
[x](02-two.md#t-cell) [x](02-two.md#questions) [x](02-two.theory.html#l1) [x](terms.html#t-cell) [x](book.html)
[x](book.html#l2.02) [x](book.html#here) [x](book.html#t-cell) [x](book.html#02-two) [x](map.html#lesson-2)
[x](changes.html) [x](ledger.html#ledger) [x](index.html#any) [x](evidence.html#capture:probe)
[x](book.json) [x](https://example.org) [x](mailto:a@example.org) [x](#proof) [x](#) [x](./#l1) [x](pictures/a.png) [x](a%20b.txt.gz)
![x](pictures/a.png) ![x](./pictures/a.png) ![x](a%20b.txt.gz) <https://example.org>
""".split("\n")


def test_links_that_land(tmp_path: Path) -> None:
    rows = "\n   ".join(row for row in GOOD if row)
    book = {
        "content/01-one.md": f"# One\n\n## One\n\n1. `2 * 2 = 4` {rows}\n",
        "content/02-two.md": TWO,
        "content/pictures/a.png": b"",
        "content/a b.txt.gz": b"",
    }
    assert [f.message for f in findings(tmp_path, book, "x one two https example org")] == []


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
