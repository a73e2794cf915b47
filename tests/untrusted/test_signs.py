"""Signs that command a terminal, or turn a text around: shown as what they are, on a page, in a feed, on a terminal."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from axiombook.check import check_book
from axiombook.export.epub import epub
from axiombook.export.single import single
from axiombook.pages import context_of, load, render
from axiombook.pages.page import visible
from axiombook.read import read_book
from axiombook.report import FORMATS
from tests.tiny import with_capture, write

ROOT = Path(__file__).resolve().parents[2]
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
COMMANDS = "\x1b[2J\x1b]0;evil\x07\x00\x08\x0b\x0c\x7f\x9b31m\ufffe\uffff"
EVIL = f"a{COMMANDS}b{TURNS}c"
ENTITIES = "&#x202e; &#27; &#x9b; &#xffff; &#x2066;"
LESSON = f"""# One {EVIL}

## Two {EVIL}

1. **cell{TURNS}** (alias{TURNS}) = {EVIL} {ENTITIES} {{{{probe.at}}}}. {{#a{EVIL.replace(" ", "")}}}

   Q: {EVIL}
   A: {EVIL}

   ```c
   if (user) {TURNS} {{ /* {EVIL} */
   ```

   ```{{log}} probe
   ```

   ```{{source}} a.c
   ```

   ```{{chain}} probe
   ```

   {EVIL}

2. [{EVIL}](nowhere{EVIL}) mights be {EVIL} zzz{EVIL}.
"""
TOML = f"command = 'x{TURNS}'\n[values]\nat = 'at=(.*)'\n[[chain]]\nname = 'b{TURNS}'\nat = 'at'\n"
LOG = f"at=a\x1b[31mb{TURNS}\nrow {EVIL}\n--> f({EVIL})\n"
SETTINGS = (
    'title = "T \\u202e\\u001b[31m"\nauthor = "A \\u2066"\nsite = "https://example.org/\\u202e"\n[lint]\nR001 = "off"\n'
)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with such signs wherever text can stand."""
    files = with_capture(
        LESSON, LOG, TOML, **{"proofs/sources/a.c": f"int a; /* {EVIL} */\n", "content/index.md": EVIL}
    )
    return write(tmp_path_factory.mktemp("signs"), files, settings=SETTINGS)


def hidden(text: str) -> set[str]:
    """The signs of a text that nobody sees, but for blanks and the ends of its rows."""
    return set(re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", text))


def commands(text: str) -> set[str]:
    """The hidden signs of a text that a terminal obeys."""
    return hidden(text) - {"\ufffe", "\uffff"}


def test_no_page_holds_one_and_what_was_there_is_shown(evil: Path) -> None:
    book = read_book(evil)
    checked = check_book(book)
    theme = load(ROOT / "theme")
    pages = {page.address: page.content.decode() for page in render(book, checked, theme, True)}
    pages["export.html"] = single(context_of(book, checked, theme), {}, "")
    seen = ""
    for address, text in pages.items():
        if not address.endswith(".json"):
            assert hidden(text) == set(), address
            seen += text
    for shown in ("␛[2J", "⟨U+202E⟩", "⟨U+2066⟩", "⟨U+009B⟩", "␡", "␀"):
        assert shown in seen
    json.loads(pages["book.json"])


def test_what_is_xml_is_xml(evil: Path) -> None:
    book = read_book(evil)
    checked = check_book(book)
    theme = load(ROOT / "theme")
    for page in render(book, checked, theme):
        if page.address.endswith(".xml"):
            ElementTree.fromstring(page.content)
    with zipfile.ZipFile(io.BytesIO(epub(context_of(book, checked, theme), {}))) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                ElementTree.fromstring(archive.read(name))


def test_plain_text_keeps_its_bytes() -> None:
    plain = "rows\tand\r\nrows, → – “é” \u200f\u00a0 and \U0001f600".encode()
    assert visible(plain) is plain
    assert visible("a\u202eb\x1b".encode()).decode() == "a⟨U+202E⟩b␛"


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_of_the_findings_commands_a_terminal(form: str, evil: Path) -> None:
    book = read_book(evil)
    findings = check_book(book).findings
    assert len(findings) > 4
    assert commands(FORMATS[form](book, findings)) == set()


@pytest.mark.parametrize(
    "command",
    [["check"], ["build"], ["why", "1.01"], ["why", "1.01", "--format", "json"], ["why", EVIL.replace("\0", "")],
     ["check", "--book", "/no\x1b[31m"], ["build", "--out", "/proc/\x1b[31m"]],
)  # fmt: skip
def test_no_command_writes_one_to_a_terminal(command: list[str], evil: Path) -> None:
    arguments = command if "--book" in command else [*command, "--book", str(evil)]
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.stdout + done.stderr and "Traceback" not in done.stderr
    assert commands(done.stdout + done.stderr) == set()
