"""The pages made from the whole book: front page, terms, evidence, mistakes, map, ledger, one page, model, feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from axiombook.book import Book
from axiombook.check import check_book
from axiombook.check.ledger import ledger_text
from axiombook.facts import Checked
from axiombook.pages import Theme, context_of, render
from axiombook.pages.lesson_map import render_map
from axiombook.read import read_book
from tests.tiny import write

Rendered = Callable[..., dict[str, str]]
ALWAYS = {
    "index.html", "terms.html", "evidence.html", "mistakes.html", "map.html", "ledger.html", "book.html", "changes.html", "404.html",
    "book.json", "search-index.js", "definitions.js", "style.css", "script.js",
}  # fmt: skip


def section(text: str, id: str) -> str:
    return re.search(rf'<section id="{re.escape(id)}".*?</section>', text, re.DOTALL)[0]  # type: ignore[index]


def test_two_renders_are_the_same_to_the_byte(book: Book, checked: Checked, theme: Theme) -> None:
    assert tuple(render(book, checked, theme)) == tuple(render(book, checked, theme))


def test_every_page_of_the_contract_is_there(site: dict[str, str], book: Book) -> None:
    lessons = {
        f"{lesson.slug}{panel}.html" for lesson in book.lessons for panel in ("", ".proof", ".theory", ".questions")
    }
    assert set(site) == ALWAYS | lessons | {"sitemap.xml", "feed.xml"}


def test_a_book_without_a_site_has_no_sitemap_feed_or_canonical_address(lesson: Rendered) -> None:
    pages = lesson("1. 1 + 1 = 2.\n")
    assert set(pages) == ALWAYS | {f"01-one{panel}.html" for panel in ("", ".proof", ".theory", ".questions")}
    assert "canonical" not in pages["01-one.html"]


def test_a_book_without_a_lesson_renders(theme: Theme) -> None:
    from axiombook.check import check_book
    from axiombook.settings import Settings

    empty = Book(Settings(), (), {}, {}, frozenset())
    assert {page.address for page in render(empty, check_book(empty), theme)} == ALWAYS


def test_the_front_page_lists_parts_and_lessons_with_their_counts(site: dict[str, str]) -> None:
    page = site["index.html"]
    assert re.findall(r"<h3>(Part .*?)</h3>", page) == ["Part 1  Numbers", "Part 2  The call"]
    row = '<td>7</td><td><a href="07-pointer.html">The pointer and its bytes</a></td><td>6</td><td>2</td>'
    assert row in page
    assert "You will compute 0xffff8880053cde20 by hand from 0xffff8880053cde00" in page
    assert '<a href="01-bit.html">bit by bit</a>' in page


def test_an_offer_is_shown_only_where_it_is_set(site: dict[str, str], lesson: Rendered) -> None:
    from axiombook.settings import Offer

    assert "Offer" not in site["index.html"]
    page = lesson("1. 1 + 1 = 2.\n", offer=Offer("1 hour by hand", "100", "javascript:alert(1)"))["index.html"]
    assert "1 hour by hand" in page
    assert "javascript" not in page


def test_a_term_shows_its_line_its_tree_and_its_uses(site: dict[str, str]) -> None:
    entry = section(site["terms.html"], "t-pointer")
    tree = re.sub(r"<[^>]*>", "", re.search(r"<pre.*?>(.*?)</pre>", entry, re.DOTALL)[1])  # type: ignore[index]
    assert tree.split("\n") == [
        "7.02 pointer",
        "+- 1.03 byte",
        "|  +- 1.02 bit",
        "+- 7.01 address",
        "   +- 1.03 byte (above)",
    ]
    assert '<a class="no" href="07-pointer.html#t-pointer">7.02</a>' in entry
    assert "used by" in entry
    assert '<a href="07-pointer.html#l5">7.05</a>' in entry


def test_a_tree_goes_down_to_the_axioms(lesson: Rendered) -> None:
    page = lesson("1. A wire has 2 states. {axiom} {#wire}\n2. **bit** = 1 state of [a wire](#wire).\n")["terms.html"]
    tree = re.sub(r"<[^>]*>", "", section(page, "t-bit"))
    assert "1.02 bit\n+- 1.01 axiom (axiom)" in tree


def test_a_tree_that_is_too_long_ends_in_dots(lesson: Rendered) -> None:
    lines = ["1. **t0** = 1 + 1 = 2."]
    lines += [f"{n}. **t{n}** = {' + '.join(f't{at}' for at in range(n))}." for n in range(1, 60)]
    page = lesson("\n".join(lines) + "\n")["terms.html"]
    assert " ..." in section(page, "t-t59")
    assert " ..." not in section(page, "t-t3")


def test_evidence_says_where_it_came_from_and_how_to_take_it_again(site: dict[str, str], book: Book) -> None:
    piece = section(site["evidence.html"], "capture:6.1/chain")
    for known in ("insmod chain.ko; socket_test; dmesg", "6.1.0-56-cloud-amd64", "2026-11-23", "7.03"):
        assert known in piece
    assert book.captures["6.1/chain"].sha256 in piece
    assert "python build.py capture chain" in piece
    assert 'file = <a href="#capture:6.1/chain:6">0xffff8880053cde00</a>' in piece
    assert '<a href="#source:probes/chain.c">probes/chain.c</a>' in piece


def test_every_line_of_a_log_has_an_address(site: dict[str, str], book: Book) -> None:
    for capture in book.captures.values():
        for number in range(1, len(capture.log) + 1):
            assert f'id="capture:{capture.name}:{number}"' in site["evidence.html"]


def test_a_source_whose_path_has_a_blank_has_an_address_without_one(lesson: Rendered, tmp_path: Path) -> None:
    write(tmp_path, {"proofs/sources/a b%.c": "int f(void)\n{\n}\n"})
    pages = lesson("1. So.\n\n   ```{source} a b%.c\n   symbol: f\n   ```\n")
    assert 'id="source:a%20b%25.c:2"' in pages["evidence.html"]
    assert 'href="evidence.html#source:a%20b%25.c:2"' in pages["01-one.html"]
    assert 'href="evidence.html#source:a%20b%25.c"' in pages["01-one.html"]


def test_mistakes_are_gathered_with_their_lines(site: dict[str, str]) -> None:
    page = site["mistakes.html"]
    assert '<a class="no" href="07-pointer.html#q3">7.03</a>' in page
    assert "is the file itself." in page


def test_the_map_draws_which_lesson_rests_on_which(site: dict[str, str]) -> None:
    drawn = re.sub(r"<[^>]*>", "", re.search(r'<pre class="map".*?</pre>', site["map.html"], re.DOTALL)[0])  # type: ignore[index]
    assert drawn.split("\n")[1:3] == ["1 \\ The bit", "7 #\\ The pointer and its bytes"]
    assert 'rests on <a href="01-bit.html">1</a>' in site["map.html"]


def test_in_a_book_of_many_lessons_a_column_of_the_map_stands_for_several(tmp_path: Path, theme: Theme) -> None:
    lessons = {f"content/{at:03}-n{at}.md": f"# N\n\n1. `{at} + 1 = {at + 1}`. {{#n{at}}}\n" for at in range(1, 250)}
    cites = {"content/250-end.md": "# N\n\n1. ∴ It is [so](#n7) and [so](#n9).\n"}
    book = read_book(write(tmp_path, {**lessons, **cites}))
    page = render_map(context_of(book, check_book(book), theme)).content.decode()
    assert "a column is 3 lessons before it" in page
    drawn = re.sub(r"<[^>]*>", "", page).split("\n")
    assert f"250 ..#{'.' * 80}\\ N" in drawn and "  4 .\\ N" in drawn


def test_the_ledger_counts_kinds_and_lists_what_was_allowed(site: dict[str, str], checked: Checked) -> None:
    page = site["ledger.html"]
    assert f"<tr><td>definition</td><td>{checked.ledger.terms}</td></tr>" in page
    assert '<a href="07-pointer.html#l5">7.05</a></dt><dd>S002 because the log says so</dd>' in page
    for ledger in (checked.ledger, *checked.ledgers):
        assert ledger_text(ledger) in page


def test_the_book_on_one_page_goes_line_proof_questions(site: dict[str, str]) -> None:
    page = site["book.html"]
    order = [page.index(f'id="{id}"') for id in ("l7.02", "q7.02", "l7.03", "p7.03", "q7.03", "l7.04", "p7.04")]
    assert order == sorted(order)
    assert '<a class="t" href="#t-byte">' in page
    assert 'href="#l7.03">that line</a>' in page
    assert 'class="d"' not in page


def test_the_model_for_machines_says_what_each_line_rests_on(site: dict[str, str]) -> None:
    model = json.loads(site["book.json"])
    assert {"lessons", "lines", "terms", "uses", "values", "citations", "captures"} <= set(model)
    line = model["lines"]["7.03"]
    assert line["text"] == "0xffff8880053cde00 is the pointer in slot 3."
    assert line["label"] == "slot-three"
    assert line["kinds"] == ["observation"]
    assert line["rests_on"] == ["7.02", "capture:6.1/chain", "value:chain.file"]
    assert model["captures_from"] == "6.1"
    assert f"{model['captures_from']}/chain.file" in model["values"]
    assert [block["kind"] for block in line["blocks"]] == ["log", "chain", "mistake", "question"]
    figures = [block for each in model["lines"].values() for block in each["blocks"] if block["kind"] == "figure"]
    assert figures and all(block["text"] != [] for block in figures)
    assert model["lessons"][1]["lines"] == [f"7.0{number}" for number in range(1, 7)]
    assert model["terms"]["byte"] == {"aliases": ["octet"], "line": "1.03", "address": "01-bit.html#t-byte"}
    assert "7.01" in model["uses"]["byte"]
    assert model["values"]["6.1/chain.file"] == {"shown": "0xffff8880053cde00", "row": 6}
    assert {"line": "7.04", "label": "slot-three", "target": "7.03"} in model["citations"]
    assert model["captures"]["6.1/chain"]["kernel"] == "6.1.0-56-cloud-amd64"


def test_a_page_names_its_own_address_where_the_book_has_a_site(site: dict[str, str]) -> None:
    assert '<link rel="canonical" href="https://book.example/socket/07-pointer.html">' in site["07-pointer.html"]
    assert '<link rel="canonical" href="https://book.example/socket/">' in site["index.html"]
    assert '<meta property="og:url" content="https://book.example/socket/07-pointer.html">' in site["07-pointer.html"]


def test_the_sitemap_names_every_page_that_is_read(site: dict[str, str]) -> None:
    names = {element.text for element in ElementTree.fromstring(site["sitemap.xml"]).iter() if element.text}
    for page in ("", "terms.html", "07-pointer.html", "book.html"):
        assert f"https://book.example/socket/{page}" in names


def test_the_feed_dates_a_lesson_by_its_newest_capture(site: dict[str, str]) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(site["feed.xml"]).findall(f"{atom}entry")
    dates = {entry.findtext(f"{atom}title"): entry.findtext(f"{atom}updated") for entry in entries}
    assert dates == {"1 The bit": "1970-01-01T00:00:00Z", "7 The pointer and its bytes": "2026-11-23T17:52:00Z"}


def test_no_page_allows_a_script_of_its_own_or_another_host(site: dict[str, str]) -> None:
    for address, text in site.items():
        if address.endswith(".html"):
            policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]  # type: ignore[index]
            assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'")
            assert re.findall(r"<script[^>]*>", text) == ['<script src="script.js">'], address
            assert not re.search(r"\son\w+=|\sstyle=", text), address


def test_every_definition_stands_in_a_script_with_the_terms_that_it_uses(
    site: dict[str, str], checked: Checked
) -> None:
    text = site["definitions.js"]
    rows = json.loads(text.removeprefix("definitionsAre(").removesuffix(");\n"))
    names = list(checked.facts.terms)
    assert [name for _, name, _, _ in rows] == names
    line, _, address, pieces = rows[names.index("pointer")]
    assert (line, address) == ("7.02", "07-pointer.html#t-pointer")
    assert pieces == ["8 ", ["bytes", names.index("byte")], " that hold an ", ["address", names.index("address")], "."]
    for line, name, address, pieces in rows:
        page, _, anchor = address.partition("#")
        said = "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)
        assert f'id="{anchor}"' in site[page]
        assert (
            f"{line} <b>{name}</b> = {escape(said)}</span>" in site["07-pointer.html"] + site["01-bit.html"]
            or name == "bit"
        )
