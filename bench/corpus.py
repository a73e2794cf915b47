"""Writes the corpus of the benchmark: lessons of 40 lines, three C listings and two logs each, the same for all peers.

The book form is checked by our own rules and has no finding; the plain form carries the same text, with the listings
and logs pasted into fenced blocks, since no peer cuts them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LINES = 40
WORDS = """a an and are as at be by can each first from has have hold how in into is it its last line make next no not
number of on one or read row same so that the then there this to two value we what when which with write yes word
count place box left right add start end step take give show long short before after more them these""".split()


@dataclass(frozen=True, slots=True)
class Text:
    """A lesson of the corpus in both forms: pieces are ('line' | 'log' | 'source', text or (name, key, value))."""

    number: int
    title: str
    pieces: tuple[tuple[str, str, str], ...]


def term(lesson: int, at: int) -> str:
    """A made-up word, one of its own for every definition."""
    letters = "bcdfghjklmnprstvz"
    value, word = lesson * LINES + at + 1, ""
    while value:
        value, rest = divmod(value, len(letters))
        word += letters[rest] + "aeiou"[rest % 5]
    return "qu" + word


def lesson_text(number: int) -> Text:
    """One lesson; every fourth line defines, the others use, compute or observe."""
    pieces: list[tuple[str, str, str]] = []
    for at in range(LINES):
        here = term(number, at - at % 4)
        if at % 4 == 0:
            pieces.append(("line", f"**{here}** = a row of {at + 2} boxes, each with {number % 7 + 2} places.", ""))
        elif at % 4 == 1:
            left, right = number % 90 + at, at + 3
            pieces.append(("line", f"A {here} with {left} rows has `{left} * {right} = {left * right}` places.", ""))
            pieces.append(("question", f"How long is the {here} of this line?", f"It has {left} rows, no more."))
        elif at % 4 == 2:
            text = f"∴ The {here} and its next {here} hold {at} values from left to right, and the step of each"
            pieces.append(("line", f"{text} is {number % 5 + 1} places before the end.", ""))
        else:
            pieces.append(("line", f"∴ One {here} is at step {at}, and two of them make `2 * {at} = {2 * at}`.", ""))
            if at in (7, 23):
                pieces.append(("log", f"log{number % 20}", f"{at}"))
            elif at in (11, 19, 31):
                pieces.append(("source", f"part{number % 20}.c", f"step_{at}"))
    lines = [piece for piece in pieces if piece[0] == "line"]
    assert len(lines) == LINES
    title = " ".join(str(number))  # digit by digit: a number from 1,000 up would have to be derived
    return Text(number, f"Row {title}", tuple(pieces))


def function(name: str) -> str:
    """A C function of 14 lines."""
    body = "\n".join(f"\tif (value > {at})\n\t\tvalue = value * {at} + {at + 1}; /* step {at} */" for at in range(1, 6))
    return f"static int {name}(int value)\n{{\n{body}\n\treturn value;\n}}\n"


def source(index: int) -> str:
    """A C file with a function for every listing."""
    return f"/* part {index} */\n" + "\n".join(function(f"step_{at}") for at in (11, 19, 31))


def log(index: int) -> tuple[str, ...]:
    """The rows of a log."""
    return tuple(
        f"[{index:4}.{at:06}] probe step={at} value={index * 64 + at:x} caller=step_{at}+0x{at:x}" for at in range(60)
    )


def book_form(text: Text) -> str:
    """The lesson as our contract writes it."""
    rows, number = [f"# {text.title}", ""], 0
    for sort, one, two in text.pieces:
        if sort == "line":
            number += 1
            rows += [f"{number}. {one}", ""]
        elif sort == "question":
            rows += [f"   Q: {one}", f"   A: {two}", ""]
        elif sort == "log":
            rows += [f"   ```{{log}} {one}", f"   lines: {two}-{int(two) + 9}", "   ```", ""]
        else:
            rows += [f"   ```{{source}} {one}", f"   symbol: {two}", "   ```", ""]
    return "\n".join(rows)


def plain_form(text: Text) -> str:
    """The lesson as any Markdown tool reads it."""
    rows, number = [f"# {text.title}", ""], 0
    for sort, one, two in text.pieces:
        if sort == "line":
            number += 1
            rows += [f"{number}. {one}", ""]
        elif sort == "question":
            rows += [f"   Q: {one}", f"   A: {two}", ""]
        elif sort == "log":
            index, first = int(one.removeprefix("log")), int(two)
            rows += ["   ```text", *(f"   {row}" for row in log(index)[first - 1 : first + 9]), "   ```", ""]
        else:
            rows += ["   ```c", *(f"   {row}" for row in function(two).rstrip().split("\n")), "   ```", ""]
    return "\n".join(rows)


def lessons(count: int) -> Iterator[Text]:
    """The lessons of a corpus."""
    return map(lesson_text, range(1, count + 1))


def write_book(root: Path, count: int) -> None:
    """The book form of a corpus, with its evidence."""
    for folder in ("content", "proofs/captures", "proofs/sources"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "content/book.toml").write_text('title = "A corpus"\nauthor = "bench"\n', encoding="utf-8")
    (root / "content/vocabulary.txt").write_text("\n".join(WORDS) + "\nlog\n", encoding="utf-8")
    (root / "content/index.md").write_text("# A corpus\n", encoding="utf-8")
    for index in range(20):
        (root / f"proofs/sources/part{index}.c").write_text(source(index), encoding="utf-8")
        text = "\n".join(log(index)) + "\n"
        digest = hashlib.sha256(text.encode()).hexdigest()
        (root / f"proofs/captures/log{index}.log").write_text(text, encoding="utf-8")
        head = (
            f'command = "probe"\nmachine = "none"\nkernel = "none"\ntaken = 2026-01-01T00:00:00Z\nsha256 = "{digest}"\n'
        )
        (root / f"proofs/captures/log{index}.toml").write_text(head, encoding="utf-8")
    for text_ in lessons(count):
        path = root / f"content/{text_.number:05}-row-{text_.number}.md"
        path.write_text(book_form(text_), encoding="utf-8")
