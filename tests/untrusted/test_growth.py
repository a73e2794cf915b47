"""A few lines of a book that ask for more than a machine has: each is bounded, told, and done with.

Every case once took longer than the processor time that the child process is given here, or more memory.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.read import read_book
from axiombook.read.lesson import LARGEST, LONGEST
from axiombook.read.room import CHARACTERS
from tests.tiny import with_capture, write

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEMORY = 60, 1 << 30  # of a child process: a slow machine is no fault, a hang is
Files = dict[str, str | bytes]


def lesson(text: str) -> Files:
    return {"content/01-one.md": f"# One\n\n{text}\n"}


def source(text: str) -> Files:
    return {**lesson("1. x\n\n   ```{source} a.c\n   symbol: none\n   ```"), "proofs/sources/a.c": text}


def log(text: str, block: str = "log", tables: str = "") -> Files:
    return with_capture(f"# One\n\n1. x\n\n   ```{{{block}}} probe\n   ```\n", text, tables)


def value(expression: str) -> Files:
    return with_capture(f"# One\n\n1. {{{{{expression}}}}}\n", "at=1\n", "[values]\nat = 'at=(.*)'\n")


LONG = LONGEST - 100
WIDE = "x" * 1_000_000
GROWS: dict[str, Files] = {
    "comments that never end": lesson("1. x\n" + "   a <!--\n" * 30_000),
    "stars": {**lesson("1. `1 + 1 = 2`."), "content/index.md": "*a **b " * 150_000},
    "brackets in brackets": lesson(f"1. {'[' * LONG}\n2. {'[x](' * (LONG // 4)}\n3. {'((' * (LONG // 2)}"),
    "quotations in quotations": {**lesson(f"1. x\n\n   {'>' * 9000} a"), "content/index.md": ">" * 50_000},
    "lists in lists": {**lesson("1. x"), "content/index.md": "".join("  " * at + "- a\n" for at in range(900))},
    "links that lead nowhere": lesson("1. x\n" + "".join(f"   [a](b{at}.md)\n" for at in range(15_000))),
    "terms that begin alike": lesson(
        "".join(f"1. **data w{at}** = 4.\n" for at in range(3000)) + "1. data data data w9 and data.\n" * 3000
    ),
    "definitions in one line": lesson("1. " + "**a** = b " * (LONG // 10)),
    "a sum of sums": lesson(f"1. `{'1 + ' * (LONG // 4)}1 = 2`\n2. `{'1 = ' * (LONG // 4)}1`\n3. `{'(1 = ' * 9000}`"),
    "a sum that rests on the next, and so on": lesson(
        "1. x\n" + "".join(f"   `{at} + 1 = {at + 1}`\n" for at in range(17_000, 1000, -1))
    ),
    "powers": lesson("1. `9**9**9 = 1`, `1 << 10**9 = 2`, `1 << 1000000000 = 2`, `" + "9 * " * 20_000 + "9 = 1`."),
    "digits": lesson(f"1. `2 = {'1' * LONG}x` {'1' * LONG} 0x{'1' * LONG}\n2. {'1.' * (LONG // 2)}x"),
    "a value plus a value plus a value": value(" + ".join(["probe.at"] * 9000)),
    "a value without an end": value("a." * 45_000),
    "a row of digits": log("1" * 1_000_000 + "\n" + "1" * 2000 + ".5\n"),
    "a row of letters": log(WIDE + "\n"),
    "calls in calls": log("--> f(" * 150_000 + "\n--> f()\n<-- f" + " " * 300_000 + "x\n", "trace"),
    "a source of braces": source("int a { int a" + "}" * 400_000 + "{};" * 100_000),
    "a source of brackets": source("a[b] " * 100_000 + "x;\n" + "int " + "[" * 100_000 + "\n"),
    "a source of directives": source("#define a \\\n" * 40_000),
    "a source of attributes": source("int x __attribute__((" * 30_000 + ";"),
    "a source of underscores": source(f"int f() {'_' * 99_999} - {{ }}\n" * 3 + f"int g() {'__a() ' * 9999} - {{ }}\n"),
    "a source of letters": source(f"int {WIDE} {{ {WIDE} }};"),
    "patterns that blow up": with_capture(
        "# One\n\n" + "".join(f"1. x\n\n   ```{{log}} probe\n   match: (a|a)*{'b' * at}$\n   ```\n\n" for at in range(60)),
        "a" * 60 + "\n",
        "[values]\n" + "".join(f"v{at} = '(a|aa)*(c){'b' * at}$'\n" for at in range(60)),
    ),
    "tables of tables": {**lesson("1. `1 + 1 = 2`."), "content/book.toml": "a = " + "[" * 100_000},
    "keys of keys": {**lesson("1. `1 + 1 = 2`."), "content/book.toml": "a" + ".a" * 50_000 + " = 1\n"},
}  # fmt: skip


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


@pytest.mark.parametrize("what", GROWS)
def test_a_book_that_grows_is_checked_within_bounds(what: str, tmp_path: Path) -> None:
    book = write(tmp_path, GROWS[what])
    command = [sys.executable, str(ROOT / "build.py"), "check", "--format", "json", "--book", str(book)]
    done = subprocess.run(command, capture_output=True, check=False, preexec_fn=bounded)
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr, done.stderr[-500:]
    json.loads(done.stdout)


def lost(files: Files, tmp_path: Path) -> list[str]:
    return [finding.message for finding in check_book(read_book(write(tmp_path, files))).findings]


def block(keys: str = "") -> str:
    return f"1. x\n\n   ```{{log}} probe\n{keys}   ```\n\n"


TOLD: dict[str, tuple[Callable[[], Files], str]] = {
    "excerpts of one log, ten thousand times": (
        lambda: with_capture("# One\n\n" + block() * 9000, "row of a log\n" * 20_000),
        f"the excerpts of this lesson are longer than {CHARACTERS // 1024 // 1024} MiB together",
    ),
    "a chain, ten thousand times": (
        lambda: with_capture(
            "# One\n\n" + "1. x\n\n   ```{chain} probe\n   ```\n\n" * 9000, "at=1\n",
            "[values]\nat = 'at=(.*)'\n" + "".join(f"[[chain]]\nname = 'b{at}'\nat = 'at'\n" for at in range(1000)),
        ),
        " of this lesson ",  # either bound is met, by the machine's speed
    ),
    "a lesson as long as a library": (lambda: lesson("1. x\n" * (LARGEST // 4)), f"{LARGEST} is the most that is read"),
    "a value as long as a log": (
        lambda: with_capture("# One\n\n1. {{probe.at}}\n", "at=" + "a" * 5000 + "\n", "[values]\nat = 'at=(.*)'\n"),
        "matches 5000 characters; a value has 1000 at most",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TOLD)
def test_what_is_beyond_its_bound_is_told(what: str, tmp_path: Path) -> None:
    files, sentence = TOLD[what]
    assert any(sentence in message for message in lost(files(), tmp_path))


def test_after_a_pattern_that_blew_up_the_others_of_its_lesson_are_not_waited_for(tmp_path: Path) -> None:
    keys = "".join(block(f"   match: (a|a)*{'b' * at}$\n") for at in range(1, 5))
    messages = lost(with_capture(f"# One\n\n{keys}", "a" * 60 + "\n"), tmp_path)
    assert any("takes more than" in message or "no line matches" in message for message in messages)
