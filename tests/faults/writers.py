"""Writers of a site in processes of their own, to be killed; `python -m tests.faults.writers KILLS` is the long count.

A writer writes two versions of a site by turns. Whatever moment it is killed at, the site is one of the two.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from axiombook.pages import Page
from axiombook.site import MANIFEST, write
from tests.tiny import files_in

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


def main() -> int:
    """The writer itself, or the count."""
    if sys.argv[1] == "write":
        write(version(sys.argv[3][0]), Path(sys.argv[2]))
        print("first", flush=True)
        for at in range(int(sys.argv[4])):
            write(version(sys.argv[3][at % 2]), Path(sys.argv[2]))
        return 0
    count, chance = int(sys.argv[1]), random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        whole_ones = sum(kill(Path(folder) / "site", chance) for _ in range(count))
    print(f"{count} kills of a writer, {whole_ones} sites whole")
    return int(whole_ones != count)


if __name__ == "__main__":
    sys.exit(main())
