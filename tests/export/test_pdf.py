"""export pdf: numbered pages where WeasyPrint is, one sentence where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from axiombook.command import main


def test_without_the_library_it_says_what_to_install(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["export", "pdf", "--book", str(tiny), "--out", str(tmp_path)]) == 2
    assert "pip install weasyprint" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
