"""Text, JSON, GitHub and SARIF are four renderings of one tuple of findings."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import combining, east_asian_width

import pytest

from axiombook.check import check_book
from axiombook.report import FORMATS
from axiombook.report.text import excerpt, finding_text, plain
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


def test_a_file_name_reaches_neither_the_terminal_nor_a_machine_as_it_is(tmp_path: Path) -> None:
    name = "a \x1b[31m,:%é.md"
    book = read(tmp_path, {"content/01-one.md": "# One\n\n1. `2 * 2 = 4`.\n", f"content/{name}": ""})
    findings = check_book(book).findings
    assert FORMATS["text"](book, findings).startswith("content/a ?[31m,:%é.md:1:1: error N001")
    assert "file=content/a ?[31m%2C%3A%25é.md,line=1" in FORMATS["github"](book, findings)
    assert json.loads(FORMATS["json"](book, findings))[0]["file"] == f"content/{name}"
    [result] = json.loads(FORMATS["sarif"](book, findings))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/a%20%1B%5B31m%2C%3A%25%C3%A9.md"


def test_sarif_says_what_the_format_asks_for(tmp_path: Path) -> None:
    book = read(tmp_path, TEXT.replace("{axiom}", "{axiom}\n2. **nibble** = a count of 4."))
    findings = check_book(book).findings
    log = json.loads(FORMATS["sarif"](book, findings))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert {"T001", "L001", "N001"} <= {rule["id"] for rule in driver["rules"]}
    assert all(rule["fullDescription"]["text"] and rule["name"] for rule in driver["rules"])
    assert [result["level"] for result in run["results"]] == [finding.severity for finding in findings]
    assert {"error", "warning"} == {finding.severity for finding in findings}
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert 1 <= region["startColumn"] < region["endColumn"] and result["message"]["text"]


def test_no_finding_is_an_empty_array_and_no_annotation(tmp_path: Path) -> None:
    book = read(tmp_path, "# One\n\n1. `2 * 2 = 4`.\n")
    assert {name: form(book, ()) for name, form in FORMATS.items() if name != "sarif"} == {
        "text": "1 lesson, 1 line: 0 errors, 0 warnings\n",
        "json": "[]\n",
        "github": "",
    }


ROWS = {
    "a tab": ("1.\tA nible: `2 * 2 = 4`.", "nible"),
    "wide signs": ("1. 日本 nible: `2 * 2 = 4`.", "nible"),
    "signs that take no cell": ("1. e\u0301 nible: `2 * 2 = 4`.", "nible"),
    "a word at the end": ("1. `2 * 2 = 4` nible", "nible"),
}


@pytest.mark.parametrize("what", ROWS)
def test_the_caret_is_as_wide_as_the_word_and_stands_below_it(what: str, tmp_path: Path) -> None:
    row, word = ROWS[what]
    book = read(tmp_path, f"# One\n\n{row}\n")
    [finding] = [found for found in check_book(book).findings if word in found.message]
    shown, caret = finding_text(book, finding).split("\n")[1:3]
    before = shown[: shown.index(word)]
    cells = sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in before)
    assert caret == " " * 2 + "|" + " " * (cells - 3) + "^" * len(word)
