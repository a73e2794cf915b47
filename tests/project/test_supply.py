"""The run-time set: few, pinned with hashes, and listed by `make sbom` as it is locked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "tests/abuse/fuzzer.lock")
MOST = 15  # packages at run time, with what they need themselves


def pinned(lock: str) -> dict[str, int]:
    """Each package of a lock with how many hashes it has."""
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", (ROOT / lock).read_text())
    return {entry.split("=")[0].split("[")[0]: entry.count("--hash=sha256:") for entry in entries if "==" in entry}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_hashes(lock: str) -> None:
    found = pinned(lock)
    assert found and [name for name, hashes in found.items() if not hashes] == []


def test_the_run_time_set_is_small_and_part_of_what_developers_have() -> None:
    assert len(pinned("requirements.lock")) <= MOST
    assert set(pinned("requirements.lock")) <= set(pinned("requirements-dev.lock"))


def test_the_bill_of_materials_lists_the_lock_and_says_who_needs_what() -> None:
    command = [sys.executable, ".ci/sbom.py"]
    one, two = (subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(2))
    assert one == two
    listed = json.loads(one)
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.5")
    assert {each["name"]: len(each["hashes"]) for each in listed["components"]} == pinned("requirements.lock")
    refs = {each["bom-ref"] for each in (*listed["components"], listed["metadata"]["component"])}
    needs = {each["ref"]: each["dependsOn"] for each in listed["dependencies"]}
    assert set(needs) == refs and {name for names in needs.values() for name in names} < refs
    assert all(needs[ref] or ref in {name for names in needs.values() for name in names} for ref in refs)
