"""proofs/capture.toml as a value, and what is wrong with one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.capture.kernel import installed_headers
from axiombook.capture.plan import read_plan
from axiombook.capture.trouble import Trouble
from tests.capture.conftest import PLAN, ROOT


def test_the_projects_own_plan_is_right() -> None:
    plan = read_plan((ROOT / "proofs" / "capture.toml").read_text())
    assert {"chain", "trace", "one_call", "kallsyms", "offsets"} <= {shot.name for shot in plan.shots}
    assert all(shot.shows for shot in plan.shots)


def test_a_shot_with_a_command_runs_in_the_machine_and_others_read_the_image() -> None:
    kinds = {shot.name: shot.kind for shot in read_plan(PLAN).shots}
    assert kinds["chain"] == "guest"
    assert kinds["offsets"] == "offsets"


def test_who_names_no_capture_means_all_of_them() -> None:
    plan = read_plan(PLAN)
    assert plan.only(()) == plan.shots


def test_who_names_one_takes_one() -> None:
    assert [shot.name for shot in read_plan(PLAN).only(("chain",))] == ["chain"]


def test_captures_of_a_boot_with_another_shift_each_time_are_taken_together() -> None:
    assert [shot.name for shot in read_plan(PLAN).only(("memory_1",))] == ["kallsyms_1", "memory_1"]


def test_a_capture_that_is_none_is_named() -> None:
    with pytest.raises(Trouble, match="knows no capture `chian`"):
        read_plan(PLAN).only(("chian",))


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('boot = "fixed"', 'boot = "fast"', "wants the boot `fast`"),
        ('rules = ["stamp"]', 'rules = ["stamps"]', "wants the rule `stamps`"),
        ('name = "kallsyms"', 'name = "chain"', "two captures are called `chain`"),
        ('name = "kallsyms"', 'name = "../../etc/passwd"', "is no name of a capture"),
        ('folder = "6.1"', 'folder = "../elsewhere"', "is no name of a folder"),
        ('shows = "the symbols"', "", "lacks 'shows'"),
        ("[boot.fixed]", "[boot", "is no TOML"),
    ],
)
def test_what_is_wrong_is_said(wrong: str, right: str, says: str) -> None:
    with pytest.raises(Trouble, match=says):
        read_plan(PLAN.replace(wrong, right, 1))


@pytest.mark.parametrize(
    ("package", "folder", "exact"),
    [
        ("6.12", "6.12", ""),
        ("linux-image-6.12-cloud-amd64", "6.12", ""),
        ("linux-headers-6.12.113+deb12-cloud-amd64", "6.12", "6.12.113+deb12-cloud-amd64"),
        ("linux-image-6.12.113+deb12-cloud-amd64-unsigned", "6.12", "6.12.113+deb12-cloud-amd64"),
    ],
)
def test_the_same_captures_on_another_kernel_go_to_its_own_folder(package: str, folder: str, exact: str) -> None:
    first = read_plan(PLAN)
    other = first.on(package)
    assert (other.folder, other.release, other.source, other.exact) == (folder, folder, f"linux-source-{folder}", exact)
    assert other.shots == first.shots


@pytest.mark.parametrize("package", ["", "kernel", "linux-image-amd64", "../6.12", "6"])
def test_a_package_that_is_no_kernel_is_refused(package: str) -> None:
    with pytest.raises(Trouble, match="names no kernel"):
        read_plan(PLAN).on(package)


def test_only_headers_of_the_kernel_that_was_named_will_do(tmp_path: Path) -> None:
    for name in ("6.12.113+deb12-cloud-amd64", "6.12.115+deb12-cloud-amd64", "6.1.0-56-cloud-amd64"):
        (tmp_path / f"linux-headers-{name}").mkdir()
    plan = read_plan(PLAN)
    assert installed_headers(plan, tmp_path) == "6.1.0-56-cloud-amd64"
    assert installed_headers(plan.on("6.12"), tmp_path) == "6.12.115+deb12-cloud-amd64"
    named = plan.on("linux-headers-6.12.113+deb12-cloud-amd64")
    assert installed_headers(named, tmp_path) == "6.12.113+deb12-cloud-amd64"
    assert installed_headers(plan.on("linux-headers-6.12.1-cloud-amd64"), tmp_path) == ""
