"""All that is known of a book that was edited is what a first check would know: findings, ledgers and facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.facts import Checked
from axiombook.kept import Kept
from axiombook.read import read_book
from tests.tiny import with_capture, write

ONE = "# One\n\n1. **nibble** = a count of 4. {#nibble}\n2. `16 * 256 = 4096`. {#sum}\n"
TWO = "# Two\n\n1. A nibble is [that](#sum): 4096 of {{probe.at}}, `0xff10`.\n\n   ```{log} probe\n   ```\n"
THREE = "# Three\n\n1. `4096 + 4 = 4100`, a [nibble](#nibble).\n2. ∴ [That](#l1) is 4100. {#last}\n"
FOUR = "# Four\n\n1. A nibble is 4100 as [that](#last) is, and 8192. {axiom}\n"
BOOK = {
    **with_capture(ONE, "at=ff10\n", "[values]\nat = 'at=(.*)'\n"),
    "content/02-two.md": TWO,
    "content/03-three.md": THREE,
    "content/04-four.md": FOUR,
}
WORDS = "three four"


def all_of(made: Checked) -> tuple[object, ...]:
    """Everything that is known of a book."""
    facts = made.facts
    mappings = [dict(entry) for entry in (facts.lines, facts.uses_at, facts.sums_at)]
    return made.findings, made.ledgers, made.ledger, facts.lessons, facts.terms, facts.again, facts.plurals, mappings


class Watched:
    """A book that is checked again and again."""

    def __init__(self, root: Path) -> None:
        self.root, self.kept = write(root, BOOK, WORDS), Kept()
        self.made = self.check()

    def check(self) -> Checked:
        self.made = check_book(read_book(self.root, self.kept), self.kept)
        self.kept.turn()
        return self.made

    def edit(self, name: str, text: str | None) -> None:
        if text is None:
            (self.root / name).unlink()
        else:
            (self.root / name).write_text(text, encoding="utf-8")
        assert all_of(self.check()) == all_of(check_book(read_book(self.root)))


EDITS: dict[str, tuple[str, str | None]] = {
    "the front page": ("content/index.md", "# A\n"),
    "the title": ("content/book.toml", 'title = "A"\n'),
    "a word": ("content/01-one.md", ONE.replace("count of 4", "byte of 4")),
    "a word of a line that others rest on": ("content/03-three.md", THREE.replace("a [nib", "an [nib")),
    "a side of a calculation": ("content/03-three.md", THREE.replace("= 4100`", "= 4100 = 0x1004`")),
    "a number that is said below": ("content/01-one.md", ONE.replace("16 * 256 = 4096", "2 * 8 = 16")),
    "what a line rests on": ("content/04-four.md", FOUR.replace(" as [that](#last) is", "")),
    "a line more": ("content/01-one.md", ONE + "3. `2 * 4096 = 8192`.\n"),
    "a term more": ("content/01-one.md", ONE + "3. **cell** = a nibble.\n"),
    "a label": ("content/01-one.md", ONE.replace("#sum", "#sums")),
    "an asset more": ("content/a.png", ""),
    "the vocabulary": ("content/vocabulary.txt", "a\n"),
    "a captured value": ("proofs/captures/probe.log", "at=ff20\n"),
    "what is large": ("content/book.toml", "large = 4\n"),
    "a lesson between": ("content/02-zero.md", "# One\n\n1. `2 + 2 = 4`.\n"),
    "a lesson between that derives": ("content/02-zero.md", "# One\n\n1. `2 * 4096 = 8192`.\n"),
    "the first lesson gone": ("content/01-one.md", None),
    "the last lesson gone": ("content/04-four.md", None),
}


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit_is_known_what_a_first_check_would_know(what: str, tmp_path: Path) -> None:
    name, text = EDITS[what]
    watched = Watched(tmp_path)
    watched.edit(name, text)
    watched.edit(name, str(BOOK[name]) if name in BOOK else None)
    watched.edit("content/index.md", "# B\n")


def test_the_terms_stay_as_long_as_their_definitions_stand_where_they_stood(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    before = watched.made.facts.terms
    watched.edit("content/01-one.md", ONE.replace("16 * 256", "32 * 128"))
    assert watched.made.facts.terms is before
    watched.edit("content/01-one.md", ONE.replace("**nibble**", "**nibble** (half)"))
    assert watched.made.facts.terms is not before
