"""export epub: what the checker of the format says of it, and what a reader finds in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from axiombook.command import main
from axiombook.export.epub import xml_id


@pytest.fixture(scope="module")
def made(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    assert main(["export", "epub", "--book", str(tiny), "--out", str(folder)]) == 0
    return folder / "socket.epub"


def test_epubcheck_finds_nothing(made: Path) -> None:
    checker = shutil.which("epubcheck")
    assert checker, "install epubcheck: apt-get install epubcheck"
    done = subprocess.run(
        ["java", "-jar", str(Path(checker).resolve()), str(made)], check=False, capture_output=True, text=True
    )
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stdout + done.stderr
    assert done.returncode == 0


def test_the_kind_of_file_stands_first_and_is_not_packed(made: Path) -> None:
    with ZipFile(made) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"


def test_a_line_is_followed_by_its_proof_and_its_questions(made: Path) -> None:
    with ZipFile(made) as archive:
        page = archive.read("EPUB/07-pointer.xhtml").decode()
    order = [page.index(f'id="{id}"') for id in ("l7.02", "q7.02", "l7.03", "p7.03", "q7.03", "l7.04", "p7.04")]
    assert order == sorted(order)


def test_the_contents_name_the_parts_with_their_lessons_in_order(made: Path) -> None:
    with ZipFile(made) as archive:
        page = archive.read("EPUB/nav.xhtml").decode()
    entries = re.findall(r"<span>(.*?)</span>|<a href=\"(.*?)\"", page)
    assert [name or file for name, file in entries] == [
        "title.xhtml", "Part 1: Numbers", "01-bit.xhtml", "Part 2: The call", "07-pointer.xhtml"
    ]  # fmt: skip


def test_a_term_of_another_lesson_leads_to_that_lessons_file(made: Path) -> None:
    with ZipFile(made) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")}
    assert 'href="01-bit.xhtml#t-byte"' in pages["EPUB/07-pointer.xhtml"]
    for page in pages.values():
        for file, anchor in re.findall(r'href="([^"#:]*\.xhtml)#([^"]*)"', page):
            assert f'id="{anchor}"' in pages[f"EPUB/{file}"]


def test_the_same_book_is_the_same_bytes(tiny: Path, made: Path, tmp_path: Path) -> None:
    assert main(["export", "epub", "--book", str(tiny), "--out", str(tmp_path)]) == 0
    assert (tmp_path / "socket.epub").read_bytes() == made.read_bytes()


def test_an_anchor_of_any_signs_is_an_xml_id() -> None:
    assert xml_id("capture:6.1/chain:6") == "capture_3a_6.1_2f_chain_3a_6"
    assert xml_id("7→") == "x7_2192_"
