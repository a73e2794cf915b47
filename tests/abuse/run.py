"""Plants random small defects into copies of the real book and counts how many `check` refuses: `make abuse`.

python -m tests.abuse.run [COUNT] [SEED]
"""

from __future__ import annotations

import atexit
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from axiombook.check import check_book
from axiombook.kept import Kept
from axiombook.read import read_book
from axiombook.read.files import Files
from tests.abuse.mutations import MUTATIONS, Tree

ROOT = Path(__file__).resolve().parents[2]
Result = tuple[str, int, bool, str]  # mutation, seed, refused, what was changed


def tree_of(root: Path) -> Tree:
    """The text files of a book that a defect can stand in."""
    paths = [*(root / "content").rglob("*"), *(root / "proofs" / "captures").rglob("*")]
    found = {}
    for path in sorted(path for path in paths if path.is_file()):
        try:
            found[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def errors_in(root: Path) -> int:
    """How many findings of a book are errors."""
    return check_book(read_book(root)).errors


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the book that defects are planted in, and what checking it made: what did not change is not read again."""

    root: Path
    sound: Tree
    files: Files
    kept: Kept

    def errors(self, changed: Iterable[str]) -> int:
        """How many errors the copy has, now that these files were written."""
        self.files.changed(changed)
        checked = check_book(read_book(self.root, self.kept, files=self.files), self.kept)
        self.kept.turn()
        return checked.errors

    def put(self, tree: Tree, paths: Iterable[str]) -> None:
        """Makes these files what the tree says they are; '' and a missing one are no file."""
        for path in paths:
            if tree.get(path):
                (self.root / path).write_text(tree[path], encoding="utf-8", newline="")
            else:
                (self.root / path).unlink(missing_ok=True)


def plant(seed: int) -> Result:
    """One defect in the worker's copy, checked and taken back."""
    copy = _copy(ROOT)
    mutation = MUTATIONS[seed % len(MUTATIONS)]
    change = mutation(copy.sound, random.Random(seed))
    if change is None:
        return mutation.__name__, seed, True, "no place"
    try:
        copy.put(change, change)
        return mutation.__name__, seed, copy.errors(change) > 0, ", ".join(change)
    except Exception as error:  # noqa: BLE001  # a defect that ends check in a traceback is no refusal: it is told as a survivor
        return mutation.__name__, seed, False, f"{error!r} in {', '.join(change)}"
    finally:
        copy.put(copy.sound, change)
        copy.files.changed(change)


@cache
def _copy(root: Path) -> Copy:
    """This process's own copy of the book; it vanishes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="abuse-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in ("content", "proofs"):
        shutil.copytree(root / name, folder / name)
    return Copy(folder, tree_of(folder), Files(folder), Kept())


def commit() -> str:
    """What the counts are true of."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"


def run(count: int, seed: int) -> int:
    """Prints the table; 0 where the sound book passes and every defect is refused."""
    sound = errors_in(ROOT)
    print(f"{datetime.now(UTC):%Y-%m-%d}, commit {commit()}, seeds {seed} to {seed + count - 1}")
    print(f"the sound book: {sound} errors", flush=True)
    planted: Counter[str] = Counter()
    survived: list[Result] = []
    nowhere: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as workers:
        for result in workers.map(plant, range(seed, seed + count), chunksize=10):
            if result[3] == "no place":
                nowhere[result[0]] += 1
                continue
            planted[result[0]] += 1
            if not result[2]:
                survived.append(result)
    for name, number in sorted(planted.items()):
        left = sum(result[0] == name for result in survived)
        print(f"{name:24} planted {number:4}  refused {number - left:4}  no place {nowhere[name]}")
    for result in survived:
        print(f"SURVIVED {result[0]} seed {result[1]}: {result[3]}")
    print(f"{sum(planted.values())} planted, {sum(planted.values()) - len(survived)} refused, {len(survived)} survived")
    return 1 if survived or sound else 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(run(*(given + [1000, 1][len(given) :])))
