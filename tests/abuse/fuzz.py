"""Arbitrary files as a book: read, checked and set, and nothing may end in a traceback. Guided by coverage.

Needs atheris, which no lock pins (`pip install atheris`):

python -m tests.abuse.fuzz CORPUS_FOLDER -max_total_time=3600 -timeout=2 -rss_limit_mb=1024
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from axiombook.build import OWN_THEME
from axiombook.calculator import CannotCompute, compute
from axiombook.check import check_book
from axiombook.pages import load, render
from axiombook.read import read_book
from axiombook.read.files import Files
from axiombook.report.text import text as report

LESSON, LOG, TOML, SOURCE, SETTINGS, INDEX = NAMES = (
    "content/01-one.md",
    "proofs/captures/probe.log",
    "proofs/captures/probe.toml",
    "proofs/sources/a.c",
    "content/book.toml",
    "content/index.md",
)
CUT = b"\x00\xff"  # between the files of one input
THEME = load(OWN_THEME)


class Memory(Files):
    """The files of a book that stand in memory; the folder holds their names alone."""

    def __init__(self, root: Path, texts: Sequence[bytes]) -> None:
        super().__init__(root)
        self._bytes = dict(zip(NAMES, [*texts, *[b""] * len(NAMES)], strict=False))


def folder() -> Path:
    """A folder with the names of the files."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for name in NAMES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def try_book(root: Path, data: bytes) -> None:
    """One input through every room of the engine."""
    book = read_book(root, files=Memory(root, data.split(CUT, len(NAMES) - 1)))
    checked = check_book(book)
    report(book, checked.findings)
    for page in render(book, checked, THEME, True):
        assert page.content
    with suppress(CannotCompute):
        compute(data[:200].decode("utf-8", errors="replace"))


def seeds(into: Path) -> None:
    """Where the search begins: one book that uses every form of the contract."""
    lesson = (
        b"# One\n\n## A head\n\n1. **pair** (pairs, `p_x`) = a count of 2. {#pair}\n2. `0x10 + (2 * 3) / 3 = 18 = 0b10010`."
        b"\n\n   Q: Is [it](#pair) a pair?\n   A: No: {{probe.at + 32}}.\n\n   Wrong: one\n   Right: two\n\n   Puzzle: x\n"
        b"   Solution: y\n\n   ```{log} probe\n   match: at=(\\w+)\n   ```\n\n   ```{source} a.c\n   symbol: main\n   ```\n\n"
        b"   ```{chain} probe\n   ```\n\n   ```{trace} probe\n   ```\n\n   ```{calc} by hand\n   2 + 2 = 4\n   ```\n\n"
        b"   ```{w}\n   What: a\n   Why: b\n   ```\n\n   | a | b |\n   | - | - |\n   | 1 | 2 |\n\n"
        b"<!-- lint: allow S002 because x -->\n3. \xe2\x88\xb4 It is `so`. {given}\n"
    )
    toml = (
        b"command = \"x\"\nsha256 = \"0\"\n[values]\nat = 'at=(\\w+)'\nto = { match = 'to=(\\w+)', base = 16 }\n"
        b'[[chain]]\nname = "s"\nat = "at"\nfields = { f = "to" }\npoints = { p = ["to", "s"] }\n'
    )
    source = b"/* ANCHOR: a */\nint main(void)\n{\n\treturn 0;\n}\n#define X 1\nstruct s { int a; };\n"
    book = b'title = "T"\nlarge = 100\n[lint]\nR001 = "off"\n[[part]]\ntitle = "P"\nfirst = 1\n'
    texts = (lesson, b"at=1000 to=ff\n-> f a=1\n<- f 0\n", toml, source, book, b"# T\n\n[a](01-one.md) {{probe.at}}\n")
    into.mkdir(parents=True, exist_ok=True)
    (into / "seed").write_bytes(CUT.join(texts))


def main() -> None:
    """Searches until the time is over, or an input ends in an exception."""
    import atheris

    atheris.instrument_all()
    root = folder()
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        seeds(Path(sys.argv[1]))
    atheris.Setup(sys.argv, lambda data: try_book(root, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
