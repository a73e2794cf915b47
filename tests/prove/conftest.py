"""A small book whose proofs are real commands, and the door `prove` as a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLAN = """
folder = "user"
work = "user"
machine = "echo a machine"

[packages]
gcc = "gcc libc6-dev"
a-tool-that-is-not-there = "a-package"

[rule.blanks]
pattern = '[ \\t]+$'
replace = ''
why = "blanks at the end of a line are cut off"

[[capture]]
name = "number"
shows = "the number that a program prints"
command = "gcc -o number number.c && ./number"

[[capture]]
name = "greeting"
shows = "a word with blanks behind it"
command = "echo 'hello   '"
rules = ["blanks"]

[[capture]]
name = "process"
shows = "a number that is another one in every run"
command = "echo pid=$$ told=7"
volatile = ['(?<=pid=)\\d+']
asks_kernel = true
"""

PROGRAM = '#include <stdio.h>\n\nint main(void)\n{\n\tprintf("number=41\\n");\n\treturn 0;\n}\n'
LESSON = "# Number\n\n1. The program prints {{user/number.number}}.\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with one lesson, one program and three captures that are still to be taken."""
    write(tmp_path / "content" / "book.toml", 'title = "Numbers"\n')
    write(tmp_path / "content" / "vocabulary.txt", "the\nprogram\nprints\nnumber\n")
    write(tmp_path / "content" / "01-number.md", LESSON)
    write(tmp_path / "proofs" / "prove.toml", PLAN)
    write(tmp_path / "proofs" / "sources" / "user" / "number.c", PROGRAM)
    return tmp_path


Prove = Callable[..., subprocess.CompletedProcess[str]]


def command(book: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "axiombook.prove", "--book", str(book), *arguments]


@pytest.fixture
def prove(book: Path) -> Prove:
    """Starts the door for the book, as a process of its own."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            command(book, *arguments),
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture
def kept(book: Path, prove: Prove) -> Path:
    """The folder of captures after all of them were taken once."""
    assert prove("--keep").returncode == 0
    return book / "proofs" / "captures" / "user"
