"""Which runs of a text are calculations, and that every one of them is computed, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.check.sums import sums_in
from tests.tiny import checked, findings, with_capture

RUNS: dict[str, list[tuple[tuple[str, ...], bool]]] = {
    "slot 3 (4 + 4 = 8).": [(("4 + 4", "8"), True)],
    "(as 2 + 2 = 5) (3 + 3 = 6)": [(("2 + 2", "5"), False), (("3 + 3", "6"), True)],
    "(2 + 2 = 4) 3 + 3 = 7": [(("2 + 2", "4"), True), (("3 + 3", "7"), False)],
    "2 + 2 = 5, 3 + 3 = 7": [(("2 + 2", "5"), False), (("3 + 3", "7"), False)],
    "(2 + 2) * (1 + 1) = 8": [(("(2 + 2) * (1 + 1)", "8"), True)],
    "((2 + 2) = 5)": [(("(2 + 2)", "5"), False)],
    "(((2 + 2) = 5)": [(("(2 + 2)", "5"), False)],
    "4096 (= 0x1000)": [(("4096", "0x1000"), True)],
    "4096 (= 0x1001) and so on": [(("4096", "0x1001"), False)],
    "the value (= 8)": [],
    "2 × 3 = 6": [(("2 × 3", "6"), True)],
    "2 · 3 = 7": [(("2 · 3", "7"), False)],
    "6 ÷ 2 − 1 = 2": [(("6 ÷ 2 − 1", "2"), True)],
    "1 + 1 = 2 = 0x2 = 0b10 = 4 - 2": [(("1 + 1", "2", "0x2", "0b10", "4 - 2"), True)],
    "2 - -2 = 4": [(("2 - -2", "4"), True)],
    "-1 + 2 = 5": [],
    "~0 & 0xff = 254": [(("~0 & 0xff", "254"), False)],
    "that pointer + 8 = 9": [],
    "64 * 1,024 = 65,536": [(("64 * 1,024", "65,536"), True)],
    "1,000 + 1 = 1,002": [(("1,000 + 1", "1,002"), False)],
    "1 + 1 = 2, 100 + 100 = 200": [(("1 + 1", "2"), True), (("100 + 100", "200"), True)],
    "8 = 9 +": [],
    "so = = 3 + 3 = 7 = =": [(("3 + 3", "7"), False)],
    "so = = that": [],
    "((2 + 2 = 5))": [(("2 + 2", "5"), False)],
    "(((2 + 2) * 2 = 8))": [(("(2 + 2) * 2", "8"), True)],
    "(()) = 2 + 2 = 5": [(("(())", "2 + 2", "5"), False)],
    "(1 + 1) = (2)": [(("(1 + 1)", "(2)"), True)],
    ") 1 + 1 = 3 (": [(("1 + 1", "3"), False)],
    "2 + 2 = = 4": [(("2 + 2", "", "4"), False)],
    "2\n+ 2 = 1.5\n* 2 + 1": [(("2\n+ 2", "1.5\n* 2 + 1"), True)],
    "7 / 2 = 3": [(("7 / 2", "3"), True)],
    "7 / 2 = 3.5": [(("7 / 2", "3.5"), True)],
    "2 + 2\n= 5": [(("2 + 2", "5"), False)],
    "2 + 2 == 5, 2 <= 1, 2 => 1, a := 5, a != 5": [],
    "f(2 + 2 = 5)": [(("2 + 2", "5"), False)],
    "f_(2 + 2) * 2 = 9": [],
    "f[x](2 + 2) * 2 = 9": [],
    "f (2 + 2) * 2 = 9": [(("(2 + 2) * 2", "9"), False)],
    "so,(2 + 2) * 2 = 9": [(("(2 + 2) * 2", "9"), False)],
    "in 6.1.192 = 7": [],
    "`x` = 5": [],
}


@pytest.mark.parametrize("text", RUNS)
def test_the_runs_of_a_text(text: str) -> None:
    assert [(entry.sides, entry.right) for entry in sums_in(text)] == RUNS[text]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("**level 4** = 512 rows.", []),
        ("**row 0x10** (row 16) = 5 slots.", []),
        ("**`ring 4`** = 5 slots.", []),
        ("**level 4** = (2 + 2) slots, **level 5** = 5 slots.", []),
        ("**level 4** = `2 * 2 = 5`", ["2 * 2"]),
        ("**level 4** = 2 * 2 = 5 slots", ["2 * 2"]),
        ("**4**= 5 slots, and 2 + 2 = 4.", []),
        ("So `-3 + 5 = 8` is it.", ["-3 + 5"]),
        ("`−3 + 5 = 2` and `-3 + 5 = 1`", ["-3 + 5"]),
        ("So that - 3 + 5 = 8 is it.", []),
        ("So that `x` - 3 + 5 = 8 is it.", []),
        ("So `x`-3 + 5 = 8 is it.", []),
        ("So `* 3 + 5 = 8` is it.", []),
        ("-3 + 5 = 8 is it.", []),
    ],
)
def test_the_head_of_a_definition_is_no_side_and_a_code_span_may_begin_with_a_minus(
    line: str, wrong: list[str], tmp_path: Path
) -> None:
    facts = checked(tmp_path, f"# One\n\n1. {line}\n").facts
    sums = [entry for lesson in facts.lessons for entry in lesson.found.sums]
    assert [entry.sides[0] for entry in sums if not entry.right] == wrong


def test_a_row_of_calc_may_begin_below_zero_as_no_word_stands_before_it(tmp_path: Path) -> None:
    assert findings(tmp_path, "# One\n\n1. So.\n\n   ```{calc}\n   -1 + 2 = 1\n   ```\n") == ()
    assert [(entry.sides, entry.right) for entry in sums_in("-1 + 2 = 5", alone={0})] == [(("-1 + 2", "5"), False)]
    assert [entry.right for entry in sums_in("−1 + 2 = 1", alone={0})] == [True]
    assert list(sums_in("that pointer - 1 + 2 = 5", alone={0})) == []


def test_behind_a_captured_word_in_a_code_span_a_minus_is_part_of_what_is_said(tmp_path: Path) -> None:
    lesson = "# One\n\n1. So `{{probe.of}}-3 + 5 = 8`, and `-3 + 5 = {{probe.at}}`.\n"
    book = with_capture(lesson, "of=slot\nat=8\n", "[values]\nof = 'of=(.*)'\nat = 'at=(.*)'\n")
    [found] = findings(tmp_path, book)
    assert (found.code, found.span.column) == ("V002", lesson.split("\n")[2].index("-3 + 5 = {") + 1)


WHERE = {
    "in text": ("1. Then 2 + 2 = 5.\n", 3, 9, "2 + 2 = 5"),
    "in a code span": ("1. Then `2 + 2 = 5`.\n", 3, 10, "2 + 2 = 5"),
    "half in a code span": ("1. Then `2 + 2` = 5.\n", 3, 10, "2 + 2` = 5"),
    "in a heading": ("## So 2 + 2 = 5\n\n1. `2 * 2 = 4`.\n", 3, 7, "2 + 2 = 5"),
    "in a question": ("1. `2 * 2 = 4`.\n\n   Q: Is 2 + 2 = 5?\n   A: No.\n", 5, 10, "2 + 2 = 5"),
    "in a mistake": ("1. `2 * 2 = 4`.\n\n   Wrong: No.\n   Right: 2 + 2 = 5.\n", 6, 11, "2 + 2 = 5"),
    "in the seven": (
        "1. `2 * 2 = 4`.\n\n   ```{w}\n   What: 1.\n   Why: 2 + 2 = 5.\n   Where: 1.\n   Who: 1.\n   When: 1.\n"
        "   Without: 1.\n   Which: 1.\n   ```\n",
        7,
        9,
        "2 + 2 = 5",
    ),
    "in a row of calc": ("1. `2 * 2 = 4`.\n\n   ```{calc}\n   2 + 2 = 4\n   2 + 2 = 5\n   ```\n", 7, 4, "2 + 2 = 5"),
    "on a further row": ("1. Then\n   there 2 + 2 = 5.\n", 4, 10, "2 + 2 = 5"),
    "behind code that is written as a head": ("1. **cell** = `a **b** = c` so 2 + 2 = 5.\n", 3, 32, "2 + 2 = 5"),
    "in a definition": ("1. **cell** = 2 + 2 = 5 of a cell count.\n", 3, 15, "2 + 2 = 5"),
}


@pytest.mark.parametrize("where", WHERE)
def test_a_wrong_one_is_told_at_its_place(where: str, tmp_path: Path) -> None:
    text, line, column, token = WHERE[where]
    text = "# One\n\n" + text
    [found] = [entry for entry in findings(tmp_path, text) if entry.code == "V002"]
    span = found.span
    assert (span.line, span.column) == (line, column)
    assert text.split("\n")[span.line - 1][span.column - 1 : span.end - 1] == token


def test_captured_values_are_computed_with(tmp_path: Path) -> None:
    lesson = "# One\n\n1. {{probe.a}} + 32 = {{probe.a + 32}} = {{probe.b}}.\n2. {{probe.a}} + 31 = {{probe.b}}.\n"
    book = with_capture(lesson, "a=ff10\nb=ff30\n", "[values]\na = 'a=(.*)'\nb = 'b=(.*)'\n")
    [found] = findings(tmp_path, book)
    assert (found.code, found.span.line, found.span.column) == ("V002", 4, 4)
    assert lesson.split("\n")[3][3 : found.span.end - 1] == "{{probe.a}} + 31 = {{probe.b}}"


@given(st.integers(0, (1 << 64) - 1), st.integers(1, 9), st.sampled_from(["+", "-", "*", "^", "<<"]), st.booleans())
def test_a_wrong_digit_on_either_side_is_seen(left: int, right: int, sign: str, first: bool) -> None:
    result = eval(f"{left} {sign} {right}")
    sides = [f"{left} {sign} {right}", str(result + 1)]
    wrong = " = ".join(sides if first else sides[::-1])
    if wrong.startswith("-"):  # a run that begins with a sign is said in words
        return
    [entry] = sums_in(f"so {wrong}, then")
    assert not entry.right


@given(st.text(alphabet="0123456789()=+-*/ ax.", max_size=80))
def test_what_is_found_stands_where_it_says(text: str) -> None:
    for entry in sums_in(text):
        assert text[entry.start : entry.end].startswith(entry.sides[0])
        assert text[entry.start : entry.end].endswith(entry.sides[-1])


def test_an_operand_beyond_all_measure_is_a_finding(tmp_path: Path) -> None:
    [found] = findings(tmp_path, f"# One\n\n1. `0x{'f' * 6000} + 1 = 1`.\n")
    assert (found.code, "more than 1300 digits" in found.message) == ("V002", True)
