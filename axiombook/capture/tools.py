"""Starts the programs that a capture needs, and says what to install where one is missing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from axiombook.capture.trouble import Trouble

INSTALL = "sh proofs/install-capture.sh"
GUEST = {
    "qemu-system-x86_64": "qemu-system-x86",
    "busybox": "busybox-static",
    "cpio": "cpio",
    "gcc": "gcc",
    "make": "make",
}
IMAGE = {"apt-get": "apt", "dpkg": "dpkg", "lz4": "lz4", "objdump": "binutils", "readelf": "binutils"}
OFFSETS = {"pahole": "pahole"}


def missing(tools: Mapping[str, str]) -> tuple[str, ...]:
    """The packages of the tools that are not installed, each once, sorted."""
    return tuple(sorted({package for tool, package in tools.items() if shutil.which(tool) is None}))


def refuse(packages: Iterable[str]) -> None:
    """Raises Trouble that says what to install, if anything is missing."""
    lacking = " ".join(packages)
    if lacking:
        raise Trouble(f"these Debian packages are not installed: {lacking}", f"Install them: {INSTALL}")


def output(command: Sequence[str], cwd: Path | None = None, seconds: float | None = None) -> str:
    """What a program prints. Raises Trouble with its own words if it fails, or takes longer than `seconds`."""
    try:
        done = subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, errors="replace", timeout=seconds, check=False
        )
    except FileNotFoundError as error:
        raise Trouble(f"there is no program `{command[0]}`", f"Install what is missing: {INSTALL}") from error
    except subprocess.TimeoutExpired as error:
        raise Trouble(f"`{command[0]}` took over {seconds:.0f} s", "Give more with --time-limit SECONDS.") from error
    if done.returncode:
        words = "\n".join((done.stderr.strip() or done.stdout.strip()).splitlines()[-15:])
        raise Trouble(f"`{' '.join(command)}` ended with {done.returncode}:\n{words}", "Mend what it names.")
    return done.stdout
