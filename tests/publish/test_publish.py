"""Publishing, with a real git and a real bare repository as remote."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from axiombook.command import main
from axiombook.publish.git import Git, GitFailed
from tests.tiny import write

ROOT = Path(__file__).resolve().parents[2]
LESSON = "# One\n\n1. **nibble** = a count of 4. {#first}\n2. A nibble has `2 * 2 = 4`.\n"
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, **NOBODY}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def publish(book: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "publish", "--book", str(book), *arguments],
        env={**os.environ, **NOBODY},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = write(tmp_path / "book", {"content/01-one.md": LESSON}, settings='title = "T"\ncname = "book.example"\n')
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "A")
    git(folder, "config", "user.email", "a@example.org")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote.git"))
    save(folder)
    return folder


def save(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "save")


def remote(book: Path) -> Path:
    return book.parent / "remote.git"


def state(book: Path) -> tuple[str, str, str, str]:
    index = hashlib.sha256((book / ".git/index").read_bytes()).hexdigest()
    return git(book, "rev-parse", "HEAD"), git(book, "status", "--porcelain"), git(book, "for-each-ref"), index


def test_the_site_and_nothing_else_is_on_the_branch(book: Path) -> None:
    before = state(book)
    done = publish(book)
    assert done.returncode == 0, done.stderr
    names = git(remote(book), "ls-tree", "--name-only", "gh-pages").split()
    assert {"index.html", "01-one.html", ".nojekyll", "CNAME", "manifest.json", "book.json"} <= set(names)
    assert not {"content", "proofs", ".git"} & set(names)
    assert git(remote(book), "show", "gh-pages:CNAME") == "book.example"
    assert git(book, "rev-parse", "HEAD") in git(remote(book), "log", "-1", "--format=%B", "gh-pages")
    assert state(book) == before


def test_nothing_new_makes_no_commit(book: Path) -> None:
    assert publish(book).returncode == 0
    first = git(remote(book), "rev-parse", "gh-pages")
    again = publish(book)
    assert again.returncode == 0 and "nothing changed" in again.stdout
    assert git(remote(book), "rev-parse", "gh-pages") == first


def test_a_change_is_told_by_its_line_and_kept_on_top(book: Path) -> None:
    publish(book)
    first = git(remote(book), "rev-parse", "gh-pages")
    (book / "content/01-one.md").write_text(LESSON.replace("2 * 2 = 4", "1 + 3 = 4"))
    save(book)
    dry = publish(book, "--dry-run")
    assert dry.returncode == 0 and "line 1.02 changed" in dry.stdout and "M\t01-one.html" in dry.stdout
    assert git(remote(book), "rev-parse", "gh-pages") == first
    assert publish(book).returncode == 0
    assert git(remote(book), "rev-parse", "gh-pages^") == first


def test_the_changed_lines_are_told_in_the_history_of_the_branch(book: Path) -> None:
    publish(book)
    (book / "content/01-one.md").write_text(LESSON.replace("2 * 2 = 4", "1 + 3 = 4"))
    save(book)
    assert publish(book).returncode == 0
    assert "line 1.02 changed" in git(remote(book), "log", "-1", "--format=%B", "gh-pages").splitlines()


def test_the_same_commit_and_date_give_the_same_commit_of_the_site(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    other = tmp_path / "other.git"
    git(tmp_path, "init", "--quiet", "--bare", str(other))
    git(book, "remote", "add", "other", str(other))
    assert (publish(book).returncode, publish(book, "--remote", "other").returncode) == (0, 0)
    assert git(remote(book), "rev-parse", "gh-pages") == git(other, "rev-parse", "gh-pages")
    assert git(other, "log", "-1", "--format=%ct %at", "gh-pages") == "1700000000 1700000000"


def test_a_branch_that_moves_between_reading_and_pushing_keeps_what_others_put_there(book: Path) -> None:
    publish(book)
    there = git(remote(book), "rev-parse", "gh-pages")
    for seen in ("", git(book, "rev-parse", "HEAD")):
        with pytest.raises(GitFailed, match="the branch has moved on since it was read"):
            Git.of(book).push("origin", "gh-pages", git(book, "rev-parse", "HEAD"), seen)
    assert git(remote(book), "rev-parse", "gh-pages") == there


def test_a_preview_is_what_the_host_will_show(book: Path, tmp_path: Path) -> None:
    settings = 'title = "T"\nsite = "https://you.example/my/book/"\n'
    (book / "content/book.toml").write_text(settings)
    command = [sys.executable, str(ROOT / "build.py"), "publish", "--book", str(book), "--port", "0"]
    process = subprocess.Popen([*command, "--preview", str(tmp_path / "copy")], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split()[1]
        assert url.endswith("/my/book/")
        assert main(["build", "--book", str(book)]) == 0
        assert main(["verify", url, "--book", str(book)]) == 0
        for path in (url.removesuffix("my/book/"), url + "01-one", url + "..%2f..%2fbook"):
            with pytest.raises(HTTPError, match="404") as missing:
                urlopen(path, timeout=20)
            assert b"No such page" in missing.value.read()
            missing.value.close()
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def test_errors_publish_nothing(book: Path) -> None:
    (book / "content/01-one.md").write_text(LESSON.replace("2 * 2 = 4", "2 * 2 = 5"))
    save(book)
    done = publish(book)
    assert done.returncode == 1 and "V002" in done.stdout
    assert git(remote(book), "for-each-ref") == ""


def test_stale_evidence_is_an_error_here(book: Path) -> None:
    digest = hashlib.sha256(b"slot=4\n").hexdigest()
    write(
        book,
        {
            "content/01-one.md": LESSON + "\n   ```{log} probe\n   ```\n",
            "proofs/captures/probe.log": "slot=4\n",
            "proofs/captures/probe.toml": f'sha256 = "{digest}"\nsources = {{ "x.c" = "00" }}\n',
            "proofs/sources/x.c": "int x;\n",
        },
    )
    save(book)
    done = publish(book)
    assert done.returncode == 1 and "error E004" in done.stdout


def test_the_errors_of_a_book_are_told_before_its_changes_are(book: Path) -> None:
    (book / "content/01-one.md").write_text(LESSON + "\n2. `2 + 2 = 5`.\n")
    done = publish(book)
    assert done.returncode == 1 and "V002" in done.stdout


def test_a_dirty_tree_is_refused_unless_told(book: Path) -> None:
    (book / "content/01-one.md").write_text(LESSON + "\n")
    refused = publish(book)
    assert refused.returncode == 2 and "not committed" in refused.stderr
    assert publish(book, "--dirty").returncode == 0


def test_a_site_that_was_built_is_no_change_of_the_tree(book: Path) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "build", "--book", str(book)], check=True, capture_output=True
    )
    assert (book / "site/index.html").exists()
    assert publish(book).returncode == 0
    (book / "site.md").write_text("no part of it\n")
    assert publish(book).returncode == 2


def test_a_lost_permanent_address_fails_unless_forgotten(book: Path) -> None:
    publish(book)
    (book / "content/01-one.md").write_text(LESSON.replace("{#first}", "{#other}"))
    save(book)
    lost = publish(book)
    assert lost.returncode == 2 and "#first" in lost.stdout
    assert publish(book, "--forget", "#first").returncode == 0


def test_a_remote_that_refuses(book: Path) -> None:
    hook = remote(book) / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho no site today >&2\nexit 1\n")
    hook.chmod(0o755)
    before = state(book)
    done = publish(book)
    assert done.returncode == 2 and "refused" in done.stderr and "Traceback" not in done.stderr
    assert state(book) == before and git(remote(book), "for-each-ref") == ""


def test_a_branch_that_others_moved_is_built_upon(book: Path, tmp_path: Path) -> None:
    publish(book)
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote(book)), str(other))
    (other / "stray.html").write_text("stray")
    git(other, "-c", "user.name=B", "-c", "user.email=b@example.org", "add", "stray.html")
    git(other, "-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "--quiet", "-m", "stray")
    git(other, "push", "--quiet", "origin", "gh-pages")
    moved = git(remote(book), "rev-parse", "gh-pages")
    assert publish(book).returncode == 0
    assert git(remote(book), "rev-parse", "gh-pages^") == moved
    assert "stray.html" not in git(remote(book), "ls-tree", "--name-only", "gh-pages")


@pytest.mark.parametrize("broken", ["no remote", "no network", "no identity", "no repository"])
def test_what_is_missing_is_a_sentence_and_exit_2(broken: str, book: Path, tmp_path: Path) -> None:
    folder = book
    if broken == "no remote":
        git(book, "remote", "remove", "origin")
    elif broken == "no network":
        git(book, "remote", "set-url", "origin", str(tmp_path / "nowhere.git"))
    elif broken == "no identity":
        git(book, "config", "--unset", "user.name")
        git(book, "config", "--unset", "user.email")
        git(book, "config", "user.useConfigOnly", "true")
    else:
        folder = write(tmp_path / "loose", {"content/01-one.md": LESSON})
    done = publish(folder)
    assert done.returncode == 2 and done.stderr.startswith("build.py: ") and "Traceback" not in done.stderr
    assert git(remote(book), "for-each-ref") == ""


def test_the_changed_lines_have_a_page_that_stays_until_the_next_change(book: Path) -> None:
    publish(book)
    assert "built and not published" in git(remote(book), "show", "gh-pages:changes.html")
    (book / "content/01-one.md").write_text(LESSON.replace("2 * 2 = 4", "2 + 2 = 4"))
    save(book)
    publish(book)
    told = git(remote(book), "show", "gh-pages:changes.html")
    assert '<li><a href="01-one.html#l2">1.02</a> changed</li>' in told and "1 line since" in told
    assert publish(book).stdout.startswith("nothing changed")
    settings = book / "content/book.toml"
    settings.write_text(settings.read_text().replace('"T"', '"Another"'))
    save(book)
    assert publish(book).returncode == 0
    assert git(remote(book), "show", "gh-pages:changes.html") == told
