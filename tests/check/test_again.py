"""What a change does not touch stays the same object: no rule is asked about it again, no page is made of it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from axiombook.check import check_book
from axiombook.check.said import Said
from axiombook.facts import Checked
from axiombook.kept import Kept
from axiombook.read import read_book
from axiombook.side_by_side import one_by_one
from tests.tiny import with_capture, write

ONE = "# One\n\n1. **nibble** = a count of 4.\n2. **pair** = a count of 2.\n"
TWO = "# Two\n\n1. Two nibbles: `2 * 4 = 8`, and `80 * 100 = 8000`. {#two}\n"
THREE = "# Three\n\n1. A pair is in each slot, and a bank is no pair.\n"
FOUR = "# Four\n\n1. As [that](#two) has it, 8000 and one more `8000 + 1 = 8001`.\n"
BOOK = {"content/01-one.md": ONE, "content/02-two.md": TWO, "content/03-three.md": THREE, "content/04-four.md": FOUR}


def touched(root: Path, change: Mapping[str, str], words: str = "") -> list[str]:
    """The lessons whose facts are other ones after a change, by the names of their files."""
    kept = Kept()
    before = _checked(write(root, BOOK), kept)
    after = _checked(write(root, change, words), kept)
    book = read_book(root)
    assert after.findings == check_book(book).findings
    same = set(map(id, before.facts.lessons))
    pairs = zip(book.lessons, after.facts.lessons, strict=True)
    return [lesson.slug for lesson, facts in pairs if id(facts) not in same]


def _checked(root: Path, kept: Kept) -> Checked:
    found = check_book(read_book(root, kept), kept)
    kept.turn()
    return found


@pytest.mark.parametrize(
    ("change", "lessons"),
    [
        ({"content/02-two.md": TWO.replace("Two nibbles", "Two more nibbles")}, ["02-two"]),
        ({"content/01-one.md": f"{ONE}3. **bank** = a count of 8.\n"}, ["01-one", "03-three"]),
        ({"content/01-one.md": f"{ONE}3. **RAM** = a count of 8.\n"}, ["01-one"]),
        ({"content/02-two.md": f"{TWO}2. A line more, of a nibble. {{axiom}}\n"}, ["01-one", "02-two"]),
        ({"content/01-one.md": ONE.replace("1. **nibble**", "1. One more. {axiom}\n2. **nibble**")},
         ["01-one", "02-two", "03-three"]),
        ({"content/02-two.md": TWO.replace("1. Two", "1. One more. {axiom}\n2. Two")},
         ["01-one", "02-two", "04-four"]),
        ({"content/02-two.md": TWO.replace(", and `80 * 100 = 8000`", "")}, ["02-two", "04-four"]),
        ({"content/05-five.md": "# Five\n\n1. A pair more: `2 + 2 = 4`.\n"}, ["01-one", "05-five"]),
        ({"content/1-none.md": "# None\n\n1. One more. {axiom}\n"}, ["1-none"]),
    ],
    ids=[
        "words", "a term that another lesson says", "a term that no lesson says", "a line below", "a line above terms",
        "a line above a citation's", "a number derived later", "a lesson behind", "a lesson beside",
    ],
)  # fmt: skip
def test_a_change_touches_the_lessons_that_hang_on_it(
    tmp_path: Path, change: Mapping[str, str], lessons: list[str]
) -> None:
    assert sorted(touched(tmp_path, change)) == sorted(lessons)


def test_a_word_of_the_vocabulary_touches_the_lessons_that_say_it(tmp_path: Path) -> None:
    assert touched(tmp_path, {}, words="bank") == ["03-three"]


def read_again(root: Path, change: Mapping[str, str], words: str = "", settings: str = "") -> list[str]:
    """The lessons of which every text is read again after a change, of those that stand there after it."""
    kept = Kept()
    _checked(write(root, BOOK), kept)
    book = read_book(write(root, change, words, settings), kept)
    read: list[str] = []

    def each(make: Callable[[Any], Any], things: Sequence[Any]) -> list[Any]:
        made = one_by_one(make, things)
        read.extend(book.lessons[at].slug for at, part in zip(things, made, strict=True) if isinstance(part, Said))
        return made

    check_book(book, kept, each)
    return read


EVERY = ["01-one", "02-two", "03-three", "04-four"]
READ: dict[str, tuple[Mapping[str, str], str, str, list[str]]] = {
    "nothing": ({}, "", "", []),
    "words": ({"content/02-two.md": TWO.replace("Two nibbles", "Two more nibbles")}, "", "", ["02-two"]),
    "a term": ({"content/01-one.md": f"{ONE}3. **bank** = a count of 8.\n"}, "", "", ["01-one", "03-three"]),
    "a term in capitals": ({"content/01-one.md": f"{ONE}3. **RAM** = a count of 8.\n"}, "", "", ["01-one"]),
    "a term gone": ({"content/01-one.md": ONE.split("2. ")[0]}, "", "", ["01-one", "03-three"]),
    "a line above terms": (
        {"content/01-one.md": ONE.replace("1. **nib", "1. One. {axiom}\n2. **nib")},
        "",
        "",
        ["01-one"],
    ),
    "a lesson before": ({"content/00-none.md": "# None\n\n1. One more. {axiom}\n"}, "", "", ["00-none"]),
    "a word of the vocabulary": ({}, "bank", "", ["03-three"]),
    "a word that no lesson says": ({}, "qqq", "", []),
    "a word of parts": ({}, "no-pair", "", ["03-three"]),
    "what is large": ({}, "", "large = 500\n", EVERY),
    "a capture": (with_capture(ONE, "at=8\n", "[values]\nat = 'at=(.*)'\n"), "", "", EVERY),
}


@pytest.mark.parametrize("what", READ)
def test_a_lesson_is_read_again_where_its_text_or_what_it_says_changed(what: str, tmp_path: Path) -> None:
    change, words, settings, lessons = READ[what]
    assert read_again(tmp_path, change, words, settings) == lessons
