"""A rule is allowed on one line, with a reason, and only where it is needed; or switched for the whole book."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny import checked, codes, findings

VERY = "It is very so: `2 * 2 = 4`."
S002 = "<!-- lint: allow S002 because the log says so -->"

PLACED = {
    "above the line": f"{S002}\n1. {VERY}\n",
    "a row higher": f"{S002}\n\n1. {VERY}\n",
    "between two lines": f"1. `2 * 2 = 4`.\n{S002}\n2. {VERY}\n",
    "under the line, indented": f"1. {VERY}\n   {S002}\n",
    "above what stands under the line": f"{S002}\n1. `2 * 2 = 4`.\n\n   Q: Is it very so?\n   A: It is 4.\n",
    "in two rows": f"{S002.replace('the ', 'the' + chr(10))}\n1. {VERY}\n",
    "with others": f"<!-- lint: allow S001 because a -->\n{S002}\n1. It might be very so: `2 * 2 = 4`.\n",
    "above a heading": f"{S002}\n## A very long line\n\n1. `2 * 2 = 4`.\n",
}


@pytest.mark.parametrize("where", PLACED)
def test_an_allow_covers_the_line_it_stands_at(where: str, tmp_path: Path) -> None:
    assert codes(tmp_path, "# One\n\n" + PLACED[where], "very might long") == []


REFUSED = {
    "another line": (f"{S002}\n1. `2 * 2 = 4`.\n2. {VERY}\n", ["F004:3", "S002:5"]),
    "the line before": (f"1. {VERY}\n{S002}\n2. `2 * 2 = 4`.\n", ["S002:3", "F004:4"]),
    "no line": (f"1. {VERY}\n\n{S002}\n", ["S002:3", "F004:5"]),
    "another rule": (f"{S002.replace('S002', 'S001')}\n1. {VERY}\n", ["F004:3", "S002:4"]),
    "no rule": (f"{S002.replace('S002', 'S009')}\n1. {VERY}\n", ["F004:3", "S002:4"]),
    "no reason": (f"{S002.replace(' because the log says so', '')}\n1. {VERY}\n", ["F004:3", "S002:4"]),
    "an empty reason": (f"{S002.replace('the log says so', '')}\n1. {VERY}\n", ["F004:3", "S002:4"]),
    "twice": (f"{S002}\n{S002}\n1. {VERY}\n", ["F004:4"]),
    "in the line's own text": (f"1. {VERY} {S002}\n", ["S002:3"]),
    "a code of the reader": (
        "<!-- lint: allow F002 because x -->\n1. `2 * 2 = 4`.\n\n   ```{x}\n   ```\n",
        ["F004:3", "F002:6"],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_allow_that_covers_nothing_is_told(what: str, tmp_path: Path) -> None:
    text, expected = REFUSED[what]
    assert codes(tmp_path, "# One\n\n" + text, "very") == expected


def test_the_ledger_lists_what_is_allowed_with_its_reason(tmp_path: Path) -> None:
    made = checked(tmp_path, f"# One\n\n{S002}\n1. {VERY}\n", "very")
    assert made.ledger.allowed == (("1.01", "S002", "the log says so"),)
    assert made.ledgers[0].allowed == made.ledger.allowed and made.ledger.passed


SETTINGS = {
    'S002 = "off"': [],
    'S002 = "warning"': [("S002", "warning")],
    'S002 = "error"': [("S002", "error")],
    'T004 = "error"': [("S002", "error")],
    'S002 = "of"': [("S002", "error"), ("F003", "error")],
    "S002 = true": [("S002", "error"), ("F003", "error")],
    'S009 = "off"': [("S002", "error"), ("F003", "error")],
    'F001 = "off"': [("S002", "error"), ("F003", "error")],
    "large = 0": [("S002", "error"), ("F003", "error")],
    'large = "x"': [("S002", "error"), ("F003", "error")],
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_rule_is_switched_for_the_whole_book(setting: str, tmp_path: Path) -> None:
    found = findings(tmp_path, f"# One\n\n1. {VERY}\n", "very", f"[lint]\n{setting}\n")
    assert [(finding.code, finding.severity) for finding in found] == SETTINGS[setting]
    assert all(finding.span.line == 2 for finding in found if finding.code == "F003")
