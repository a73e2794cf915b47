"""Bad input, from the command line: a clear sentence, the right exit status, no traceback, nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny import write

ROOT = Path(__file__).resolve().parents[2]
GOOD = "# One\n\n1. `2 * 2 = 4`.\n"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments], capture_output=True, text=True, check=False, timeout=120
    )


def link_lesson(book: Path) -> None:
    (book.parent / "secret.md").write_text(GOOD)
    (book / "content/02-two.md").symlink_to(book.parent / "secret.md")


def link_source(book: Path) -> None:
    (book.parent / "secret.c").write_text("int secret;\n")
    (book / "proofs/sources").mkdir(parents=True)
    (book / "proofs/sources/x.c").symlink_to(book.parent / "secret.c")
    (book / "content/01-one.md").write_text(GOOD + "\n   ```{source} x.c\n   ```\n")


def lesson(text: str | bytes) -> Callable[[Path], None]:
    data = text if isinstance(text, bytes) else text.encode()
    return lambda book: (book / "content/01-one.md").write_bytes(data) and None


def file(name: str, text: str) -> Callable[[Path], None]:
    def make(book: Path) -> None:
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text(text)

    return make


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "an empty lesson": (lesson(""), "F001"),
    "a lesson of blanks": (lesson("   \n\n\t\n"), "F001"),
    "not UTF-8": (lesson(b"# One\n\n1. caf\xe9 `2 * 2 = 4`.\n"), "F001"),
    "one line of 10 MB": (lesson("# One\n\n1. " + "a" * 10_000_000 + "\n"), "F001"),
    "an unknown directive": (lesson(GOOD + "\n   ```{lgo} x\n   ```\n"), "F002"),
    "an unknown key": (lesson(GOOD + "\n   ```{log} x\n   mach: y\n   ```\n"), "F002"),
    "a path that climbs": (lesson(GOOD + "\n   ```{source} ../../../etc/passwd\n   ```\n"), "E001"),
    "an absolute path": (lesson(GOOD + "\n   ```{source} /etc/passwd\n   ```\n"), "E001"),
    "a broken book.toml": (file("content/book.toml", "title = \n"), "F003"),
    "a setting that is none": (file("content/book.toml", "titel = 'x'\n"), "F003"),
    "a rule that is none": (file("content/book.toml", "[lint]\nT999 = 'off'\n"), "F003"),
    "a capture without its log": (file("proofs/captures/x.toml", "command = \n"), "E001"),
    "two lessons with one number": (file("content/1-two.md", GOOD), "N001"),
    "a name with a blank": (file("content/02-a b.md", GOOD), "N001"),
    "a number in another script": (file("content/٠٢-two.md", GOOD), "N001"),
    "a name that is not ASCII": (file("content/02-größe.md", GOOD), "N001"),
    "a folder named as a lesson": (lambda book: (book / "content/02-two.md").mkdir(), "F001"),
    "a link out of the book": (link_lesson, "F001"),
    "a source that leads out": (link_source, "E001"),
}


@pytest.mark.parametrize("what", BAD)
def test_each_is_a_finding_with_a_place_and_nothing_is_written(what: str, tmp_path: Path) -> None:
    make, code = BAD[what]
    book = write(tmp_path / "book", GOOD)
    make(book)
    checked = run("check", "--book", str(book), "--format", "json")
    assert "Traceback" not in checked.stderr
    found = json.loads(checked.stdout)
    assert checked.returncode == 1
    assert code in {finding["code"] for finding in found}
    assert all(finding["line"] >= 1 and finding["column"] >= 1 for finding in found)
    built = run("build", "--book", str(book))
    assert built.returncode == 1 and "Traceback" not in built.stderr
    assert not (book / "site").exists()
    assert "secret" not in built.stdout or "secret.md" not in built.stdout


def test_a_capture_whose_toml_is_broken_is_told_where_it_is(tmp_path: Path) -> None:
    files = {"content/01-one.md": GOOD, "proofs/captures/x.toml": "command = \n", "proofs/captures/x.log": "a\n"}
    checked = run("check", "--book", str(write(tmp_path, files)), "--format", "json")
    [finding] = [entry for entry in json.loads(checked.stdout) if entry["code"] == "F003"]
    assert (finding["file"], finding["line"]) == ("proofs/captures/x.toml", 1)


def test_no_content_folder(tmp_path: Path) -> None:
    done = run("check", "--book", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "content/" in done.stderr and "Traceback" not in done.stderr


def test_a_content_folder_that_leads_out(tmp_path: Path) -> None:
    write(tmp_path / "other", GOOD)
    (tmp_path / "book").mkdir()
    (tmp_path / "book/content").symlink_to(tmp_path / "other/content")
    assert run("check", "--book", str(tmp_path / "book")).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check", "--formt"],
        ["check", "--format", "xml"],
        ["explain", "T999"],
        ["why", "9.09"],
        ["--boo", "x", "check"],
    ],
)
def test_a_wrong_command_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, "--book", str(write(tmp_path, GOOD)))
    assert done.returncode == 2 and "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--book", "", "check"], ["build", "--out", ""], ["--book"], ["check", "--out"]])
def test_a_folder_without_a_name_is_told_and_no_other_is_taken(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and ("empty" in done.stderr or "expected one argument" in done.stderr)


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), ("# One\n\n1. `2 * 2 = 5`.\n", 1)])
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_who_closes_the_output_still_gets_the_status(text: str, status: int, closed: str, tmp_path: Path) -> None:
    write(tmp_path, text)
    command = f'"{sys.executable}" "{ROOT}/build.py" check --book "{tmp_path}" {closed}'
    for _ in range(2):  # said anew, and said from memory
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.parametrize("title", ["日本語", "Указатель", "!"])
def test_a_title_in_another_script_makes_a_lesson_too(title: str, tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    done = run("new", title, "--book", str(tmp_path))
    assert done.returncode == 0
    assert (tmp_path / "content/02-lesson.md").read_text(encoding="utf-8").startswith(f"# {title}\n")


def test_book_and_out_stand_before_or_after_the_command(tmp_path: Path) -> None:
    book = write(tmp_path / "book", GOOD)
    assert run("--book", str(book), "check").returncode == 0
    assert run("check", "--book", str(book)).returncode == 0
    assert run("--book", str(book), "--out", str(tmp_path / "a")).returncode == 0
    assert run("build", "--out", str(tmp_path / "b"), "--book", str(book)).returncode == 0
    names = [sorted(path.name for path in (tmp_path / name).iterdir()) for name in ("a", "b")]
    assert names[0] == names[1] and "01-one.html" in names[0]


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    book = write(tmp_path / "book", GOOD)
    assert run("build", "--book", str(book)).returncode == 0
    before = {path.name: path.read_bytes() for path in (book / "site").iterdir()}
    (book / "content/01-one.md").write_text(GOOD.replace("4", "0x4"))
    command = f"ulimit -f 1; exec {sys.executable} {ROOT / 'build.py'} build --book {book}"
    # The limit binds whatever the process writes: what coverage would record of it, too.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        ["bash", "-c", command], env=unmeasured, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr and "build.py:" in done.stderr
    assert {path.name: path.read_bytes() for path in (book / "site").iterdir()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_right_to_write(tmp_path: Path) -> None:
    book = write(tmp_path / "book", GOOD)
    book.chmod(0o555)
    done = run("build", "--book", str(book))
    book.chmod(0o755)
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_the_help_names_every_command_and_explain_every_code() -> None:
    assert run("--help").returncode == 0
    listed = run("explain").stdout.split()
    for code in listed[::2]:
        done = run("explain", code)
        assert done.returncode == 0 and done.stdout.startswith(code)


def test_a_content_folder_without_a_lesson_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = run("build", "--book", str(tmp_path))
    assert done.returncode == 1 and "this folder holds no lesson" in done.stdout
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["book.toml", "vocabulary.txt", "index.md"])
def test_a_file_of_the_book_that_leads_out_of_it_is_told_and_not_read(name: str, tmp_path: Path) -> None:
    book = write(tmp_path / "book", GOOD)
    (tmp_path / "secret").write_text("secret = 1\n")
    (book / "content" / name).unlink(missing_ok=True)
    (book / "content" / name).symlink_to(tmp_path / "secret")
    done = run("check", "--book", str(book))
    assert done.returncode == 1 and "secret" not in done.stdout
    assert f"content/{name}:1:1: error F001: this is no file inside the book" in done.stdout


def test_a_name_that_is_no_utf8_and_a_terminal_that_is_not_either(tmp_path: Path) -> None:
    book = write(tmp_path, GOOD.replace("1. ", "1. → "))
    (book / os.fsdecode(b"content/\xff.md")).write_text(GOOD)
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for form in ("text", "json", "github", "sarif"):
        command = [sys.executable, str(ROOT / "build.py"), "check", "--book", str(book), "--format", form]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=plain)
        assert done.returncode == 1 and done.stderr == ""
        assert "2192" in done.stdout
        if form in ("json", "sarif"):
            json.loads(done.stdout)


def test_warnings_alone_do_not_fail_a_check_unless_it_is_strict(tmp_path: Path) -> None:
    book = write(tmp_path, "# One\n\n1. **cell** = a count of 4.\n")
    assert run("check", "--book", str(book)).returncode == 0
    assert run("check", "--book", str(book), "--strict").returncode == 1


def test_what_is_no_file_in_content_is_left_alone(tmp_path: Path) -> None:
    book = write(tmp_path, GOOD)
    os.mkfifo(book / "content" / "a.png")
    assert run("build", "--book", str(book)).returncode == 0
    assert not (book / "site" / "a.png").exists()
