"""Text, JSON, GitHub and SARIF are four renderings of one tuple of findings."""

from __future__ import annotations

import json
from pathlib import Path

from axiombook.check import check_book
from axiombook.report import FORMATS
from axiombook.report.text import excerpt, plain
from tests.tiny import read

TEXT = "# One\n\n1. A nible has 4. {axiom}\n2. `2 * 4 = 9`.\n"


def test_all_four_say_the_same(tmp_path: Path) -> None:
    book = read(tmp_path, TEXT)
    findings = check_book(book).findings
    shown = {name: form(book, findings) for name, form in FORMATS.items()}
    places = [(f.code, f.span.file, f.span.line, f.span.column, f.message) for f in findings]
    assert len(places) == 2
    as_json = json.loads(shown["json"])
    assert [tuple(e[k] for k in ("code", "file", "line", "column", "message")) for e in as_json] == places
    assert all(list(e) == ["code", "severity", "file", "line", "column", "message", "help"] for e in as_json)
    results = json.loads(shown["sarif"])["runs"][0]["results"]
    regions = [e["locations"][0]["physicalLocation"] for e in results]
    assert [
        (e["ruleId"], r["artifactLocation"]["uri"], r["region"]["startLine"], r["region"]["startColumn"])
        for e, r in zip(results, regions, strict=True)
    ] == [place[:4] for place in places]
    assert shown["github"].splitlines() == [
        f"::error file={file},line={line},col={column},endColumn={f.span.end - 1},title={code}::{message}. {f.help}"
        for (code, file, line, column, message), f in zip(places, findings, strict=True)
    ]
    for code, file, line, column, message in places:
        assert f"{file}:{line}:{column}: error {code}: {message}" in shown["text"]
    assert shown["text"].endswith("1 lesson, 2 lines: 2 errors, 0 warnings\n")


def test_the_caret_stands_under_the_word(tmp_path: Path) -> None:
    book = read(tmp_path, TEXT)
    rows = FORMATS["text"](book, check_book(book).findings).splitlines()
    assert rows[1].index("nible") == rows[2].index("^")
    assert rows[2].count("^") == len("nible")


def test_a_long_row_is_cut_around_the_caret() -> None:
    shown, caret = excerpt("a" * 500 + "WORD" + "b" * 500, 501, 505)
    assert shown.index("WORD") == caret.index("^") and len(shown) < 130


def test_wide_signs_take_two_cells_and_tabs_one() -> None:
    shown, caret = excerpt("日本\tWORD", 4, 8)
    assert caret.index("^") == len("  | ") + 5 and shown.endswith("日本 WORD")


def test_no_control_sign_reaches_the_terminal() -> None:
    assert plain("a\x1b[31mb\u202ec") == "a?[31mb?c"
