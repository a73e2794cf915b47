"""What `check` prints for every sentence that a rule can say, to the letter: tests/check/told.txt.

After a sentence was changed on purpose: python -m tests.check.test_told, and read the difference.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from axiombook.check import check_book
from axiombook.check.rule import capture
from axiombook.check.rules import rules
from axiombook.check.rules.e005_broken_chain import CHAIN
from axiombook.read import read_book
from axiombook.report.text import text
from tests.tiny import with_capture, write

TOLD = Path(__file__).with_name("told.txt")
Files = Mapping[str, str | bytes]
HEAD = "# One\n\n"
SUM = HEAD + "1. `2 * 4 = 8`.\n"
SEVEN = "   ```{w}\n   What: 8.\n   Where: 8.\n   Who: 8.\n   When: 8.\n   Without: 8.\n   ```\n"
# What no rule's own example makes it say.
MORE: Mapping[str, Files | str] = {
    "E001 a capture that is not there": SUM + "\n   ```{log} none\n   ```\n",
    "E001 a source of a capture that is not there": with_capture(
        SUM + "\n   ```{log} probe\n   ```\n", "at=8\n", '[sources]\n"a.c" = "00"\n'
    ),
    "E001 half a capture": {"content/01-one.md": SUM, "proofs/captures/probe.log": "at=8\n"},
    "E001 half a capture in a folder": {"content/01-one.md": SUM, "proofs/captures/6.1/a.b.toml": ""},
    "E003 no checksum": {
        "content/01-one.md": SUM + "\n   ```{log} probe\n   ```\n",
        **{path: re.sub(r'sha256 = ".*"', "", text) for path, text in capture("at=8\n", "").items()},
    },
    "E003 nobody shows it": {"content/01-one.md": SUM, **capture("at=8\n", "", "ab" * 32)},
    "E005 a pointer that misses": with_capture(
        SUM + "\n   ```{chain} probe\n   ```\n", "a=ffff1000\nb=ffff3000\np=ffff2000\n", CHAIN
    ),
    "E001 a source of a capture that is not there, which nobody shows": with_capture(
        SUM, "at=8\n", '[sources]\n"a.c" = "00"\n'
    ),
    "E004 which nobody shows": with_capture(
        SUM,
        "at=8\n",
        f'[sources]\n"a.c" = "00"\n"b.c" = "{hashlib.sha256(b"int b;").hexdigest().upper()}"\n',
        **{"proofs/sources/a.c": "int a;", "proofs/sources/b.c": "int b;"},
    ),
    "E005 which nobody shows": with_capture(SUM, "a=ffff1000\nb=ffff3000\np=ffff2000\n", CHAIN),
    "L001 a file, a page, an image": SUM.replace("8`", "8` [a](none.md) [8](02-none.md#x) ![c](none.png) ![c](#l1)"),
    "L001 on the front page": {"content/01-one.md": SUM, "content/index.md": "# A\n\n[a](none.md)\n"},
    "N001 twice, and no name": {"content/01-one.md": SUM, "content/01-two.md": SUM, "content/three.md": SUM},
    "Q001 each half": SUM
    + "\n   Q: Is it 8?\n\n   Wrong: 9.\n\n   Puzzle: 8?\n\n2. `2 + 2 = 4`.\n\n   A: 8.\n\n   Right: 8.\n\n   Solution: 8.\n",
    "Q001 an empty half": SUM + "\n   Q: Is it 8?\n   A:\n",
    "Q001 two of the seven": SUM + "\n" + SEVEN,
    "T002 no word at all": {"content/01-one.md": SUM + "2. A `2 + 2 = 4`.\n", "content/vocabulary.txt": ""},
    "T003 one address": HEAD + "1. **a b** = a count of 4.\n2. **a-b** = a slot of 4.\n",
    "R001 a list inside a line": SUM + "\n   1. A slot holds 4.\n   - a slot\n",
    "R001 an inference, a text, a figure": HEAD + "Who is it?\n\n```\nbox\n```\n\n1. ∴ It is so.\n",
    "R002 a line below, and itself": SUM.replace("8`.", "8` [a](#two) [8](#one). {#one}") + "2. `2 + 2 = 4`. {#two}\n",
    "R002 after a label that no line has": SUM.replace("8`.", "8` [a](#none) [8](#two).") + "2. `2 + 2 = 4`. {#two}\n",
    "R003 a near one, two, and one of the page": HEAD
    + "1. `2 * 4 = 8`. {#byte}\n2. It is [8](#bite). {#byte}\n3. `2 + 2 = 4` [8](#zzzzzz). {#l3}\n",
    "T002 a near name, and none": HEAD
    + "1. **nibble** = a count of 4.\n2. A nible, a qqzz, an anser and a nibble. {axiom}\n",
    "Q001 pairs that are whole": SUM + "\n   Wrong: 9.\n   Right: 8.\n\n   Puzzle: 8?\n   Solution: 8.\n",
    "T001 after a use that is in order": HEAD
    + "1. **nibble** = a count of 4.\n2. A nibble is a cell: `2 * 4 = 8`.\n3. **cell** = a count of 2.\n",
    "T004 used by its own definition alone": HEAD + "1. **nibble** = a nibble of 4.\n",
    "V002 over two rows": HEAD + "1. `2 +\n   3 = 6`. {given}\n",
    "F001 no text": {"content/01-one.md": SUM, "content/02-two.md": b"# Two\n\n1. \xc3\xa9 \xff `2 * 2 = 4`.\n"},
    "V002 a thousand": SUM + "2. `999 = 1000`. {given}\n",
    "T003 a plural": HEAD + "1. **nibble** = a count of 4.\n2. **nibbles** = counts of 4.\n",
    "T003 an alias": HEAD + "1. **nibble** (half) = a count of 4.\n2. **half** = a nibble.\n",
    "V001 in an answer, a heading, a figure": HEAD
    + "## The 5000\n\n1. `2 * 4 = 8`.\n\n   Q: Is it 8?\n   A: It is 4096 and 0xffff.\n\n   ```\n   0xffff8000 to\n   ```\n",
    "V001 behind code, and in it": HEAD + "1. It is `4` and 4096, `or 5000`. {axiom}\n",
    "V002 each way": HEAD
    + "1. `1000 * 2 = 2001 = 0x10`. {given}\n2. `1 / 0 = 1`.\n2. `2 + 2 = = 4`.\n3. `2 + 2 = 4`.\n\n   ```{calc}\n   8\n   2 + 2 = 5\n   ```\n",
    "V003 a table in one row": with_capture(SUM, "at=8\n", "values = { lost = 'lost=(\\d+)' }\n"),
    "V003 each place": with_capture(
        HEAD + "1. It has {{probe.none}}. {axiom}\n\n   ```\n   {{probe.at}} {{none.at}}\n   ```\n\n"
        "   ```{calc}\n   {{probe.at + 1 +}} = 9\n   ```\n\n   ```{chain} probe\n   ```\n",
        "at=8\n",
        "[values]\nat = 'at=(\\d+)'\nlost = 'lost=(\\d+)'\n[[chain]]\nname = \"s\"\nat = \"lost\"\n",
        **{"content/index.md": "# A\n\n{{probe.gone}}\n"},
    ),
}


def books() -> Mapping[str, Files | str]:
    """Every book by what it is for."""
    own = {f"{code} its own example": rule.RULE.wrong for code, rule in rules().items()}
    trees = {name: {"content/vocabulary.txt": f"{x.vocabulary}\n", **x.tree()} for name, x in own.items()}
    return dict(sorted({**trees, **MORE}.items()))


def told(folder: Path) -> str:
    """What is printed for all of them."""
    parts = []
    for at, (name, files) in enumerate(books().items()):
        book = read_book(write(folder / str(at), files))
        parts.append(f"== {name}\n{text(book, check_book(book).findings)}")
    return "\n".join(parts)


def test_every_sentence_of_a_rule_is_as_it_was_read_last(tmp_path: Path) -> None:
    assert told(tmp_path) == TOLD.read_text(encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        TOLD.write_text(told(Path(name)), encoding="utf-8")
