"""Every target of the fuzzer for a given time, two at once, and what was counted: `make fuzz`.

python -m tests.abuse.campaign [SECONDS] [FOLDER]

SECONDS for each target. FOLDER keeps the inputs from one campaign to the next, and what broke a target.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.abuse.run import ROOT, commit
from tests.abuse.targets import TARGETS

MANY = 20  # of what broke one target; it is mended before it is given more
SLOWEST = 2.0  # seconds of one input, in a process that counts no coverage
_RUNS = re.compile(r"^(?:stat::number_of_executed_units: |#)(\d+)", re.MULTILINE)
_PEAK = re.compile(r"^(?:stat::peak_rss_mb: +|.*\brss: )(\d+)", re.MULTILINE)


@dataclass(slots=True)
class Count:
    """What one target went through. seconds: of search; peak: of memory, in MB."""

    name: str
    seconds: float = 0.0
    inputs: int = 0
    peak: int = 0
    crashes: int = 0
    hangs: int = 0
    full: int = 0

    @property
    def broken(self) -> int:
        """How many inputs broke it."""
        return self.crashes + self.hangs + self.full


def campaign(name: str, seconds: float, folder: Path) -> Count:
    """Searches for so long; an input that breaks the target is kept, and the search goes on without it."""
    count = Count(name)
    while count.seconds < seconds - 1 and count.broken < MANY:
        known = set(folder.glob(f"{name}-*"))
        begun = time.monotonic()
        said = _search(name, folder, max(int(seconds - count.seconds), 1))
        count.seconds += time.monotonic() - begun
        count.inputs += max(map(int, _RUNS.findall(said)), default=0)
        count.peak = max(count.peak, *map(int, _PEAK.findall(said)), 0)
        found = sorted(set(folder.glob(f"{name}-*")) - known)
        for path in found:
            _sort(count, path)
        if not found and "Done" not in said:
            raise RuntimeError(f"the fuzzer of {name} ended without a finding:\n{said[-2000:]}")
    return count


def _search(name: str, folder: Path, seconds: int) -> str:
    command = [sys.executable, "-m", "tests.abuse.fuzz", name, str(folder / name)]
    given = [f"-max_total_time={seconds}", "-print_final_stats=1"]
    done = subprocess.run([*command, *given], cwd=ROOT, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode(errors="replace")
    (folder / f"{name}.txt").write_text(said, encoding="utf-8")
    return said


def _sort(count: Count, path: Path) -> None:
    """Counts what was found; a hang is one that a process without the fuzzer's own work takes as long for."""
    kind = path.name.removeprefix(f"{count.name}-").partition("-")[0]
    if kind == "crash":
        count.crashes += 1
    elif kind == "oom":
        count.full += 1
    elif alone(count.name, path) >= SLOWEST:
        count.hangs += 1
    else:
        path.unlink()
        return
    print(f"BROKEN {count.name}: {path}", flush=True)


def alone(name: str, path: Path) -> float:
    """How many seconds of its own time a target takes for one input."""
    command = [sys.executable, "-m", "tests.abuse.targets", name, str(path)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
    except subprocess.TimeoutExpired:
        return SLOWEST
    return float(done.stdout) if done.returncode == 0 else SLOWEST


def main() -> int:
    """0 where nothing broke any target."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 520.0
    folder = (Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / ".fuzz" / "inputs").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{datetime.now(UTC):%Y-%m-%d}, commit {commit()}, {seconds:g} s for each target", flush=True)
    counts: list[Count] = []
    with ThreadPoolExecutor(2) as workers:
        for count in workers.map(lambda name: campaign(name, seconds, folder), TARGETS):
            counts.append(count)
            print(
                f"{count.name:12} {count.inputs:9} inputs in {count.seconds / 60:5.1f} min  crashes {count.crashes}  "
                f"hangs {count.hangs}  over 1 GB {count.full}  peak {count.peak} MB",
                flush=True,
            )
    broken = sum(count.broken for count in counts)
    spent = sum(count.seconds for count in counts) / 60
    print(f"{sum(count.inputs for count in counts)} inputs in {spent:.1f} min of search, {broken} broke a target")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
