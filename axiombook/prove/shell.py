"""Runs one command of the plan: a fresh copy of the sources, a fixed environment, a time limit, nothing left behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from axiombook.capture.trouble import Trouble

# Messages in plain English, the same order of names everywhere, and no tool but the system's own.
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
SHELL = ("/bin/bash", "--noprofile", "--norc", "-euo", "pipefail", "-c")
_LONGEST = 2_000_000


@contextmanager
def copy_of(folder: Path) -> Iterator[Path]:
    """A copy of a folder of sources for one command to work in."""
    with tempfile.TemporaryDirectory(prefix="axiombook-prove-") as work:
        copy = Path(work) / folder.name
        shutil.copytree(folder, copy)
        yield copy


def output(command: str, folder: Path, seconds: float) -> str:
    """What a command prints, run in a folder. Raises Trouble if it fails, takes too long or prints too much."""
    with subprocess.Popen(
        [*SHELL, command],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            out, error = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Trouble(f"it took more than {seconds:g} s", "Give it more `seconds`, or mend the program.") from None
        finally:
            _end(process)
    if process.returncode:
        said = error.decode(errors="replace").strip() or "it said nothing"
        raise Trouble(f"it ended with {process.returncode}: {said}", "Run it by hand in proofs/sources.")
    if len(out) > _LONGEST:
        raise Trouble(f"it printed {len(out)} bytes", f"A capture holds {_LONGEST} at most: cut its output.")
    return out.decode(errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the whole group: a program that the shell started does not outlive it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def lacking(command: str, packages: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The tools and header files that a command names and this machine lacks, each with its Debian package."""
    found = []
    for thing, package in packages.items():
        named = re.search(rf"(?<![\w./-]){re.escape(thing)}(?![\w-])", command)
        there = Path(thing).exists() if thing.startswith("/") else shutil.which(thing, path=ENVIRONMENT["PATH"])
        if named and not there:
            found.append((thing, package))
    return tuple(found)


def sources_of(command: str, folder: Path) -> tuple[str, ...]:
    """The files of a folder of sources that a command names: what its output comes from."""
    words = set(re.findall(r"[\w.-]+", command))
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_file() and path.name in words))
