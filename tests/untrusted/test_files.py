"""Links that lead out, pipes, devices and planted files: nothing outside the book is read, written or waited for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.read import read_book
from axiombook.read.files import read_bytes
from axiombook.remembered import FOLDER
from tests.tiny import files_in, with_capture, write

ROOT = Path(__file__).resolve().parents[2]
LESSON = "# One\n\n1. `2 * 2 = 4`.\n2. {{probe.at}} was there.\n\n   ```{source} a.c\n   ```\n"
BOOK = with_capture(LESSON, "at=17\n", "[values]\nat = 'at=(\\d+)'\n", **{"proofs/sources/a.c": "int a;\n"})
SECRET = "the secret of another folder"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret").write_text(SECRET)
    return write(tmp_path / "book", BOOK)


PLACES = ("content/01-one.md", "content/book.toml", "content/index.md", "content/vocabulary.txt",
          "content/picture.png", "proofs/captures/probe.log", "proofs/captures/probe.toml", "proofs/sources/a.c")  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_link_that_leads_out_of_the_book_is_not_followed(place: str, book: Path) -> None:
    (book / place).unlink(missing_ok=True)
    (book / place).symlink_to("../../outside/secret" if place.startswith("content") else "../../../outside/secret")
    assert (book / place).read_text() == SECRET
    built = run("build", "--book", str(book))
    assert built.returncode == (0 if place.endswith("png") else 1)
    assert SECRET not in built.stdout + built.stderr
    assert not [name for name, data in files_in(book).items() if name.startswith("site/") and SECRET.encode() in data]


@pytest.mark.parametrize("place", PLACES)
def test_nobody_waits_for_a_pipe(place: str, book: Path) -> None:
    (book / place).unlink(missing_ok=True)
    os.mkfifo(book / place)
    assert run("check", "--book", str(book)).returncode == (0 if place.endswith("png") else 1)


def test_a_file_that_became_a_pipe_or_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match=r"no regular file|directory"):
            read_bytes(path)


@pytest.mark.parametrize("folder", ["content", "proofs", "proofs/captures", "proofs/sources", "theme", "site"])
def test_a_folder_that_leads_out_of_the_book_is_not_entered(folder: str, book: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    if (book / folder).exists():
        (book / folder).rename(outside / "moved")
    elif folder == "theme":
        (outside / "moved").mkdir()
    (book / folder).symlink_to(outside / "moved" if folder != "site" else outside)
    before = files_in(outside)
    built = run("build", "--book", str(book))
    assert built.returncode in (1, 2) and "Traceback" not in built.stderr
    assert files_in(outside) == before


@pytest.mark.parametrize("name", ["style.css", "script.js", "base.html", "more.js"])
def test_a_theme_publishes_no_file_of_another_folder(name: str, book: Path) -> None:
    (book / "theme").mkdir()
    for path in (ROOT / "theme").iterdir():
        (book / "theme" / path.name).write_bytes(path.read_bytes())
    (book / "theme" / name).unlink(missing_ok=True)
    (book / "theme" / name).symlink_to("../../outside/secret")
    built = run("build", "--book", str(book))
    assert built.returncode == 2 and "this is no file inside the theme" in built.stderr
    assert not (book / "site").exists()


def test_what_a_book_came_with_is_no_memory_and_leads_nobody_to_write_outside(book: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "mine").write_text("mine\n")
    (book / FOLDER).mkdir(parents=True)
    (book / FOLDER).parent.joinpath(".gitignore").symlink_to(outside / "mine")
    for name in ("check-text.json", "build.json", "kept.json", "kept.pickle"):
        os.mkfifo(book / FOLDER / name)
    for command in ("check", "build"):
        assert run(command, "--book", str(book)).returncode == 0
    assert (outside / "mine").read_text() == "mine\n"


def test_a_memory_that_leads_out_of_the_book_is_not_written(book: Path, tmp_path: Path) -> None:
    (book / ".cache").symlink_to(tmp_path / "outside")
    assert run("build", "--book", str(book)).returncode == 0
    assert set(files_in(tmp_path / "outside")) == {"secret"}


def test_another_folder_with_a_manifest_is_no_site(book: Path) -> None:
    (book / "site").mkdir()
    (book / "site/manifest.json").write_text('{"manifest_version": 3}')
    built = run("build", "--book", str(book))
    assert built.returncode == 2 and "no build wrote" in built.stderr
    assert set(files_in(book / "site")) == {"manifest.json"}


def test_a_hidden_link_in_a_site_stays_a_link(book: Path) -> None:
    assert run("build", "--book", str(book)).returncode == 0
    (book / "site/.mine").symlink_to("../../outside/secret")
    (book / "content/01-one.md").write_text(LESSON + "3. `3 * 3 = 9`.\n")
    assert run("build", "--book", str(book)).returncode == 0
    assert (book / "site/.mine").is_symlink()


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
RUNS = {
    "page.html": "<p>a page of its own</p>",
    "page.XHTML": "<p/>",
    "style.css": "p { color: red }",
    "book.json": "{}",
    "404.html/picture.png": "in the place of a page",
    "deep/page.HTML/picture.png": "in the place of a page",
    "style.css/picture.png": "in the place of the style",
    "script.svg": SVG.format("<script>evil()</script>"),
    "on.svg": SVG.format('<path onclick="evil()"/>'),
    "link.svg": SVG.format('<a href=" javascript:evil()"/>'),
    "foreign.svg": SVG.format("<foreignObject/>"),
    "entity.svg": "<!DOCTYPE svg [<!ENTITY e '<script/>'>]>" + SVG.format("&e;"),
    "sheet.svg": '<?xml-stylesheet href="evil.xsl"?>' + SVG.format(""),
    "none.svg": "<svg><script>evil()",
    "bomb.svg": "<!DOCTYPE svg [<!ENTITY a0 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12))
    + "]>" + SVG.format("&a11;"),
}  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
def test_a_file_that_would_run_as_a_page_of_the_site_is_told_and_left_out(name: str, tmp_path: Path) -> None:
    book = read_book(write(tmp_path, {**BOOK, f"content/{name}": RUNS[name]}))
    assert [problem.span.file for problem in book.problems] == [f"content/{name}"]
    assert name not in book.assets and check_book(book).errors == 1


def test_a_picture_is_taken_over(tmp_path: Path) -> None:
    picture = '<?xml version="1.0"?>' + SVG.format('<a href="#x"><path d="M0 0"/></a><image href="data:image/png;,"/>')
    book = read_book(write(tmp_path, {**BOOK, "content/a.svg": picture, "content/deep/b.png": b"\x89PNG"}))
    assert book.problems == () and book.assets == {"a.svg", "deep/b.png"}


@pytest.mark.parametrize("sign", ["\x1b[31m", "\u202e", "\u2066", "\n", "\x7f", os.fsdecode(b"\xff")])
@pytest.mark.parametrize("folder", ["content", "proofs/captures", "proofs/sources"])
def test_a_name_with_a_sign_that_nobody_sees_is_told(folder: str, sign: str, tmp_path: Path) -> None:
    root = write(tmp_path, BOOK)
    for ending in (".toml", ".log") if folder == "proofs/captures" else (".png",):
        (root / folder / f"a{sign}b{ending}").write_text("")
    checked = run("check", "--book", str(root))
    assert checked.returncode == 1 and "this name has a sign that nobody sees" in checked.stdout
    assert sign not in checked.stdout.replace("\n", "", 1) or sign == "\n"


def test_folders_in_folders_in_folders_are_walked_or_told(book: Path) -> None:
    deep = os.open(book / "proofs/sources", os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=deep)
        deeper = os.open("d", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = deeper
    os.close(deep)
    checked = run("check", "--book", str(book))
    assert checked.returncode in (0, 1, 2) and "Traceback" not in checked.stderr
    subprocess.run(["rm", "-rf", str(book / "proofs")], check=True)
