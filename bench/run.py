"""Measures us beside other tools: a cold build, one with nothing changed, one with one lesson changed, peak memory.

python -m bench.run [--lessons 1000] [--times 3] [--peers .bench] [--grow 100,1000] [--edits 20] [--write docs/bench.md]
Whole processes are timed, one after another, the tools in turn within each round, all on this machine in one run.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.peers import ROOT, Tool, ours, peers

KINDS = ("cold", "unchanged", "changed")
TITLES = {"cold": "cold build", "unchanged": "nothing changed", "changed": "one lesson changed"}
# A Python that was told not to keep what it compiled would compile a builder at each start: nobody works so.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
SETTLE = 0.15  # seconds between a save and a build: no author is faster


@dataclass(slots=True)
class Measured:
    """Seconds of every run of a tool by kind, and its peak memory in megabytes, all its processes together."""

    tool: Tool
    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    memory: float = 0.0

    def median(self, kind: str) -> float:
        return statistics.median(self.seconds[kind])


def run(command: list[str]) -> float:
    """Seconds from a process's start to its end. Ends everything where it fails: a failed build is no fast build."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    taken = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return taken


def peak(command: list[str]) -> float:
    """Megabytes that a command and all its children hold together at most; shared pages count once."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=ENVIRONMENT
    )
    most, ended = 0, threading.Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(0.05):
            most = max(most, sum(map(_held, _family(process.pid))))

    watcher = threading.Thread(target=look)
    watcher.start()
    process.wait()
    ended.set()
    watcher.join()
    return most / 1024


def _family(leader: int) -> Iterator[int]:
    """A process and all below it: those of its session."""
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == leader:
                yield int(entry.name)
        except OSError:
            continue


def _held(process: int) -> int:
    """Kilobytes, the share of each shared page."""
    try:
        found = re.search(r"(?m)^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0


def edit(lesson: Path, count: int) -> None:
    """Another calculation at the end of a lesson's first line: no text that was there before."""
    text = re.sub(r" `\d+ \+ 100 = \d+`", "", lesson.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^(1\. .*)$", rf"\1 `{count} + 100 = {count + 100}`", text, count=1)
    lesson.write_text(text, encoding="utf-8")
    time.sleep(SETTLE)


def put_aside(project: Path, tool: Tool) -> None:
    """Moves away what a tool made. Nothing is deleted: a disk that just forgot thousands of files makes new ones slowly,
    here 4,000 in 1.9 seconds, and in 0.3 when the last deletion is more than a minute ago.
    """
    gone = project.parent / "gone" / f"{tool.name}-{time.monotonic_ns()}"
    gone.mkdir(parents=True)
    for name in tool.made:
        with contextlib.suppress(FileNotFoundError):
            (project / name).rename(gone / name)


def one_round(measured: Measured, project: Path, lessons: int, at: int) -> None:
    """A cold build, one with nothing changed, one with a lesson changed."""
    tool = measured.tool
    put_aside(project, tool)
    command = tool.command(project)
    middle = f"{lessons // 2:05}-row-{lessons // 2}"
    for kind in KINDS:
        if kind == "changed":
            edit(project / tool.content / f"{middle}.md", at + 1)
        measured.seconds[kind].append(run(command))
        time.sleep(SETTLE)
    if f"{at + 1} + 100 = {at + 101}" not in (project / tool.html.format(middle)).read_text(encoding="utf-8"):
        sys.exit(f"{tool.name}: the changed lesson's page does not show the change")


def side_by_side(tools: list[Tool], lessons: int, times: int, folder: Path) -> list[Measured]:
    """All tools over the same lessons, in turn."""
    found = [Measured(tool) for tool in tools]
    for tool in tools:
        tool.lay(folder / tool.name, lessons)
    time.sleep(SETTLE)
    for at in range(times):
        for measured in found:
            one_round(measured, folder / measured.tool.name, lessons, at)
    for measured in found:
        put_aside(folder / measured.tool.name, measured.tool)
        measured.memory = peak(measured.tool.command(folder / measured.tool.name))
    return found


def table(found: list[Measured]) -> str:
    """Medians, least times in brackets, and our share of each peer's time."""
    rows = ["| | " + " | ".join(TITLES[kind] for kind in KINDS) + " | peak memory |", "| --- |" + " ---: |" * 4]
    for one in found:
        cells = [f"{one.median(kind):.2f} s ({min(one.seconds[kind]):.2f})" for kind in KINDS]
        rows.append(f"| {one.tool.name} {one.tool.version} | " + " | ".join(cells) + f" | {one.memory:.0f} MB |")
    us = found[0]
    for one in found[1:]:
        cells = [f"{us.median(kind) / one.median(kind):.2f}" for kind in KINDS]
        rows.append(f"| ours / {one.tool.name} | " + " | ".join(cells) + f" | {us.memory / one.memory:.2f} |")
    return "\n".join(rows)


def growth(counts: list[int], folder: Path) -> str:
    """Our time for a lesson in books of several sizes."""
    rows = ["| lessons | " + " | ".join(f"{TITLES[kind]}, ms a lesson" for kind in KINDS) + " | peak memory |"]
    rows.append("| ---: |" + " ---: |" * 4)
    for count in counts:
        us = side_by_side([ours()], count, 1, folder / str(count))[0]
        cells = [f"{us.median(kind) / count * 1000:.2f}" for kind in KINDS]
        rows.append(f"| {count:,} | " + " | ".join(cells) + f" | {us.memory:.0f} MB |")
        shutil.rmtree(folder / str(count))
    return "\n".join(rows)


def machine() -> str:
    """What it ran on."""
    cpus = re.findall(r"(?m)^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    kilobytes = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    memory = f"{int(kilobytes[1]) // 1024 // 1024} GB" if kilobytes else "unknown memory"
    name = cpus[0] if cpus else platform.machine()
    return f"{os.cpu_count()} x {name}, {memory}, Linux {platform.release()}, Python {platform.python_version()}"


def to_screen(book: Path, edits: int) -> str:
    """From a save to the painted page, as bench/edit_to_screen.py tells it."""
    command = [sys.executable, str(ROOT / "bench/edit_to_screen.py"), "--book", str(book), "--times", str(edits)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or f"not measured: {done.stderr.strip().splitlines()[-1:]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", type=int, default=1000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=ROOT / ".bench")
    parser.add_argument("--only", default="", help="the peers, by commas (default: all that are installed)")
    parser.add_argument("--grow", default="100,1000", help="the sizes of the growth table, by commas; '' for none")
    parser.add_argument("--edits", type=int, default=20, help="how many saves are timed to the screen; 0 for none")
    parser.add_argument("--write", type=Path, help="the page whose part below its first rule is written anew")
    given = parser.parse_args()
    tools = [ours(), *(one for one in peers(given.peers) if not given.only or one.name in given.only.split(","))]
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        found = side_by_side(tools, given.lessons, given.times, folder)
        parts = [
            f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}, commit {tools[0].version}. {machine()}.",
            f"{given.lessons:,} lessons; the median of {given.times} runs, the fastest in brackets.",
            table(found),
        ]
        if given.edits:
            parts.append("From a save in `serve` to the painted page: " + to_screen(folder / "ours", given.edits) + ".")
        for one in tools:
            shutil.rmtree(folder / one.name)
        if given.grow:
            parts.append(growth([int(count) for count in given.grow.split(",")], folder))
    text = "\n\n".join(parts) + "\n"
    print(text)
    if given.write:
        head = given.write.read_text(encoding="utf-8").partition("\n---\n")[0]
        given.write.write_text(f"{head}\n---\n\n{text}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
