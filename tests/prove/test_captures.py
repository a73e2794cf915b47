"""The captures in the book: complete, sound, told in the docs; what any machine answers alike is run again."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from axiombook.book import Capture
from axiombook.prove.plan import FILE, Shot, read_plan
from axiombook.read.captures import read_capture
from tests.prove.conftest import ROOT

CAPTURES = ROOT / "proofs" / "captures"
PLAN = read_plan((ROOT / FILE).read_text())
DOCS = (ROOT / "docs" / "prove.md").read_text()
USER = sorted(path.stem for path in (CAPTURES / "user").glob("*.toml"))
LAPTOP = sorted(path.stem for path in (CAPTURES / "laptop").glob("*.toml"))
# What these print follows from the language and from Linux alone, whatever compiler or library there is.
EVERYWHERE = "constants enums numerals bits twos sizes bitmap jump arguments text note verify_fd descriptors".split()


def capture(name: str) -> Capture:
    log, toml = CAPTURES / f"{name}.log", CAPTURES / f"{name}.toml"
    found, problems = read_capture(name, log.read_bytes(), toml.read_text(), str(toml))
    assert problems == ()
    return found


@pytest.mark.parametrize("name", [*(f"user/{name}" for name in USER), *(f"laptop/{name}" for name in LAPTOP)])
def test_a_capture_is_sound(name: str) -> None:
    found = capture(name)
    assert found.broken == {}
    assert found.sha256 == found.actual_sha256
    assert all((found.command, found.machine, found.kernel, found.log))
    assert found.values or name == "user/header_packages"


def test_every_command_has_its_capture_and_every_capture_its_command() -> None:
    assert sorted(shot.name for shot in PLAN.shots) == USER
    assert sorted(path.stem for path in (CAPTURES / "user").glob("*.log")) == USER
    assert sorted(path.stem for path in (CAPTURES / "laptop").glob("*.log")) == LAPTOP


@pytest.mark.parametrize("shot", PLAN.shots, ids=lambda shot: shot.name)
def test_a_capture_tells_the_command_that_took_it(shot: Shot) -> None:
    assert shot.command == capture(f"user/{shot.name}").command


@pytest.mark.parametrize(("folder", "names"), [("user", USER), ("laptop", LAPTOP)])
def test_the_docs_name_every_capture_and_every_value(folder: str, names: list[str]) -> None:
    user, _, laptop = DOCS.partition("## The learner's laptop")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]*) \|$", user if folder == "user" else laptop, re.MULTILINE))
    for name in names:
        table = tomllib.loads((CAPTURES / folder / f"{name}.toml").read_text())
        assert re.findall(r"`(\w+)`", rows[name]) == list(table["values"]), name


def test_every_evidence_is_used_or_set_aside_once() -> None:
    used = re.findall(r"^\| `\w+` \| (E\d\d) \|", DOCS, re.MULTILINE)
    aside = re.findall(r"E\d\d", "\n".join(re.findall(r"^\| (E\d\d.*?) \|", DOCS, re.MULTILINE)))
    assert sorted([*used, *aside]) == [f"E{number:02}" for number in range(1, 53)]
    assert len(used) == len(LAPTOP)


def test_the_laptops_captures_tell_their_boot_and_what_is_missing() -> None:
    for name in LAPTOP:
        table = tomllib.loads((CAPTURES / "laptop" / f"{name}.toml").read_text())
        assert (table["machine"], table["kernel"]) == ("the learner's laptop", "6.14.0-37-generic")
        assert "completeness: " in table["note"]
        assert "origin: " in table["note"]


def test_the_chain_of_the_laptop_closes_in_both_directions() -> None:
    found = capture("laptop/chain")
    address = {box.name: found.values[box.at].number for box in found.chain}
    links = [(box.name, target, found.values[value].number) for box in found.chain for _, value, target in box.points]
    assert [(start, target) for start, target, _ in links] == [
        ("struct file", "struct socket"),
        ("struct socket", "struct file"),
        ("struct socket", "struct sock"),
        ("struct sock", "struct socket"),
    ]
    assert all(address[target] == number for _, target, number in links)


def number(name: str, value: str) -> int:
    found = capture(f"laptop/{name}").values[value].number
    assert found is not None
    return found


def test_the_two_boots_have_the_shifts_that_the_docs_tell() -> None:
    link, start = number("sys_socket_shift", "link"), number("text_shift", "link")
    assert number("sys_socket_shift", "live") - link == number("text_shift", "live") - start == 0x11A00000
    assert number("sys_socket_address_a", "address") - link == 0x17800000
    assert "boot A is 0x17800000, that of boot B is 0x11a00000" in " ".join(DOCS.split())


def test_the_library_in_ram_is_the_library_in_its_file() -> None:
    there, file = capture("user/library").values, capture("user/library_socket").values
    assert there["distance"].number == file["socket"].number
    assert there["bytes"].text == f"{file['number_bytes'].text} {file['syscall_bytes'].text}"


def test_the_return_address_is_the_one_behind_the_call() -> None:
    run, code = capture("user/calls").values, capture("user/calls_code").values
    assert run["return_address"].number == run["address_behind_call"].number == code["behind"].number
    assert run["rsp_before_call"].number == run["rsp_behind"].number == (run["rsp_inside"].number or 0) + 8


def test_the_record_in_the_file_is_the_record_in_ram() -> None:
    run, file = capture("user/record").values, capture("user/record_file").values
    assert run["family_ops_bytes"].text == file["bytes"].text
    assert run["create_at"].number == file["create"].number


def test_what_any_machine_answers_alike_is_the_same_here() -> None:
    command = [sys.executable, "-m", "axiombook.prove", "--book", str(ROOT), *EVERYWHERE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout.splitlines()[-1] == f"{len(EVERYWHERE)} same, 0 different, 0 could not run", done.stdout
    assert done.returncode == 0


def test_no_secret_and_no_registry_is_in_a_capture_of_ours() -> None:
    logs: list[Path] = [*(CAPTURES / "user").iterdir(), *(CAPTURES / "laptop").iterdir()]
    assert [path.name for path in logs if re.search(r"https?://|password=", path.read_text())] == []
