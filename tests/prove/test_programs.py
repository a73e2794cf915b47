"""The programs of the book: no warning from either compiler, each one used, main.c the one that the book tells of."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from axiombook.prove.plan import FILE, read_plan
from axiombook.prove.shell import sources_of
from tests.prove.conftest import ROOT

USER = ROOT / "proofs" / "sources" / "user"
PROGRAMS = sorted(path.name for path in USER.glob("*.c"))
PLAN = read_plan((ROOT / FILE).read_text())


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_compiles_without_a_warning(program: str, compiler: str, tmp_path: Path) -> None:
    if shutil.which(compiler) is None:
        pytest.skip(f"{compiler} is not installed: proofs/install-prove.sh installs it")
    strict = [compiler, "-Wall", "-Wextra", "-Werror", "-c", "-o", str(tmp_path / "out.o"), str(USER / program)]
    done = subprocess.run(strict, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_source_is_named_by_a_command() -> None:
    named = {source for shot in PLAN.shots for source in sources_of(shot.command, USER)}
    assert named == {path.name for path in USER.iterdir()}


def test_every_program_says_first_what_it_shows() -> None:
    assert [name for name in PROGRAMS if not (USER / name).read_text().startswith("/* ")] == []


def test_main_is_ten_lines_and_makes_the_call_of_the_book() -> None:
    text = (USER / "main.c").read_text()
    assert text.count("\n") == 10
    assert "\tint server_fd = socket(AF_INET, SOCK_STREAM, 0);\n" in text


def test_every_tool_that_a_command_starts_has_its_package() -> None:
    """What a shell has itself, and what every Debian has, needs none."""
    given = set("cat cut cmp awk grep sed uniq uname dpkg env printf echo for do done cd".split())
    texts = [re.sub(r"'[^']*'", "''", shot.command) for shot in PLAN.shots]
    words = r"(?:^|&&|\||;|\bdo\b|\$\()\s*(?:env -i (?:\w+=\w+ )?)?([a-z][\w-]*)(?=\s)(?!=)"
    started = {word for text in texts for word in re.findall(words, text, re.MULTILINE)}
    assert started - given - set(PLAN.packages) == set()
    assert {"gcc", "clang", "objdump", "strace", "setarch"} <= started
