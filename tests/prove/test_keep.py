"""prove --keep: all new logs or none, what an author wrote stays, and what changes in the book is told."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.prove.conftest import PLAN, PROGRAM, ROOT, Prove, command, write
from tests.tiny import files_in

AUTHORS = """
# what the lesson needs
[values]
number = 'number=(\\d+)'   # the program's answer

[[chain]]
name = "a box"
at = "number"

[did]
main = "prints"
"""


def provenance(kept: Path, name: str) -> dict[str, object]:
    return tomllib.loads((kept / f"{name}.toml").read_text())


def test_a_capture_says_where_it_came_from(book: Path, kept: Path) -> None:
    table = provenance(kept, "number")
    log = (kept / "number.log").read_bytes()
    source = (book / "proofs/sources/user/number.c").read_bytes()
    assert log == b"number=41\n"
    assert table["command"] == "gcc -o number number.c && ./number"
    assert table["machine"] == "a machine"
    assert table["sha256"] == hashlib.sha256(log).hexdigest()
    assert table["sources"] == {"user/number.c": hashlib.sha256(source).hexdigest()}
    assert str(table["kernel"]).startswith("none")
    assert provenance(kept, "process")["kernel"] == os.uname().release


def test_what_was_done_to_the_output_is_written_down(kept: Path) -> None:
    assert (kept / "greeting.log").read_text() == "hello\n"
    assert "blanks at the end of a line are cut off" in str(provenance(kept, "greeting")["normalised"])
    assert provenance(kept, "process")["volatile"] == [r"(?<=pid=)\d+"]


def test_keeping_the_same_changes_no_byte(kept: Path, prove: Prove) -> None:
    before = files_in(kept)
    done = prove("--keep")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 captures written to proofs/captures/user")
    assert files_in(kept) == before


def test_what_an_author_wrote_stays_as_it_stands(book: Path, kept: Path, prove: Prove) -> None:
    toml = kept / "number.toml"
    toml.write_text(toml.read_text().replace("[values]\n", AUTHORS))
    write(book / "proofs/sources/user/number.c", PROGRAM.replace("41", "42"))
    assert prove("--keep").returncode == 0
    assert toml.read_text().endswith(AUTHORS)
    assert (kept / "number.log").read_text() == "number=42\n"
    assert provenance(kept, "number")["sha256"] == hashlib.sha256(b"number=42\n").hexdigest()


def test_the_values_and_the_lines_that_change_are_told(book: Path, kept: Path, prove: Prove) -> None:
    toml = kept / "number.toml"
    toml.write_text(toml.read_text().replace("[values]\n", AUTHORS))
    write(book / "proofs/sources/user/number.c", PROGRAM.replace("41", "42"))
    out = prove("--keep").stdout
    assert "number: 1 lines and 1 values changed\n    number: 41 -> 42\n" in out
    assert "content/01-number.md:3  1.01  user/number.number: 41 -> 42" in out


def test_a_value_that_lost_its_place_is_an_error_and_told(book: Path, kept: Path, prove: Prove) -> None:
    toml = kept / "number.toml"
    toml.write_text(toml.read_text().replace("[values]\n", AUTHORS))
    write(book / "proofs/sources/user/number.c", PROGRAM.replace("number=41", "answer=41"))
    done = prove("--keep")
    assert done.returncode == 1
    assert "number.toml: the value `number` is not in the new log" in done.stdout


def test_a_source_that_changed_without_changing_the_output_is_written_down(
    book: Path, kept: Path, prove: Prove
) -> None:
    write(book / "proofs/sources/user/number.c", "/* the same */\n" + PROGRAM)
    assert prove().returncode == 0
    out = prove("--keep").stdout
    assert out.endswith("1 captures written to proofs/captures/user\n")
    source = (book / "proofs/sources/user/number.c").read_bytes()
    assert provenance(kept, "number")["sources"] == {"user/number.c": hashlib.sha256(source).hexdigest()}


def test_nothing_is_kept_where_one_command_fails(book: Path, kept: Path, prove: Prove) -> None:
    before = files_in(kept)
    write(book / "proofs/sources/user/number.c", PROGRAM.replace("41", "42"))
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", "false"))
    done = prove("--keep")
    assert done.returncode == 2
    assert done.stdout.endswith("Nothing was kept: not every command could run.\n")
    assert files_in(kept) == before


def test_a_broken_provenance_is_left_as_it_is(kept: Path, prove: Prove) -> None:
    (kept / "number.toml").write_text("[values\nnumber = 1\n")
    before = files_in(kept.parent)
    done = prove("--keep")
    assert done.returncode == 2
    assert "number.toml is no TOML, line 1" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(kept.parent) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_run_leaves_every_capture_whole(book: Path, kept: Path, number: signal.Signals) -> None:
    before = files_in(kept.parent)
    gate = book / "gate"
    os.mkfifo(gate)
    write(book / "proofs/sources/user/number.c", PROGRAM.replace("41", "42"))
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", f"cat {gate}"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command(book, "--keep"), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        while f"cat {gate}" not in process.stdout.readline():
            pass
        with gate.open("w"):  # opens only when the command reads: it runs, and waits for what never comes
            process.send_signal(number)
            _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == "prove: interrupted. Nothing was changed.\n"
    assert files_in(kept.parent) == before
