"""A real kernel, booted here: what one run takes, and what an interrupted run leaves as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from axiombook.capture.plan import read_plan
from axiombook.capture.take import check_tools
from axiombook.capture.trouble import Trouble
from tests.capture.conftest import PLAN, ROOT
from tests.tiny import files_in

pytestmark = [pytest.mark.kernel, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _tools() -> None:
    plan = read_plan(PLAN)
    try:
        check_tools(plan, plan.shots)
    except Trouble as trouble:
        pytest.skip(f"{trouble.message}. {trouble.help}")


@pytest.fixture
def warm(book: Path) -> Path:
    """The book with the project's cache, so that the packages are fetched once for all runs."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    (book / ".cache").symlink_to(cache)
    return book


def start(book: Path, *arguments: str) -> subprocess.Popen[str]:
    temporary = book.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, str(ROOT / "build.py"), "capture", "--book", str(book), *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)


def left_behind(book: Path) -> list[Path]:
    """What a run leaves where nothing should be: work folders, and copies beside the captures."""
    beside = [path for path in (book / "proofs" / "captures").iterdir() if path.name.startswith(".")]
    return [*(book.parent / "temporary").iterdir(), *beside]


def children_of(pid: int) -> Iterator[str]:
    """The names of the programs that a process started and that still run."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = entry.read_text().split("(", 1)[1].rsplit(")", 1)
        except OSError:
            continue
        if rest.split()[1] == str(pid):
            yield name


def test_a_run_takes_what_it_was_asked_for_from_a_kernel_that_really_ran(warm: Path) -> None:
    process = start(warm)
    said, errors = process.communicate(timeout=900)
    assert process.returncode == 0, errors
    folder = warm / "proofs" / "captures" / "6.1"
    chain = (folder / "chain.log").read_text()
    assert "PROBE chain task.comm=socket_test\n" in chain
    assert "PROBE chain return fd=3\n" in chain
    assert "socket.sk offset=24 size=8\n" in (folder / "offsets.log").read_text()
    link = (folder / "kallsyms.log").read_text().split()[0]
    shifted = (folder / "kallsyms_1.log").read_text().split()[0]
    assert link == "ffffffff81000000"
    assert (int(shifted, 16) - int(link, 16)) % 0x200000 == 0
    assert "boot fixed: 2 captures" in said
    assert "content/01-chain.md:3  1.01  chain.file: 0xffff888000001000 -> " in said
    assert left_behind(warm) == []


def test_diff_shows_what_would_change_and_keeps_what_is_there(warm: Path) -> None:
    before = files_in(warm / "proofs")
    process = start(warm, "--diff", "chain")
    said, errors = process.communicate(timeout=900)
    assert process.returncode == 0, errors
    assert "socket: 0xffff888000002000 -> " in said
    assert files_in(warm / "proofs") == before
    assert left_behind(warm) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_leaves_the_old_captures_whole(warm: Path, number: signal.Signals) -> None:
    before = files_in(warm / "proofs")
    process = start(warm, "chain")
    assert process.stdout is not None
    for row in process.stdout:
        if row.strip() == "chain":  # the machine runs this capture's command
            break
    assert "qemu-system-x86" in set(children_of(process.pid))
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors == "capture: interrupted. Nothing was changed.\n"
    assert files_in(warm / "proofs") == before
    assert left_behind(warm) == []


def test_a_run_that_takes_too_long_ends_and_changes_nothing(warm: Path) -> None:
    start(warm, "--diff", "chain").communicate(timeout=900)  # packages and probes are in the cache from here on
    plan = warm / "proofs" / "capture.toml"
    endless = '[[capture]]\nname = "endless"\nshows = ""\nboot = "fixed"\ncommand = "sleep 1000"\n'
    plan.write_text(plan.read_text() + endless)
    before = files_in(warm / "proofs")
    process = start(warm, "endless", "--time-limit", "60")
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 2
    assert "it was at `JOB endless`" in errors
    assert files_in(warm / "proofs") == before
    assert left_behind(warm) == []


def test_a_module_that_stays_loaded_is_refused(warm: Path) -> None:
    plan = warm / "proofs" / "capture.toml"
    plan.write_text(plan.read_text().replace("socket_test; rmmod chain; dmesg", "socket_test; dmesg"))
    process = start(warm, "chain")
    _, errors = process.communicate(timeout=900)
    assert process.returncode == 2
    assert "modules stayed loaded after: chain: chain" in errors


def test_a_probe_with_a_warning_is_not_built(warm: Path) -> None:
    probe = warm / "proofs" / "sources" / "probes" / "hello.c"
    probe.write_text(probe.read_text().replace('pr_info("unload\\n");', 'int unused; pr_info("unload\\n");'))
    before = files_in(warm / "proofs")
    process = start(warm, "chain")
    _, errors = process.communicate(timeout=900)
    assert process.returncode == 2
    assert "unused" in errors
    assert files_in(warm / "proofs") == before
