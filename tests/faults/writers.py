"""Writers of a site, of captures and of a branch, to be killed; `python -m tests.faults.writers KILLS` is the long count.

A writer writes two versions by turns. Whatever moment it is killed at, what it wrote is one of the two.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from axiombook.capture import store
from axiombook.pages import Page
from axiombook.site import MANIFEST, write
from tests.tiny import files_in
from tests.tiny import write as write_book

ROOT = Path(__file__).resolve().parents[2]
PAGES = 12


def version(name: str) -> list[Page]:
    """All pages of a version say its name, some in more bytes than one write takes."""
    return [Page(f"{at % 3}/{at}.html", f"{name} {at}\n".encode() * (1 + at * 500)) for at in range(PAGES)]


def writer(out: Path, names: str = "ab", rounds: int = 1_000_000) -> subprocess.Popen[str]:
    """A process that writes version after version; it is at work when this returns."""
    command = [sys.executable, "-m", "tests.faults.writers", "write", str(out), names, str(rounds)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "first\n"
    return process


def whole(out: Path) -> bool:
    """Whether the site holds every page of its manifest, nothing else, and one version alone."""
    sums = json.loads((out / MANIFEST).read_text())["sha256"]
    found = files_in(out)
    del found[MANIFEST]
    names = {data[:2] for data in found.values()}
    return {name: hashlib.sha256(data).hexdigest() for name, data in found.items()} == sums and len(names) == 1


def kill(out: Path, chance: random.Random) -> bool:
    """Starts a writer, kills it at a random moment; whether the site is whole, and the next writer finds it so."""
    process = writer(out)
    time.sleep(chance.random() / 20)
    process.kill()
    process.communicate()
    return whole(out)


CAPTURES = 8


def keep(folder: Path, name: str) -> None:
    """Puts a version of all captures in the folder's place, as `capture` does."""
    with store.beside(folder) as copy:
        for at in range(CAPTURES):
            (copy / f"{at}.log").write_text(f"{name} {at}\n" * (1 + at * 2000))
        store.swap(copy, folder)


def killed_keeper(folder: Path, chance: random.Random) -> bool:
    """Kills a keeper at a random moment; whether the next to come finds the captures whole and of one version."""
    command = [sys.executable, "-m", "tests.faults.writers", "keep", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "first\n"
    time.sleep(chance.random() / 20)
    process.kill()
    process.communicate()
    with store.beside(folder):  # a new run puts back what a killed one moved aside
        found = files_in(folder)
    return len(found) == CAPTURES and len({data[:1] for data in found.values()}) == 1


def killed_build(book: Path, chance: random.Random, seconds: float) -> bool:
    """Kills a build of a changed book, with all that it started, at a random moment; whether the site is whole."""
    path = book / "content/01-one.md"
    path.write_text(f"# One\n\n1. `2 * 2 = 4`. {{#at-{chance.randrange(1 << 30)}}}\n")
    process = subprocess.Popen(
        [sys.executable, "build.py", "build", "--book", str(book)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    time.sleep(chance.random() * seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return is_whole(book / "site")


def is_whole(out: Path) -> bool:
    """Whether a site holds every page of its manifest as it is named there, and nothing else."""
    sums = json.loads((out / MANIFEST).read_text())["sha256"]
    found = {name: hashlib.sha256(data).hexdigest() for name, data in files_in(out).items() if name != MANIFEST}
    return bool(found == sums)


def main() -> int:
    """The writer itself, or the count."""
    if sys.argv[1] == "keep":
        keep(Path(sys.argv[2]), "a")
        print("first", flush=True)
        while True:
            for name in "ba":
                keep(Path(sys.argv[2]), name)
    if sys.argv[1] == "write":
        write(version(sys.argv[3][0]), Path(sys.argv[2]))
        print("first", flush=True)
        for at in range(int(sys.argv[4])):
            write(version(sys.argv[3][at % 2]), Path(sys.argv[2]))
        return 0
    count, chance = int(sys.argv[1]), random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        book = write_book(root / "book", "# One\n\n1. `2 * 2 = 4`.\n")
        begun = time.monotonic()
        subprocess.run([sys.executable, "build.py", "build", "--book", str(book)], cwd=ROOT, check=True)
        seconds = min(time.monotonic() - begun, 2.0)
        counts = {
            "a writer of sites": sum(kill(root / "site", chance) for _ in range(count)),
            "a keeper of captures": sum(killed_keeper(root / "6.1", chance) for _ in range(count)),
            "a build": sum(killed_build(book, chance, seconds) for _ in range(count)),
        }
    for what, left in counts.items():
        print(f"{count} kills of {what}, {left} times all was whole")
    return int(any(left != count for left in counts.values()))


if __name__ == "__main__":
    sys.exit(main())
