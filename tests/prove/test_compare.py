"""prove: the same is 0, something else is 1 and shown, what cannot run is 2 and says why."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from axiombook.prove.compare import difference
from tests.prove.conftest import PLAN, PROGRAM, Prove, write
from tests.tiny import files_in


def test_the_same_machine_prints_the_same(kept: Path, prove: Prove) -> None:
    before = files_in(kept)
    done = prove()
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "3 same, 0 different, 0 could not run")
    assert files_in(kept) == before


def test_each_command_is_printed_before_its_result(kept: Path, prove: Prove) -> None:
    rows = prove().stdout.splitlines()
    assert rows[:6] == [
        "$ gcc -o number number.c && ./number",
        "  number: same, 1 lines",
        "$ echo 'hello   '",
        "  greeting: same, 1 lines",
        "$ echo pid=$$ told=7",
        "  process: same, 1 lines",
    ]


def test_a_changed_program_is_shown_as_a_diff(book: Path, kept: Path, prove: Prove) -> None:
    write(book / "proofs/sources/user/number.c", PROGRAM.replace("41", "42"))
    done = prove("number")
    assert done.returncode == 1
    assert "-number=41\n+number=42\n" in done.stdout
    assert "number: different" in done.stdout
    assert (kept / "number.log").read_text() == "number=41\n"


def test_a_changed_log_is_shown_as_a_diff(kept: Path, prove: Prove) -> None:
    (kept / "greeting.log").write_text("good day\n")
    done = prove()
    assert done.returncode == 1
    assert "-good day\n+hello\n" in done.stdout
    assert done.stdout.splitlines()[-3] == "2 same, 1 different, 0 could not run"


def test_what_differs_in_every_run_is_left_out_and_nothing_else(book: Path, kept: Path, prove: Prove) -> None:
    assert prove("process").returncode == 0
    write(book / "proofs/prove.toml", PLAN.replace("told=7", "told=8"))
    done = prove("process")
    assert done.returncode == 1
    assert re.search(r"^\+pid=<.*> told=8$", done.stdout, re.MULTILINE)


def test_a_capture_that_was_never_taken_is_different(prove: Prove) -> None:
    done = prove("number")
    assert done.returncode == 1
    assert "number: new, no capture is kept" in done.stdout


def test_one_capture_by_name_with_or_without_its_folder(kept: Path, prove: Prove) -> None:
    for name in ("greeting", "user/greeting"):
        done = prove(name)
        assert done.stdout.startswith("$ echo 'hello   '\n  greeting: same")
        assert "number" not in done.stdout


def test_a_missing_tool_is_named_with_its_package_and_the_rest_still_runs(book: Path, kept: Path, prove: Prove) -> None:
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", "a-tool-that-is-not-there"))
    done = prove()
    assert done.returncode == 2
    assert "this machine has no a-tool-that-is-not-there\n  Install it: apt-get install a-package" in done.stdout
    assert "2 same, 0 different, 1 could not run" in done.stdout


def test_a_command_that_fails_says_what_it_said(book: Path, prove: Prove) -> None:
    write(book / "proofs/sources/user/number.c", "this is no C\n")
    done = prove("number")
    assert done.returncode == 2
    assert "number: could not run: it ended with 1: number.c:1:" in done.stdout


def test_a_failure_inside_a_pipe_counts(book: Path, prove: Prove) -> None:
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", "false | cat"))
    assert prove("greeting").returncode == 2


def test_a_command_that_never_ends_is_ended(book: Path, prove: Prove) -> None:
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '\"", 'sleep 1000"\nseconds = 0.2'))
    done = prove("greeting")
    assert done.returncode == 2
    assert "it took more than 0.2 s" in done.stdout


@given(st.text(alphabet="ab1\n", max_size=40))
def test_a_log_differs_from_itself_nowhere(log: str) -> None:
    assert difference("user/x", log, log, ()) == ()


@given(st.lists(st.from_regex(r"[a-z]{1,5}=[0-9]{1,5}", fullmatch=True), min_size=1, max_size=6), st.data())
def test_a_changed_line_is_always_told(rows: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    changed = [*rows[:at], rows[at] + "x", *rows[at + 1 :]]
    diff = difference("user/x", "\n".join(rows) + "\n", "\n".join(changed) + "\n", ())
    assert f"+{rows[at]}x" in diff
    assert f"-{rows[at]}" in diff


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_volatile_number_never_counts(one: int, two: int) -> None:
    assert difference("user/x", f"pid={one}\n", f"pid={two}\n", (r"(?<=pid=)\d+",)) == ()
