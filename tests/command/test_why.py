"""why LINE and why TERM: a term is asked for as a text may use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.command import main
from tests.tiny import write

LESSON = "# One\n\n1. **cell** (box) = a count of 4.\n2. **return entry** = a cell. {#that}\n"


@pytest.mark.parametrize(
    ("asked", "line"),
    {
        "cell": "1.01",
        "Cell": "1.01",
        "cells": "1.01",
        "boxes": "1.01",
        "return entries": "1.02",
        "1.2": "1.02",
        "#that": "1.02",
    }.items(),
)
def test_a_plural_leads_to_the_line_of_its_term(
    asked: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", asked, "--book", str(write(tmp_path, LESSON, "return entry"))]) == 0
    assert capsys.readouterr().out.startswith(f"{line}  ")


def test_more_than_one_term_is_no_term(tmp_path: Path) -> None:
    assert main(["why", "cell", "box", "--book", str(write(tmp_path, LESSON, "return entry"))]) == 2
