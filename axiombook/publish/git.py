"""The few things that publishing asks of git, each failure a sentence."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from axiombook.dataclass import dataclass

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # git's own name for a tree without files
SECONDS = 300


class GitFailed(Exception):
    """git could not do it; the message is what a person reads."""


@dataclass(frozen=True, slots=True)
class Git:
    """One repository; folder: where the author works."""

    folder: Path

    @classmethod
    def of(cls, folder: Path) -> Git:
        """The repository that a folder lies in. Raises GitFailed."""
        git = cls(folder)
        git._run("rev-parse", "--show-toplevel", failed=f"{folder} is in no git repository")
        git._run("rev-parse", "HEAD", failed="the repository has no commit yet")
        return git

    def changes(self, but: Path) -> bool:
        """Whether something is not committed. but: a folder that is made from the rest, and need not be."""
        top = Path(self._run("rev-parse", "--show-toplevel", failed=f"{self.folder} is in no git repository"))
        made = but.resolve()
        left_out = (
            [f":(top,exclude,literal){made.relative_to(top)}"] if made != top and made.is_relative_to(top) else []
        )
        return bool(self._run("status", "--porcelain", "--", ":(top)", *left_out, failed="git cannot read the tree"))

    def head(self) -> str:
        """The source commit."""
        return self._run("rev-parse", "HEAD", failed="the repository has no commit yet")

    def address(self, remote: str, *options: str) -> str:
        """Where a remote lies. It is named by this from here on: git writes refs only for a remote's name."""
        return self._run("remote", "get-url", *options, remote, failed=f"there is no remote `{remote}`")

    def published(self, remote: str, branch: str) -> str:
        """The commit that the branch has at the remote, brought here without touching a ref; '' for none."""
        place = self.address(remote)
        failed = f"the remote `{remote}` cannot be reached"
        listed = self._run("ls-remote", place, f"refs/heads/{branch}", failed=failed)
        if not listed:
            return ""
        self._run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", place, branch, failed=failed)
        return listed.split()[0]

    def file(self, commit: str, path: str) -> bytes:
        """A file of a commit; nothing where it is not there."""
        done = self._call(["show", f"{commit}:{path}"])
        return done.stdout if done.returncode == 0 else b""

    def tree(self, folder: Path) -> str:
        """The tree of a folder's files, made with an index of its own."""
        with tempfile.TemporaryDirectory() as place:
            given = {"GIT_INDEX_FILE": str(Path(place) / "index"), "GIT_WORK_TREE": str(folder)}
            git_dir = self._run("rev-parse", "--absolute-git-dir", failed="git cannot find its folder")
            given["GIT_DIR"] = git_dir
            failed = "git cannot store the site"
            self._run(
                "-c", "core.autocrlf=false", "add", "--all", "--force", ".", failed=failed, given=given, at=folder
            )
            return self._run("write-tree", failed=failed, given=given, at=folder)

    def tree_of(self, commit: str) -> str:
        """The tree of a commit."""
        return self._run("rev-parse", f"{commit}^{{tree}}", failed="the published commit cannot be read")

    def differences(self, commit: str, tree: str) -> tuple[str, ...]:
        """What changes from a commit, or from nothing, to a tree: `A`, `M` or `D` and a path."""
        shown = self._run("diff-tree", "-r", "--name-status", commit or EMPTY_TREE, tree, failed="git cannot compare")
        return tuple(shown.splitlines())

    def commit(self, tree: str, parent: str, message: str) -> str:
        """A commit that no ref names, dated by SOURCE_DATE_EPOCH if set. Raises GitFailed without an identity."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        dated = {f"GIT_{who}_DATE": f"@{epoch} +0000" for who in ("AUTHOR", "COMMITTER")} if epoch.isdigit() else {}
        parents = ["-p", parent] if parent else []
        failed = "git does not know who you are: git config user.name ... and user.email ..."
        return self._run("commit-tree", tree, *parents, "-m", message, failed=failed, given=dated)

    def push(self, remote: str, branch: str, commit: str, parent: str) -> None:
        """Moves the branch from its parent to the commit, and only from there."""
        lease = f"--force-with-lease=refs/heads/{branch}:{parent}"
        place = self.address(remote, "--push")
        done = self._call(["push", "--quiet", lease, place, f"{commit}:refs/heads/{branch}"])
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            why = next((row for row in said if "rejected" in row or "remote:" in row), said[-1] if said else "")
            what = "the branch has moved on since it was read" if "stale info" in why else "the remote refused the site"
            raise GitFailed(f"{what}: {why.strip()}; nothing was lost, publish again when it is mended")

    def _run(self, *arguments: str, failed: str, given: Mapping[str, str] | None = None, at: Path | None = None) -> str:
        done = self._call(list(arguments), given, at)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise GitFailed(failed + (f" ({said[-1]})" if said else ""))
        return done.stdout.decode(errors="replace").strip()

    def _call(
        self, arguments: list[str], given: Mapping[str, str] | None = None, at: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(given or {})}
        try:
            return subprocess.run(
                ["git", *arguments],
                cwd=at or self.folder,
                env=environment,
                capture_output=True,
                check=False,
                timeout=SECONDS,
                stdin=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise GitFailed("git is not installed") from error
        except subprocess.TimeoutExpired as error:
            raise GitFailed(f"git {arguments[0]} took more than {SECONDS} s") from error
