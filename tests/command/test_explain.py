"""explain CODE: the rule, why it is there, a wrong and a right example, for every code that a finding can have."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.check.rule import Example
from axiombook.check.rules import rules
from axiombook.command import main
from axiombook.explain import READING
from axiombook.read import read_book
from tests.tiny import write


def codes_of(folder: Path, example: Example) -> set[str]:
    return {finding.code for finding in check_book(read_book(write(folder, example.tree()))).findings}


@pytest.mark.parametrize("code", [*rules(), *READING])
def test_every_code_is_explained_with_its_reason_and_both_examples(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", code]) == 0
    told = capsys.readouterr().out
    places = [told.find(f"\n{head}:") for head in ("Found when", "Why", "Wrong", "Right")]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("code", READING)
def test_what_reading_tells_stands_in_its_wrong_example_only(code: str, tmp_path: Path) -> None:
    _, rule = READING[code]
    assert code in codes_of(tmp_path / "wrong", rule.wrong)
    assert codes_of(tmp_path / "right", rule.right) == set()
