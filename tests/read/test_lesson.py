"""Every construct of the format, read with its place; and no text that stops the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axiombook.book import (
    Calc,
    Chain,
    Figure,
    Free,
    Lesson,
    Listing,
    Log,
    Mistake,
    Prose,
    Puzzle,
    Question,
    Seven,
    Trace,
)
from axiombook.check.phrases import all_prose
from axiombook.read.lesson import read_lesson
from tests.tiny import read


def lesson(text: str) -> Lesson:
    return read_lesson(7, "07-one", "content/07-one.md", text)


def test_lines_are_counted_whatever_number_is_typed() -> None:
    made = lesson("# One\n\n1. a\n1. b\n\n## Two\n\n9. c\n3) d\n")
    assert [(line.id, line.text.shown) for line in made.lines] == [
        ("7.01", "a"),
        ("7.02", "b"),
        ("7.03", "c"),
        ("7.04", "d"),
    ]
    assert [(heading.text.shown, heading.before) for heading in made.headings] == [("Two", 2)]
    assert made.title is not None and made.title.shown == "One"


def test_the_forms_of_a_line() -> None:
    made = lesson(
        "# One\n\n1. **ptr** (pointers, `p_x`) = 8 bytes. {#a}\n2. so {axiom} {#b}\n3. so {#c} {given}\n4. ∴ so\n5. **→** = to\n"
    )
    first = made.lines[0]
    assert [(head.name, head.aliases) for head in first.definitions] == [("ptr", ("pointers", "p_x"))]
    assert [(line.label, line.marks, line.inference) for line in made.lines] == [
        ("a", (), False),
        ("b", ("axiom",), False),
        ("c", ("given",), False),
        ("", (), True),
        ("", (), False),
    ]
    assert made.lines[4].definitions[0].name == "→"
    assert first.text.shown == "ptr (pointers, p_x) = 8 bytes."


BLOCKS = """# One

1. a
   goes on

   Q: one?
   A: two
   three

   four

   Wrong: w
   Right: r

   Puzzle: p
   Solution: s

   ```{log} x
   match: y
   ```

   ~~~{source} z
   symbol: f
   ~~~

   ```{chain} c
   ```

   ```{trace} t
   ```

   ```{calc} by hand
   1 + 1 = 2
   ```

   ```{w}
   What: one
   two
   ```

   ```
   +--+
   ```

   free text

```c
int x;
```
"""


def test_a_block_belongs_to_its_line_and_its_kind_says_its_panel() -> None:
    [line] = lesson(BLOCKS).lines
    assert line.text.shown == "a\ngoes on"
    kinds = [type(block) for block in line.blocks]
    assert kinds == [Question, Mistake, Puzzle, Log, Listing, Chain, Trace, Calc, Seven, Figure, Free, Figure]
    assert [block.panel for block in line.blocks] == ["questions"] * 3 + ["proof"] * 5 + ["questions"] + ["theory"] * 3
    question = line.blocks[0]
    assert isinstance(question, Question) and question.answer is not None
    assert question.answer.shown == "two\nthree\n\nfour"
    calc = line.blocks[7]
    assert isinstance(calc, Calc) and calc.by_hand


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_line_ends_and_a_byte_order_mark_are_read(ending: str, mark: str, tmp_path: Path) -> None:
    text = mark + "# One\n\n1. `2 * 2 = 4`. {#a}\n\n   Q: Is it?\n   A: It is 4.\n".replace("\n", ending)
    book = read(tmp_path, {"content/01-one.md": text.encode()})
    [line] = book.lessons[0].lines
    assert (line.label, line.text.shown, len(line.blocks)) == ("a", "2 * 2 = 4.", 1)


def test_comments_and_link_references_are_no_text() -> None:
    made = lesson("# One\n\n<!-- a\nnote -->\n\n[ref]: https://example.org\n\n1. [x][ref] is.\n   <!-- Q010 X33 -->\n")
    assert made.outside == () and made.lines[0].places == ("Q010", "X33")
    assert made.lines[0].text.inlines[0].target == "https://example.org"


BAD = {
    "```{lgo} x\n   ```": "did you mean {log}",
    "```{log}\n   ```": "names no capture",
    "```{log} x\n   mach: y\n   ```": "did you mean `match`",
    "```{log} x\n   match: y\n   match: z\n   ```": "twice",
    "```{log} x\n   y\n   ```": "no `key: value`",
    "```{calc}\n   ```": "no calculation",
    "```{calc} by foot\n   1 = 1\n   ```": "by foot",
    "```{w}\n   Whom: x\n   ```": "none of the seven",
    "```\n   x": "never closed",
}


@pytest.mark.parametrize("block", BAD)
def test_a_bad_directive_is_told_with_what_it_takes(block: str) -> None:
    [problem] = lesson(f"# One\n\n1. a\n\n   {block}\n").problems
    assert problem.code == "F002"
    assert BAD[block].casefold() in f"{problem.message} {problem.help}".casefold()


def proses(made: Lesson) -> list[Prose]:
    figures = [b.text for line in made.lines for b in line.blocks if isinstance(b, Figure)]
    figures += [piece.figure.text for piece in made.outside if piece.figure is not None]
    rows = [row for line in made.lines for b in line.blocks if isinstance(b, Calc) for row in b.rows]
    texts = [made.title] if made.title else []
    texts += [heading.text for heading in made.headings] + [piece.text for piece in made.outside]
    texts += [text for line in made.lines for text in (line.text,)]
    for line in made.lines:
        for block in line.blocks:
            match block:
                case Question(one, two) | Mistake(one, two) | Puzzle(one, two):
                    texts += [part for part in (one, two) if part is not None]
                case Seven(answers):
                    texts += [text for _, text in answers]
                case Free(text):
                    texts.append(text)
    return [*texts, *figures, *rows]


PIECES = st.sampled_from(
    [
        "word",
        "`a b`",
        "**bold**",
        "*em*",
        "[x](y)",
        "{{v.w}}",
        "snake_case_name",
        "2 * 3 = 6",
        "\\*",
        "&amp;",
        "<b>",
        "é",
        "→",
    ]
)
ROWS = st.lists(PIECES, min_size=1, max_size=5).map(" ".join)
KINDS = st.sampled_from(["1. {}", "   Q: {}\n   A: {}", "## {}", "{}", "   {}", "- {}", "   ```\n   {}\n   ```", ""])


@given(st.lists(st.tuples(KINDS, ROWS), max_size=12))
def test_every_piece_points_at_its_own_text(rows: list[tuple[str, str]]) -> None:
    text = "# T\n\n" + "\n\n".join(kind.replace("{}", row) for kind, row in rows) + "\n"
    physical = text.split("\n")
    for prose in proses(lesson(text)):
        for inline in prose.inlines:
            if inline.kind == "text" and len(inline.text) == inline.end - inline.start and "\n" not in inline.text:
                span = prose.span(inline.start, inline.end)
                assert physical[span.line - 1][span.column - 1 : span.end - 1] == inline.text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
@settings(max_examples=300)
def test_no_text_stops_the_reader_and_every_place_is_in_the_file(text: str) -> None:
    made = lesson(text)
    rows = text.removeprefix("\ufeff").split("\n")
    for prose in proses(made):
        for _, line, column in prose.starts:
            assert 1 <= line <= len(rows) and column >= 1


MARKS = st.sampled_from(
    [
        "#",
        "##",
        "1.",
        "-",
        ">",
        "```",
        "~~~",
        "   ",
        "Q:",
        "A:",
        "{log}",
        "**",
        "`",
        "[",
        "](",
        "{{",
        "}}",
        "<!--",
        "-->",
    ]
)


@given(st.lists(st.one_of(MARKS, st.sampled_from(["word", "\n", "\n\n", " "])), max_size=60).map("".join))
@settings(max_examples=300)
def test_broken_markup_stops_nothing(text: str) -> None:
    lesson(text)


@given(
    st.lists(
        st.sampled_from(["alpha", "beta", "gamma", "\n", "\n\n", "- ", "> ", "1. ", "    ", "| ", "# "]), max_size=40
    ).map("".join)
)
def test_no_word_is_lost(text: str) -> None:
    made = lesson(text)
    kept = "\n".join(prose.raw for prose in proses(made))
    for word in ("alpha", "beta", "gamma"):
        assert kept.count(word) == text.count(word)
    assert all(isinstance(prose, Prose) for prose in proses(made))


def test_all_prose_of_the_lint_is_the_prose_of_the_book(tmp_path: Path) -> None:
    book = read(tmp_path, "# One\n\n1. a\n\n   Q: b\n   A: c\n\n   ```{w}\n   What: d\n   ```\n\nout\n")
    assert [prose.shown for prose in all_prose(book)] == ["One", "out", "a", "b", "c", "d"]
