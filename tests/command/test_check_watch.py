"""`check --watch` as an author uses it: a real process, real saves, Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tiny import write

BUILD = Path(__file__).resolve().parents[2] / "build.py"
SOUND, WRONG = "# One\n\n1. `2 * 4 = 8`.\n", "# One\n\n1. `2 * 4 = 9`.\n"


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    write(tmp_path, WRONG)
    command = [sys.executable, str(BUILD), "check", "--watch", "--book", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def told(process: subprocess.Popen[str], last: str) -> str:
    """What is printed up to the row with these words."""
    assert process.stdout is not None
    rows = []
    for row in process.stdout:
        rows.append(row)
        if last in row:
            return "".join(rows)
    raise AssertionError("".join(rows))


def test_each_save_is_checked_and_ctrl_c_ends_it(watching: subprocess.Popen[str], tmp_path: Path) -> None:
    assert "error V002" in told(watching, "watching")
    (tmp_path / "content/01-one.md").write_text(SOUND)
    assert told(watching, "0 errors") == "1 mended. 1 lesson, 1 line: 0 errors, 0 warnings\n"
    (tmp_path / "content/02-two.md").write_text(WRONG)
    assert "content/02-two.md:3:5: error V002" in told(watching, "1 error,")
    watching.send_signal(signal.SIGINT)
    assert watching.wait() == 0


def test_a_folder_without_a_book_is_told(tmp_path: Path) -> None:
    command = [sys.executable, str(BUILD), "check", "--watch", "--book", str(tmp_path / "none")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and "holds no book" in ended.stderr
