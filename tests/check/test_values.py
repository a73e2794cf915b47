"""What stands in `{{...}}`: names, reckoning, bases; and patterns that give no value, told and never run for long."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.book import Calc, Figure, Question, Value
from axiombook.read.captures import read_capture, value_of
from axiombook.read.values import NoValue, Values
from tests.tiny import findings, read, with_capture


def values(folder: str = "", **logs: str) -> Values:
    """Captures that name one value `x` each, by name."""
    made = {}
    for name, log in logs.items():
        name = name.replace("__", "/")
        toml = "[values]\nx = 'x=(.*)'\ny = 'y=(.*)'\nsize-of = 'x=(.*)'\n"
        made[name] = read_capture(name, log.encode(), toml, f"{name}.toml")[0]
    return Values(made, folder)


SHOWN = {
    "probe.x": "0xff10",
    "probe.x + 32": "0xff30",
    "probe.x - 0x10": "0xff00",
    "32 + probe.y": "41",
    "0x20 + probe.y": "0x29",
    "0b1 + probe.y": "0b1010",
    "0b1 - probe.y": "-0b1000",
    "probe.y + probe.x": "65305",
    "probe.x-probe.y": "0xff07",
    "probe.x-1": "0xff0f",
    "probe.size-of": "0xff10",
    "probe.size-of-1": "0xff0f",
    "(probe.x >> 8) & 0xf": "0xf",
    "probe.y * 2 + 1": "19",
    "probe.y / 2": "4",
    "probe.y % 2": "1",
}


@pytest.mark.parametrize("expression", SHOWN)
def test_a_value_computes_and_prints_in_the_base_of_its_first_operand(expression: str) -> None:
    assert values(probe="x=ff10\ny=9\n").evaluate(expression) == SHOWN[expression]


REFUSED = {
    "probe.z": "names no value `z`",
    "prob.x": "did you mean `probe`",
    "probe": "`probe` is a capture",
    "4 + 4": "names no value",
    "": "names no value",
    "probe.x +": "cannot be computed",
    "probe.x / 0": "divides by 0",
    "probe.x $ 4": "cannot be computed",
    "__import__('os').x": "there is no capture",
}


@pytest.mark.parametrize("expression", REFUSED)
def test_what_has_no_value_says_why(expression: str) -> None:
    with pytest.raises(NoValue) as refused:
        values(probe="x=ff10\ny=9\n").evaluate(expression)
    assert REFUSED[expression] in str(refused.value)


def test_a_folder_of_captures_is_looked_in_first_and_any_other_by_its_path() -> None:
    found = values("6.1", probe="x=1\n", **{"6.1__probe": "x=2\n", "user__probe": "x=3\n", "6.1__01-boot": "x=4\n"})
    assert [found.evaluate(name) for name in ("probe.x", "6.1/probe.x", "user/probe.x")] == ["2", "2", "3"]
    assert found.evaluate("01-boot.x") == found.evaluate("6.1/01-boot.x") == "4"
    assert found.evaluate("8-01-boot.x") == "4"


BASES: list[tuple[str, int | None, str, int | None]] = [
    ("29", None, "29", 29),
    ("29", 16, "0x29", 41),
    ("0x29", None, "0x29", 41),
    ("2f", None, "0x2f", 47),
    ("0000000000000029", None, "0x29", 41),
    ("0000000000000029", 10, "0000000000000029", 29),
    ("-97", None, "-97", -97),
    ("FF", None, "0xff", 255),
    ("socket", None, "socket", None),
    ("f" * 5000, None, "f" * 5000, None),
]


@pytest.mark.parametrize(("text", "base", "shown", "number"), BASES)
def test_which_base_a_captured_text_has(text: str, base: int | None, shown: str, number: int | None) -> None:
    value = value_of("x", text, base, 1)
    assert isinstance(value, Value)
    assert (value.shown, value.number) == (shown, number)


NO_VALUE = {
    "none=(.*)": "matches nothing",
    "slot=(x*)": "matches nothing",
    "=(\\d)": "matches 2 values",
    "slot=\\d": "has 0 groups",
    "(slot)=(\\d)": "has 2 groups",
    "slot=(\\d": "is no regular expression",
    "(": "is no regular expression",
    "^((a+)+)$": "has 2 groups",
    "^(?:(?:a|a)+)+(b)?$": "takes more than",
    "((?R))": "or all memory",
}


@pytest.mark.parametrize("pattern", NO_VALUE)
def test_a_pattern_that_gives_no_value_is_told_where_it_is_used_or_else_where_it_stands(
    pattern: str, tmp_path: Path
) -> None:
    log, table = "slot=4\nend=5\n" + "a" * 60 + "!\n", f"[values]\nx = '{pattern}'\n"
    [found] = findings(tmp_path, with_capture("# One\n\n1. It is {{probe.x}}.\n", log, table))
    assert (found.code, found.span.file, found.span.line, found.span.column) == ("V003", "content/01-one.md", 3, 10)
    assert NO_VALUE[pattern] in found.message
    [found] = findings(tmp_path / "b", with_capture("# One\n\n1. `2 * 2 = 4`.\n", log, table))
    assert (found.code, found.span.file, found.span.line) == ("V003", "proofs/captures/probe.toml", 7)


def test_values_are_put_in_wherever_they_stand(tmp_path: Path) -> None:
    lesson = (
        "# The {{probe.x}}\n\n## At {{probe.x}}\n\n1. **cell** = `{{probe.x}}` [{{probe.x}}](#c) **{{probe.x}}** {#c}\n\n"
        "   Q: {{probe.x}}?\n   A: {{probe.x}}.\n\n   ```\n   | {{probe.x}} |\n   ```\n\n"
        "   ```{calc}\n   {{probe.x}} + 1 = 5\n   ```\n"
    )
    book = read(tmp_path, with_capture(lesson, "x=4\n", "[values]\nx = 'x=(.*)'\n"))
    [made] = book.lessons
    assert made.title is not None and made.title.shown == "The 4"
    assert made.headings[0].text.shown == "At 4"
    assert made.lines[0].text.shown == "cell = 4 4 4"
    question, figure, calc = made.lines[0].blocks
    assert isinstance(question, Question) and question.question is not None and question.question.shown == "4?"
    assert isinstance(figure, Figure) and figure.text.shown == "| 4 |"
    assert isinstance(calc, Calc) and calc.rows[0].shown == "4 + 1 = 5"


def test_a_value_in_no_brackets_is_text(tmp_path: Path) -> None:
    book = read(
        tmp_path, with_capture("# One\n\n1. \\{{probe.x}} and {{probe.x}.\n", "x=4\n", "[values]\nx = 'x=(.*)'\n")
    )
    assert book.lessons[0].lines[0].text.shown == "{{probe.x}} and {{probe.x}."
