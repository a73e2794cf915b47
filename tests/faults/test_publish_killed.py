"""Killed at any moment, `publish` leaves the branch as it was or as it is to be, and the author's checkout alone."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from axiombook.site import MANIFEST
from tests.tiny import write

ROOT = Path(__file__).resolve().parents[2]
BRANCH = "gh-pages"


def git(folder: Path, *arguments: str) -> bytes:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, check=True).stdout


def publish(book: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "build.py"), "publish", "--book", str(book)]
    names = {f"GIT_{who}_{key}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    return subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **names},
    )


def is_published_whole(remote: Path) -> bool:
    """Whether the branch holds every page of its manifest as it is named there."""
    sums = json.loads(git(remote, "show", f"{BRANCH}:{MANIFEST}"))["sha256"]
    names = git(remote, "ls-tree", "-r", "--name-only", BRANCH).decode().split()
    assert set(names) == {*sums, MANIFEST, ".nojekyll"}
    return all(hashlib.sha256(git(remote, "show", f"{BRANCH}:{name}")).hexdigest() == sum for name, sum in sums.items())


def test_a_publish_killed_at_any_moment_leaves_a_whole_branch_and_the_next_one_publishes(tmp_path: Path) -> None:
    book, remote, chance = write(tmp_path / "book", "# One\n\n1. `2 * 2 = 4`.\n"), tmp_path / "remote", random.Random(2)
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    git(book, "init", "--quiet")
    git(book, "remote", "add", "origin", str(remote))
    (book / ".gitignore").write_text("site/\n")
    git(book, "add", ".")
    git(book, "commit", "-qm", "A book")
    begun = time.monotonic()
    assert publish(book).wait() == 0 and is_published_whole(remote)
    seconds = time.monotonic() - begun
    for at in range(4):
        (book / "content/01-one.md").write_text(f"# One\n\n1. `2 * 2 = 4`. {{#at-{at}}}\n")
        git(book, "commit", "-aqm", "A change")
        process = publish(book)
        time.sleep(chance.random() * seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert is_published_whole(remote)
        assert git(book, "status", "--porcelain") == b""
    assert publish(book).wait() in (0, 2)  # 2: the addresses of labels that are no more are told
    assert is_published_whole(remote)
