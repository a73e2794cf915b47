"""Plants random small defects into copies of the real book and counts how many `check` refuses: `make abuse`.

python -m tests.abuse.run [COUNT] [SEED]
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from axiombook.check import check_book
from axiombook.read import read_book
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


def plant(job: tuple[Path, int]) -> Result:
    """One defect in the worker's copy, checked and taken back."""
    root, seed = job
    chance = random.Random(seed)
    copy = _copy(root)
    tree = tree_of(root)
    mutation = MUTATIONS[seed % len(MUTATIONS)]
    change = mutation(tree, chance)
    if change is None:
        return mutation.__name__, seed, True, "no place"
    try:
        for path, text in change.items():
            if text:
                (copy / path).write_text(text, encoding="utf-8")
            else:
                (copy / path).unlink()
        return mutation.__name__, seed, errors_in(copy) > 0, ", ".join(change)
    finally:
        for path in change:
            if path in tree:
                (copy / path).write_text(tree[path], encoding="utf-8")
            else:
                (copy / path).unlink(missing_ok=True)


_COPIES: dict[Path, Path] = {}


def _copy(root: Path) -> Path:
    """This process's own copy of the book."""
    if root not in _COPIES:
        folder = Path(tempfile.mkdtemp(prefix="abuse-"))
        for name in ("content", "proofs"):
            shutil.copytree(root / name, folder / name)
        _COPIES[root] = folder
    return _COPIES[root]


def run(count: int, seed: int) -> int:
    """Prints the table; 0 where the sound book passes and every defect is refused."""
    sound = errors_in(ROOT)
    print(f"the sound book: {sound} errors")
    planted: Counter[str] = Counter()
    survived: list[Result] = []
    nowhere: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as workers:
        for result in workers.map(plant, ((ROOT, seed + at) for at in range(count)), chunksize=10):
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
