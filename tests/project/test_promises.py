"""What the project says of itself, held against what it is."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path

from axiombook.command import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 300  # rows


def committed() -> list[str]:
    return subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\0"
    )[:-1]


def test_every_command_has_its_door() -> None:
    assert [name for name, (module, _) in COMMANDS.items() if importlib.util.find_spec(module) is None] == []


def test_the_readme_lists_the_commands_that_there_are() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert rows == [(name, help) for name, (_, help) in COMMANDS.items()]


def test_no_room_of_the_engine_is_too_long_to_read() -> None:
    modules = [path for path in committed() if path.startswith("axiombook/") and path.endswith(".py")]
    long = [path for path in modules if len((ROOT / path).read_text().splitlines()) > LONGEST_MODULE]
    assert long == [] and modules


def test_nothing_built_is_committed() -> None:
    assert [path for path in committed() if path.startswith("site/")] == ["site/.gitignore"]


def test_every_dependency_carries_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    needed = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    reasoned = re.findall(r'^    "([^"]+)",  # \S', text, re.MULTILINE)
    assert sorted(needed) == sorted(name for name in reasoned if name in needed)


def test_every_target_of_the_makefile_names_files_that_there_are() -> None:
    targets = (ROOT / "Makefile").read_text()
    scripts = re.findall(r"\bsh (\S+\.sh)", targets)
    modules = re.findall(r"python -m (bench[\w.]*|tests[\w.]*)", targets)
    missing = [path for path in scripts if not (ROOT / path).is_file()]
    missing += [name for name in modules if not (ROOT / (name.replace(".", "/") + ".py")).is_file()]
    assert missing == [] and scripts
