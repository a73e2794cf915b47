"""What the workflows may run and reach, and where the locks may send a machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted([*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob("axiombook/init/start/.github/workflows/*.yml")])
HOST = r"(pypi|npmjs|pythonhosted)\.(org|com)|--(extra-)?index-url"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_action_is_named_by_its_full_commit_and_nothing_may_be_written_by_default(workflow: Path) -> None:
    text = workflow.read_text()
    used = re.findall(r"uses: (\S+)", text)
    assert used and [name for name in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", name)] == []
    assert re.search(r"^permissions:\n  contents: read\n(?! )", text, re.MULTILINE)
    assert len(re.findall(r"runs-on:", text)) == len(re.findall(r"timeout-minutes:", text))


def test_no_committed_file_names_the_host_of_a_registry() -> None:
    found = subprocess.run(
        ["git", "grep", "-lIE", HOST, "--", ":!tests/project"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (found.stdout, found.returncode) == ("", 1)
