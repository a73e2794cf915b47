"""A finding points at exactly the text that it names, whatever markup stands around it and wherever the text stands."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from axiombook.check import check_book
from axiombook.report import FORMATS
from tests.tiny import read

AROUND = st.sampled_from(
    [
        "{}",
        "`{}`",
        "``{} ` x``",
        "**{}**",
        "*{}*",
        "_{}_",
        "***{}***",
        "[{}](https://example.org/frobs)",
        "[a {} b][ref]",
        "[{}]",
        "({})",
        "“{}”",
        "**`{}`**",
        "a `b` **c** {}",
        "\\* {}",
        "&amp; {} &amp;",
        "é日本 {}",
        "<!-- frobs --> {}",
        "{{{{probe.x}}}} {}",
        "2 * 2 = 4, {}",
        "{} — x",
        "~{}~",
        "{}'s",
        "`a->{}(4)`",
    ]
)
PLACES = st.sampled_from(
    [
        "1. {}",
        "10. {}",
        "1.\t{}",
        "1. x\n   {}",
        "1. x\n{}",
        "1. x\n\n   {}",
        "1. x\n\n   - x\n     - {}",
        "1. x\n\n   | x | {} |\n   |---|---|",
        "1. x\n\n   Q: {}\n   A: x",
        "1. x\n\n   Q: x\n   A: x\n   {}",
        "1. x\n\n   Q: x\n   A: x\n\n   {}",
        "1. x\n\tWrong: x\n\tRight: {}",
        "1. x\n\n   Puzzle: x\n\n   ```\n   +\n   ```\n\n   Solution: {}",
        "1. x\n\n   ```{{w}}\n   What: x\n   Why: {}\n   ```",
        "1. x\n\n   ```{{w}}\n   What: x\n   {}\n   ```",
        "## {}",
        "### x {} ###",
        "{}\n---",
        "x\n  {}\n===",
        "{}",
        "> x {}",
        "1. **x** (xs) = {} {{#a}}",
        "1. ∴ {} {{axiom}} {{#a}}",
    ]
)


@given(PLACES, AROUND, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@settings(max_examples=250)
def test_an_unknown_word_is_marked_and_nothing_else(place: str, around: str, ending: str, mark: str) -> None:
    text = f"# One\n\n[ref]: https://example.org\n\n{place.format(around.format('frob'))}\n"
    with tempfile.TemporaryDirectory() as folder:
        book = read(Path(folder), {"content/01-one.md": (mark + text.replace("\n", ending)).encode()})
        found = check_book(book).findings
    rows = text.split("\n")
    told = [f for f in found if f.code == "T002" and "`frob`" in f.message]
    assert len(told) == 1
    for finding in [f for f in found if f.code == "T002"]:
        span = finding.span
        assert f"`{rows[span.line - 1][span.column - 1 : span.end - 1]}` is neither" in finding.message


PIECES = """word nibble `code` `a->b` **cell** = (alias) **x** → ∴ {axiom} {given} {#lab} [x](#lab) [x](02-two.md#l1) [q][r]
![i](a.png) {{probe.a}} {{probe.zz}} {{ }} 2 + 2 = 4 2+2=5 0x1000 might very later \\* &amp; <b> <!-- --> _em_ *** ** ` ( ) [
] { } | - > # é 日本 \u0301 \u200b \x00 \t ' ’ “ / \\""".split()
STARTS = [
    "1. ",
    "1.\t",
    "   ",
    "\t",
    "",
    "# ",
    "- ",
    "> ",
    "   Q: ",
    "   A: ",
    "Wrong: ",
    "<!-- ",
    "-->",
    "---",
    "===",
    "[r]: ",
]
FENCES = [
    "```{log} probe",
    "```{source} a.c",
    "```{trace} probe",
    "```{calc}",
    "```{w}",
    "```{zz}",
    "```",
    "~~~",
    "match: a",
]
ROWS = st.one_of(
    st.tuples(st.sampled_from(STARTS), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)).map("".join),
    st.tuples(st.sampled_from(["", "   ", "\t"]), st.sampled_from(FENCES)).map("".join),
    st.just(""),
)
TEXT = st.lists(ROWS, max_size=25).map("\n".join)


@given(TEXT, TEXT)
@settings(max_examples=200)
def test_every_finding_of_any_text_stands_in_its_file_and_every_report_can_be_written(one: str, index: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = read(
            Path(folder), {"content/01-one.md": one, "content/index.md": index, "proofs/sources/a.c": "int x;\n"}
        )
        found = check_book(book).findings
    for finding in found:
        rows = book.texts.get(finding.span.file)
        if rows is None:
            assert finding.span.line == finding.span.column == 1
            continue
        row = rows[finding.span.line - 1]
        assert 1 <= finding.span.column <= len(row) + 1
        assert finding.span.column < finding.span.end <= len(row) + 2
    for form in FORMATS.values():
        assert form(book, found).encode()
