"""The calculator agrees with arithmetic, and refuses everything else with a reason."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.calculator import CannotCompute, compute, same
from axiombook.check.sums import sums_in
from tests.tiny import codes

WHOLE = st.integers(0, (1 << 64) - 1)
NUMERAL = st.sampled_from([str, hex, bin])


@given(WHOLE, WHOLE, NUMERAL, NUMERAL)
def test_signs_mean_what_they_mean_in_arithmetic(one: int, two: int, spell: type, other: type) -> None:
    left, right = spell(one), other(two)
    assert compute(f"{left} + {right}") == one + two
    assert compute(f"{left} - {right}") == one - two
    assert compute(f"{left} * {right}") == one * two
    assert compute(f"{left} & {right}") == one & two
    assert compute(f"{left} | {right}") == one | two
    assert compute(f"{left} ^ {right}") == one ^ two
    assert compute(f"~{left}") == one ^ ((1 << 64) - 1)


@given(WHOLE, st.integers(1, 1 << 40))
def test_division_drops_the_remainder_and_percent_gives_it(one: int, two: int) -> None:
    assert compute(f"{one} / {two} * {two} + {one} % {two}") == one
    assert compute(f"{one} / {two}", exact=True) == Fraction(one, two)


@given(st.integers(0, 1 << 60), st.integers(0, 64))
def test_shifts_multiply_and_divide_by_two(value: int, by: int) -> None:
    assert compute(f"{value} << {by}") == value * 2**by
    assert compute(f"{value} >> {by}") == value // 2**by


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=6), st.data())
def test_precedence_is_that_of_c(numbers: list[int], data: st.DataObject) -> None:
    signs = [data.draw(st.sampled_from(["+", "*", "<<", "&", "|", "^"])) for _ in numbers[1:]]
    text = str(numbers[0]) + "".join(f" {sign} {number % 4}" for sign, number in zip(signs, numbers[1:], strict=True))
    assert compute(text) == eval(text)  # Python and C agree on these signs


@given(st.text(alphabet="0123456789abxf+-*/%<>&|^~() .", max_size=60))
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    try:
        compute(text)
    except CannotCompute as error:
        assert str(error)


@given(st.text(max_size=200))
def test_no_text_stops_the_search_for_sums(text: str) -> None:
    for entry in sums_in(text):
        assert 0 <= entry.start < entry.end <= len(text)


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1 << 99999", "9 * " * 3000 + "9", "(" * 500 + "1" + ")" * 500, "1 +", ""]
)
def test_what_would_stall_is_refused(text: str) -> None:
    with pytest.raises(CannotCompute):
        compute(text)


@given(WHOLE, WHOLE)
def test_a_wrong_digit_is_never_right(one: int, two: int) -> None:
    [entry] = sums_in(f"so {one} + {two} = {one + two}.")
    assert entry.right
    [entry] = sums_in(f"so {one} + {two} = {one + two + 1}.")
    assert not entry.right


def test_a_number_below_zero_is_its_eight_bytes() -> None:
    assert same(-97, 0xFFFFFFFFFFFFFF9F)
    assert not same(-97, 0xFFFFFFFFFFFFFFA1)
    assert not same(5, 5 + (1 << 64))


RUNS = {
    "since 1 * 16 = 0x10 = 16.": [("1 * 16", "0x10", "16")],
    "the pointer + 32 = 0x10": [],
    "x = 9000 - 8 = 8992": [("9000 - 8", "8992")],
    "8 bytes = 64 bits": [],
    "(2 + 3 = 5)": [("2 + 3", "5")],
    "f(2) = 3": [],
    "in slot 3 4 + 4 = 8": [("4 + 4", "8")],
    "a == 3 and b <= 4": [],
    "5 + 3 = 8 = that": [("5 + 3", "8")],
}


@pytest.mark.parametrize("text", RUNS)
def test_what_is_a_calculation_and_what_is_said_in_words(text: str) -> None:
    assert [entry.sides for entry in sums_in(text)] == RUNS[text]


@given(st.recursive(st.integers(0, 1 << 64).map(hex), lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner)))
def test_brackets_say_what_is_computed_first(tree: object) -> None:
    def written(node: object) -> str:
        return node if isinstance(node, str) else f"({written(node[0])} {node[1]} {written(node[2])})"  # type: ignore[index]

    text = written(tree)
    try:
        assert compute(text) == eval(text)
    except CannotCompute as error:
        assert "4096 bits" in str(error) or "too deep" in str(error)


@given(WHOLE, WHOLE)
def test_the_signs_of_print_are_the_signs_of_the_keyboard(one: int, two: int) -> None:
    assert compute(f"{one} × {two} − {two} · 3") == one * two - two * 3
    assert compute(f"{one} ÷ {two + 1}") == one // (two + 1)


@given(st.integers(-(1 << 63), (1 << 63) - 1), st.integers(1, 1 << 32))
def test_division_cuts_towards_zero_as_in_c(one: int, two: int) -> None:
    assert compute(f"({one}) / {two}") == int(Fraction(one, two))
    assert compute(f"({one}) % {two}") == one - int(Fraction(one, two)) * two


@pytest.mark.parametrize(
    "text", ["0x" + "f" * 5000, "0b" + "1" * 5000, "0.1 * " * 5000 + "1", "1.1 / " * 5000 + "1", "-" * 5000 + "1"]
)
def test_numbers_beyond_all_measure_are_refused(text: str) -> None:
    with pytest.raises(CannotCompute):
        compute(text)


def test_a_number_beyond_all_measure_in_a_lesson_is_a_finding(tmp_path: Path) -> None:
    assert codes(tmp_path, f"# One\n\n1. `0x{'f' * 6000} = 1`.\n") == ["V002:3"]


REASONS = {
    "": "there is nothing to compute",
    "   ": "there is nothing to compute",
    "1 2": "`2` stands where a sign is expected",
    "1 + abc": "`abc` is no number and no sign",
    "1 + " + "q" * 30: f"`{'q' * 20}` is no number and no sign",
    "1 +": "a number is missing at its end",
    "~": "a number is missing at its end",
    "(1 + 2": "a bracket is not closed",
    "(1 + 2 3": "a bracket is not closed",
    "1 + )": "`)` stands where a number is expected",
    "* 1": "`*` stands where a number is expected",
    "(" * 65 + "1" + ")" * 65: "its brackets are too deep",
    "-" * 65 + "1": "its brackets are too deep",
    "~" * 65 + "1": "its brackets are too deep",
    "1 / 0": "it divides by 0",
    "1 % 0": "it divides by 0",
    "1.5 % 1": "`%` needs whole numbers",
    "5 % 1.5": "`%` needs whole numbers",
    "1.5 & 1": "`&` needs whole numbers",
    "1 | 1.5": "`|` needs whole numbers",
    "1.5 << 1": "`<<` needs whole numbers",
    "~1.5": "`~` needs whole numbers",
    "1 << (0 - 1)": "it shifts by -1",
    "1 << 4097": "it shifts by 4097",
    "1 << 4096": "its result needs more than 4096 bits",
    "1 >> 4097": "it shifts by 4097",
    "9" * 1301: "a number in it has more than 1300 digits",
}


@pytest.mark.parametrize("text", REASONS)
def test_a_refusal_says_its_reason(text: str) -> None:
    with pytest.raises(CannotCompute) as refused:
        compute(text)
    assert str(refused.value) == REASONS[text]


EXACT = {
    " 7 / 2 ": Fraction(7, 2),
    "(7 / 2)": Fraction(7, 2),
    "-(7 / 2)": Fraction(-7, 2),
    "-7 / 2": Fraction(-7, 2),
    "1 + 7 / 2": Fraction(9, 2),
    "1 + (1 + 7 / 2) * 2": 10,
    "7 / 2 + 1 / 2 | 8": 12,
    "~(7 / 2 * 2)": (1 << 64) - 8,
}


@pytest.mark.parametrize("text", EXACT)
def test_where_a_side_is_exact_all_of_it_is(text: str) -> None:
    assert compute(text, exact=True) == EXACT[text]


MEASURES = {
    "(" * 64 + "1" + ")" * 64: 1,
    "-" * 64 + "1": 1,
    "~" * 64 + "1": 1,
    "1 << 4095": 1 << 4095,
    "1 >> 4096": 0,
    "9" * 1300 + " * 0": 0,
    "1.5 + 1.5": 3,
    "1.5 * 2 & 3": 3,
    "3.0 / 2": Fraction(3, 2),
    "3 / 2.0": Fraction(3, 2),
    "3.0 / 1.5": 2,
    "2 - 1 - 1": 0,
    "7 & 3 ^ 1 | 8": 10,
    "0X10 + 0B11": 19,
    "-7 / 2": -3,
    "7 / -2": -3,
    "-7 / -2": 3,
    "-7 % 2": -1,
}


@pytest.mark.parametrize("text", MEASURES)
def test_what_is_just_inside_the_measures_has_a_value(text: str) -> None:
    value = compute(text)
    assert value == MEASURES[text]
    assert not isinstance(value, Fraction) or value.denominator != 1 or "/" not in text


def test_the_eight_bytes_of_a_number_below_zero_are_that_number() -> None:
    top = 1 << 64
    assert same(-1, top - 1) and same(top - 1, -1) and same(-(1 << 63), 1 << 63)
    assert not same(-(1 << 63) - 1, (1 << 63) - 1)  # it has no 8 bytes
    assert not same(0, top) and not same(-1, top) and not same(1, 2)
