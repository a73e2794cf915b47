"""export pdf: numbered pages where WeasyPrint is, one sentence where it is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from axiombook.command import main

ROOT = Path(__file__).resolve().parents[2]


def test_without_the_library_it_says_what_to_install(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["export", "pdf", "--book", str(tiny), "--out", str(tmp_path)]) == 2
    assert "pip install weasyprint" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_book_becomes_one_whole_pdf(tiny: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "export", "pdf", "--book", str(tiny), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.iterdir()
    content = made.read_bytes()
    assert made.suffix == ".pdf" and content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
