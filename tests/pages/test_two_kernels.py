"""Evidence of two kernels: side by side where they differ, and each log once."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.check.rule import capture
from axiombook.pages import Theme, render
from tests.tiny import read

LESSON = "# One\n\n1. {{probe.file}} it is, `2 * 2 = 4`.\n"
TABLES = "[values]\nfile = 'file=([0-9a-f]+)'\nname = 'name=(\\w+)'\n"


def in_folder(folder: str, log: str) -> dict[str, str | bytes]:
    return {path.replace("captures/", f"captures/{folder}/"): text for path, text in capture(log, TABLES).items()}


@pytest.fixture
def evidence(tmp_path: Path, theme: Theme) -> str:
    files = {
        "content/01-one.md": LESSON,
        **in_folder("6.1", "file=ffff888000001010\nname=filp\n"),
        **in_folder("6.12", "file=ffff888000002020\nname=filp\n"),
    }
    book = read(tmp_path, files, "it is", 'captures = "6.1"\n')
    return {page.address: page.content.decode() for page in render(book, check_book(book), theme)}["evidence.html"]


def test_a_value_that_differs_stands_beside_the_other_and_an_equal_one_does_not(evidence: str) -> None:
    assert "beside 6.12/probe: 1 of 2 values differ" in evidence
    row = '<tr><th scope="row">file</th><td>0xffff888000001010</td><td>0xffff888000002020</td></tr>'
    assert row in evidence and '<th scope="row">name</th>' not in evidence


def test_the_log_of_the_second_kernel_is_left_in_its_file(evidence: str) -> None:
    assert 'id="capture:6.1/probe:1"' in evidence and 'id="capture:6.12/probe:1"' not in evidence
    assert 'id="capture:6.12/probe"' in evidence and "sha256sum proofs/captures/6.12/probe.log" in evidence
    assert "python build.py capture --kernel 6.12 probe" in evidence
