"""What the fuzzer gives arbitrary bytes to: a book as a whole, and the parts of the engine that read what a book says.

Each target takes bytes and returns nothing; it must not raise, hang, or hold on to memory.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from axiombook.book import Book, Option, Span
from axiombook.build import OWN_THEME
from axiombook.calculator import CannotCompute, compute
from axiombook.check import check_book
from axiombook.check.sums import sums_in
from axiombook.kept import Kept
from axiombook.pages import context_of, load, render_book, render_lesson
from axiombook.read import read_book
from axiombook.read.excerpts import cut
from axiombook.read.files import Files
from axiombook.read.values import NoValue, Values
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
SEEDS: Mapping[str, bytes] = {
    LESSON: (
        b"# One\n\n## A head\n\n1. **pair** (pairs, `p_x`) = a count of 2. {#pair}\n2. `0x10 + (2 * 3) / 3 = 18 = 0b10010`."
        b"\n\n   Q: Is [it](#pair) a pair?\n   A: No: {{probe.at + 32}}.\n\n   Wrong: one\n   Right: two\n\n   Puzzle: x\n"
        b"   Solution: y\n\n   ```{log} probe\n   match: at=(\\w+)\n   ```\n\n   ```{source} a.c\n   symbol: main\n   ```\n\n"
        b"   ```{chain} probe\n   ```\n\n   ```{trace} probe\n   ```\n\n   ```{calc} by hand\n   2 + 2 = 4\n   ```\n\n"
        b"   ```{w}\n   What: a\n   Why: b\n   ```\n\n   | a | b |\n   | - | - |\n   | 1 | 2 |\n\n"
        b"<!-- lint: allow S002 because x -->\n3. \xe2\x88\xb4 It is `so`. {given}\n"
    ),
    LOG: b"at=1000 to=ff\n-> f a=1\n<- f 0\n",
    TOML: (
        b"command = \"x\"\nsha256 = \"0\"\n[values]\nat = 'at=(\\w+)'\nto = { match = 'to=(\\w+)', base = 16 }\n"
        b'[[chain]]\nname = "s"\nat = "at"\nfields = { f = "to" }\npoints = { p = ["to", "s"] }\n'
    ),
    SOURCE: b"/* ANCHOR: a */\nint main(void)\n{\n\treturn 0;\n}\n#define X 1\nstruct s { int a; };\n",
    SETTINGS: b'title = "T"\nlarge = 100\n[lint]\nR001 = "off"\n[[part]]\ntitle = "P"\nfirst = 1\n',
    INDEX: b"# T\n\n[a](01-one.md) {{probe.at}}\n",
}


class _Memory(Files):
    """The files of a book that stand in memory; the folder holds their names alone."""

    def __init__(self, root: Path, texts: Mapping[str, bytes]) -> None:
        super().__init__(root)
        self._bytes = {**SEEDS, **texts}


@cache
def _folder() -> Path:
    """A folder with the names of the files."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for name in NAMES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


@cache
def _kept() -> Kept:
    return Kept()


def _try(texts: Mapping[str, bytes]) -> Book:
    """A book of these files, the others as in the seeds, through every room of the engine."""
    kept, theme = _kept(), _theme()
    book = read_book(_folder(), kept, files=_Memory(_folder(), texts))
    checked = check_book(book, kept)
    report(book, checked.findings)
    context = context_of(book, checked, theme, True, kept)
    for page in (*render_book(context), *(page for lesson in book.lessons for page in render_lesson(context, lesson))):
        assert page.content
    kept.turn()
    return book


_theme = cache(lambda: load(OWN_THEME))


def whole(data: bytes) -> None:
    """All files of a book."""
    _try(dict(zip(NAMES, data.split(CUT, len(NAMES) - 1), strict=False)))


def lesson(data: bytes) -> None:
    """A lesson."""
    _try({LESSON: data})


def evidence(data: bytes) -> None:
    """A log, what is said of it, and a source."""
    _try(dict(zip((LOG, TOML, SOURCE), data.split(CUT, 2), strict=False)))


def settings(data: bytes) -> None:
    """book.toml and the text of the front page."""
    _try(dict(zip((SETTINGS, INDEX), data.split(CUT, 1), strict=False)))


def calculator(data: bytes) -> None:
    """A calculation, alone and in running text."""
    text = data.decode("utf-8", errors="replace")
    for exact in (False, True):
        with suppress(CannotCompute):
            compute(text, exact)
    for found in sums_in(text):
        assert found.sides and text[found.start : found.end]


def excerpt(data: bytes) -> None:
    """Options and the rows that they cut: the first row holds the options, parted by semicolons."""
    first, _, rest = data.decode("utf-8", errors="replace").partition("\n")
    place = Span("content/01-one.md", 1, 1, 2)
    options: Sequence[Option] = [
        Option(key, value.strip(), place)
        for key, colon, value in (piece.strip().partition(":") for piece in first.split(";"))
        if colon and key in ("lines", "match", "from", "to", "symbol", "anchor")
    ]
    rows = tuple(rest.splitlines())
    found = cut("probe", rows, options, place)
    for number, row in getattr(found, "rows", ()):
        assert rows[number - 1] == row


def values(data: bytes) -> None:
    """What stands in {{...}}."""
    book = _sound()
    known = Values(book.captures, "")
    text = data.decode("utf-8", errors="replace")
    for reference, start, end in known.references(text):
        assert text[start:end] == reference
    with suppress(NoValue):
        known.evaluate(text)


_sound = cache(lambda: _try({}))

TARGETS: Mapping[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "whole": (whole, (CUT.join(SEEDS[name] for name in NAMES),)),
    "lesson": (lesson, (SEEDS[LESSON],)),
    "evidence": (evidence, (CUT.join((SEEDS[LOG], SEEDS[TOML], SEEDS[SOURCE])),)),
    "settings": (settings, (CUT.join((SEEDS[SETTINGS], SEEDS[INDEX])),)),
    "calculator": (calculator, (b"0x10 + (2 * 3) / 3 = 18 = 0b10010", b"~1 & 0xff << 2 = 1.5 - 3 % 2 \xc3\x97 2")),
    "excerpt": (
        excerpt,
        (
            b"match: a+\nbaa\nc\n", b"from: a; to: b\na\nx\nb\n", b"lines: 1-2,4\na\nb\nc\nd\n",
            b"symbol: main\nint main(void)\n{\n}\n", b"anchor: a\n// anchor: a\nx\n// end: a\n",
        ),
    ),
    "values": (values, (b"probe.at + 32", b"(probe.to - 0x10) * 2 - probe.at")),
}  # fmt: skip


def main() -> None:
    """`python -m tests.abuse.targets TARGET FILE`: the seconds of processor time that one input takes, its seeds first."""
    target, seeds = TARGETS[sys.argv[1]]
    for seed in seeds:
        target(seed)
    begun = time.process_time()
    target(Path(sys.argv[2]).read_bytes())
    print(time.process_time() - begun)


if __name__ == "__main__":
    main()
