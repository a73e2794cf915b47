"""What `build` says at its end: how much was written, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.command import main
from tests.tiny import write


@pytest.mark.parametrize(("lessons", "said"), [(1, "1 lesson, 1 line"), (2, "2 lessons, 2 lines")])
def test_one_lesson_is_no_lessons(lessons: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {f"content/0{number}-one.md": "# One\n\n1. `2 * 2 = 4`.\n" for number in range(1, lessons + 1)}
    assert main(["build", "--book", str(write(tmp_path, files))]) == 0
    assert capsys.readouterr().out == f"{said}: {tmp_path / 'site'}\n"
