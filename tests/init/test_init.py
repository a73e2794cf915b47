"""A new book passes at once: it is checked, built and published by the engine that lies beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from axiombook.command import main

NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONDONTWRITEBYTECODE": "1"}
HARD = 'She said "no" \\ ünï ∴ <b>\' = 語'


def start(folder: Path, title: str = "New") -> int:
    return main(["init", str(folder), "--title", title])


def inside(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command in the new book, as its author types it there."""
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **NOBODY}, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_new_book_checks_builds_proves_and_publishes_with_its_own_engine(tmp_path: Path) -> None:
    book, remote = tmp_path / "book", tmp_path / "remote.git"
    book.mkdir()
    assert start(book, HARD) == 0
    checked = inside(book, sys.executable, "build.py", "check", "--strict")
    assert checked.returncode == 0 and "0 errors, 0 warnings" in checked.stdout, checked.stdout
    assert inside(book, sys.executable, "build.py").returncode == 0
    assert "ünï ∴ &lt;b&gt;" in (book / "site/index.html").read_text()
    proved = inside(book, sys.executable, "build.py", "prove")
    assert proved.returncode == 0, proved.stdout + proved.stderr
    inside(tmp_path, "git", "init", "--quiet", "--bare", str(remote))
    for command in ("init --quiet", "add --all", "commit --quiet -m new", f"remote add origin {remote}"):
        done = inside(book, "git", "-c", "user.name=A", "-c", "user.email=a@b.example", *command.split())
        assert done.returncode == 0, done.stderr
    for key in ("name", "email"):
        inside(book, "git", "config", f"user.{key}", "a@b.example")
    published = inside(book, sys.executable, "build.py", "publish")
    assert published.returncode == 0, published.stdout + published.stderr
    assert "01-first.html" in inside(remote, "git", "ls-tree", "--name-only", "gh-pages").stdout


@pytest.mark.parametrize("title", [HARD, "'''", "a # b", "]]", "\x7f e", "   \t "])
def test_a_title_is_kept_as_it_was_given_or_refused(title: str, tmp_path: Path) -> None:
    status = start(tmp_path / "book", title)
    if title.strip() and title.isprintable():
        settings = tomllib.loads((tmp_path / "book/content/book.toml").read_text())
        assert status == 0 and settings["title"] == title and main(["check", "--book", str(tmp_path / "book")]) == 0
    else:
        assert status == 2 and list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert start(tmp_path) == 2 and "not empty" in capsys.readouterr().err
    assert start(tmp_path / "mine.txt") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_repository_without_files_is_empty(tmp_path: Path) -> None:
    folder = tmp_path / "fork"
    inside(tmp_path, "git", "init", "--quiet", str(folder))
    assert start(folder) == 0
    assert (folder / ".git").is_dir() and (folder / "content/01-first.md").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["fork"]
