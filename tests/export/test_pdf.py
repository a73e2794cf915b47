"""export pdf: numbered pages where WeasyPrint is, one sentence where it is not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from axiombook.command import main

from ..tiny import write
from .conftest import ALONE, pages_of

ROOT = Path(__file__).resolve().parents[2]


def test_without_the_library_it_says_what_to_install(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["export", "pdf", "--book", str(tiny), "--out", str(tmp_path)]) == 2
    assert "pip install weasyprint" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def printed(book: Path, out: Path) -> Path:
    """The book as the command sets it, in a process of its own."""
    command = [sys.executable, str(ROOT / "build.py"), "export", "pdf", "--book", str(book), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="module")
def made(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed(tiny, tmp_path_factory.mktemp("export"))


def test_a_book_becomes_one_whole_pdf(made: Path) -> None:
    content = made.read_bytes()
    assert made.suffix == ".pdf" and content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def test_the_contents_lead_to_the_page_of_each_lesson(made: Path) -> None:
    pages = pages_of(made)
    assert pages[1][0] == "CONTENTS"
    rows = [re.match(r" *(\d+) +(.*?) \.+(\d+)$", row) for row in pages[1]]
    lessons = {(row[1], row[2]): int(row[3]) for row in rows if row}
    assert lessons
    for (number, name), page in lessons.items():
        assert re.fullmatch(f" *{number} +{re.escape(name)}", pages[page - 1][0])
    assert [row for row in pages[1] if row.startswith("PART ")] == ["PART 1 NUMBERS", "PART 2 THE CALL"]


def test_a_line_is_followed_by_its_proof_its_questions_and_the_next_line(made: Path) -> None:
    rows = [row for page in pages_of(made)[2:] for row in page]
    wanted = [r"7\.03 ", r" +log chain lines", r" +(Q|WRONG|WHAT) ", r"7\.04 "]
    found = [next(at for at, row in enumerate(rows) if re.match(pattern, row)) for pattern in (wanted[0], wanted[3])]
    between = rows[found[0] : found[1]]
    places = [next(at for at, row in enumerate(between) if re.match(pattern, row)) for pattern in wanted[1:3]]
    assert places == sorted(places)


def test_no_page_ends_in_a_number_or_a_heading_that_stands_over_the_next(many: Path, tmp_path: Path) -> None:
    pages = pages_of(printed(many, tmp_path))
    assert len(pages) > 5
    for at, page in enumerate(pages[2:], 3):
        assert page[-1].strip() == str(at)  # its number
        assert not re.fullmatch(ALONE, page[-2].strip())
        assert at == 3 or page[0].strip() == "1 Many"


def test_a_row_too_wide_for_the_page_hangs_under_its_text(tmp_path: Path) -> None:
    book = write(
        tmp_path / "book",
        {
            "content/01-one.md": "# One\n\n1. 1 + 1 = 2.\n\n   ```{source} wide.txt\n   lines: 1-2\n   ```\n",
            "proofs/sources/wide.txt": "x" * 60 + " " + "y" * 60 + "\nz\n",
        },
        settings='[lint]\nT002 = "off"\n',
    )
    (page,) = (page for page in pages_of(printed(book, tmp_path / "out")) if any("wide.txt" in row for row in page))
    first, rest, last = (next(row for row in page if each in row) for each in ("xxx", "yyy", "z"))
    assert "y" * 60 in rest and first.index("x") <= rest.index("y")
    assert last.split() == ["2", "z"]
