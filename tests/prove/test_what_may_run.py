"""Only what proofs/prove.toml lists is run, only by prove, in a copy, with nothing of the caller's environment."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from axiombook.capture.trouble import Trouble
from axiombook.prove.plan import read_plan
from tests.prove.conftest import PLAN, ROOT, Prove, write
from tests.tiny import files_in


@pytest.mark.parametrize("name", ["secret", "number; touch $RAN", "../number", "secret.sh", "greeting && secret"])
def test_a_command_that_is_not_listed_is_never_run(book: Path, prove: Prove, name: str) -> None:
    ran = book / "ran"
    write(book / "proofs/sources/user/secret.sh", f"touch {ran}\n").chmod(0o755)
    done = prove(name.replace("$RAN", str(ran)))
    assert done.returncode == 2
    assert "lists no capture" in done.stderr
    assert "$ " not in done.stdout
    assert not ran.exists()


def test_list_runs_nothing(book: Path, prove: Prove) -> None:
    ran = book / "ran"
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", f"touch {ran}"))
    done = prove("--list")
    assert (done.returncode, ran.exists()) == (0, False)
    assert "greeting  a word with blanks behind it" in done.stdout


@pytest.mark.parametrize("name", ["check", "build"])
def test_no_other_command_runs_the_plan(book: Path, name: str) -> None:
    ran = book / "ran"
    plan = PLAN.replace("echo 'hello   '", f"touch {ran}").replace("echo a machine", f"touch {ran}")
    write(book / "proofs/prove.toml", plan)
    command = [sys.executable, str(ROOT / "build.py"), name, "--book", str(book), "--out", str(book / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert not ran.exists()


def test_no_module_but_the_door_itself_knows_prove() -> None:
    files = [path for path in (ROOT / "axiombook").rglob("*.py") if "prove" not in path.parts]
    naming = [path.name for path in files if re.search(r"axiombook\.prove\b", path.read_text())]
    assert naming == ["command.py"]


def test_a_command_works_in_a_copy(book: Path, prove: Prove) -> None:
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", "rm number.c && touch left && ls"))
    sources = files_in(book / "proofs/sources")
    assert prove("greeting").returncode == 1
    assert files_in(book / "proofs/sources") == sources


def test_no_command_sees_what_another_one_left(book: Path, prove: Prove) -> None:
    plan = PLAN.replace("echo 'hello   '", "ls").replace("./number", "./number && touch left")
    write(book / "proofs/prove.toml", plan)
    assert "+number.c\n" in prove("number", "greeting").stdout
    assert "+left\n" not in prove("number", "greeting").stdout


def test_the_callers_environment_is_not_passed_on(book: Path, prove: Prove, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMETHING_OF_THE_CALLER", "1")
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", "env"))
    out = prove("greeting").stdout
    assert "+LC_ALL=C\n" in out
    assert "SOMETHING_OF_THE_CALLER" not in out
    assert "+HOME=" not in out


def test_a_command_reads_nothing_from_the_terminal(book: Path, prove: Prove) -> None:
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", "cat; echo end"))
    assert "\n+end\n" in prove("greeting").stdout


def test_what_a_command_started_does_not_outlive_it(book: Path, prove: Prove) -> None:
    pid = book / "pid"
    write(book / "proofs/prove.toml", PLAN.replace("echo 'hello   '", f"sleep 1000 > /dev/null 2>&1 & echo $! > {pid}"))
    prove("greeting")
    number = int(pid.read_text())
    state = Path(f"/proc/{number}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] in "ZX"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('name = "greeting"', 'name = "number"', "lists the capture number twice"),
        ('name = "greeting"', 'name = "../greeting"', "`../greeting` is no name of a capture"),
        ('work = "user"', 'work = "../user"', "the folder `../user` lies outside the book"),
        ('folder = "user"', 'folder = "/tmp"', "the folder `/tmp` lies outside the book"),
        ('rules = ["blanks"]', 'rules = ["bits"]', "names a rule `bits` that is not there"),
        ('rules = ["blanks"]', "cwd = 1", "has an unknown key `cwd`"),
        ("asks_kernel = true", "asks_kernel =", "is no TOML: "),
        ("(?<=pid=)", "(?<=pid=", "of the capture process is no pattern"),
        ("'[ \\t]+$'", "'[ +'", "of the rule blanks is no pattern"),
        ('shows = "a word with blanks behind it"', "", "the capture greeting has no `shows`"),
        ('machine = "echo a machine"', "", "lacks 'machine'"),
    ],
)
def test_a_plan_that_is_wrong_says_where(before: str, after: str, message: str) -> None:
    with pytest.raises(Trouble, match=re.escape(message)):
        read_plan(PLAN.replace(before, after))


def test_a_book_without_a_plan_is_told_so(book: Path, prove: Prove) -> None:
    (book / "proofs/prove.toml").unlink()
    done = prove()
    assert done.returncode == 2
    assert "there is no proofs/prove.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_book_without_sources_is_told_so(book: Path, prove: Prove) -> None:
    shutil.rmtree(book / "proofs" / "sources")
    done = prove()
    assert done.returncode == 2
    assert "prove: " in done.stderr
    assert "No such file" in done.stderr
    assert "Traceback" not in done.stderr
