"""What stands under a line, however it is indented, parted and typed; and what no longer belongs to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.book import Calc, Figure, Free, Lesson, Log, Mistake, Puzzle, Question
from axiombook.read.lesson import read_lesson
from tests.tiny import codes, findings

LINE = "# One\n\n1. `2 * 2 = 4`.\n"


def lesson(text: str) -> Lesson:
    return read_lesson(7, "07-one", "content/07-one.md", text)


@pytest.mark.parametrize("blank", ["   ", "\t", "    ", " \t"])
def test_a_block_is_indented_by_blanks_or_by_a_tab(blank: str) -> None:
    text = f"# One\n\n1.{blank}a\n\n{blank}Q: b\n{blank}A: c\n\n{blank}```{{log}} x\n{blank}match: y\n{blank}```\n\n{blank}free\n"
    [line] = lesson(text).lines
    assert [type(block) for block in line.blocks] == [Question, Log, Free]
    log = line.blocks[1]
    assert isinstance(log, Log) and [(option.key, option.value) for option in log.options] == [("match", "y")]
    assert log.options[0].span.column == len(blank) + 1


def test_the_rows_of_a_figure_lose_the_indent_of_their_fence_and_no_more() -> None:
    [line] = lesson("# One\n\n1. a\n\n\t```\n\t+--+\n\t  |\n    \t|\n\t```\n").lines
    [figure] = line.blocks
    assert isinstance(figure, Figure) and figure.text.raw == "+--+\n  |\n\t|"


def test_a_fence_of_three_tildes_may_hold_backticks_and_a_longer_one_a_shorter() -> None:
    [line] = lesson("# One\n\n1. a\n\n   ~~~\n   ```\n   ~~~\n\n   ````text\n   ```\n   ````\n").lines
    assert [block.text.raw for block in line.blocks if isinstance(block, Figure)] == ["```", "```"]


def test_a_nested_list_is_no_line_of_the_lesson() -> None:
    made = lesson("# One\n\n1. a\n\n   1. b\n   2. c\n\n2. d\n")
    assert [line.text.shown for line in made.lines] == ["a", "d"]
    [free] = made.lines[0].blocks
    assert isinstance(free, Free) and free.text.raw == "1. b\n2. c"


@pytest.mark.parametrize("block", ["- b\n   - c", "> b\n   > c", "| b |\n   |---|\n   | c |", "1. b\n   2. c"])
def test_a_list_a_quotation_or_a_table_straight_under_a_line_is_a_block_of_its_own(block: str) -> None:
    [line] = lesson(f"# One\n\n1. a\n   {block}\n").lines
    assert line.text.shown == "a"
    [free] = line.blocks
    assert isinstance(free, Free) and free.text.raw == block.replace("\n   ", "\n")


def test_a_list_inside_a_list_keeps_its_indent() -> None:
    [line] = lesson("# One\n\n1. a\n\n   - b\n     - c\n").lines
    [free] = line.blocks
    assert isinstance(free, Free) and free.text.raw == "- b\n  - c"


@pytest.mark.parametrize("row", ["- slot", "* slot", "+ slot", "> slot"])
def test_a_list_that_is_not_indented_is_text_outside_a_line(row: str, tmp_path: Path) -> None:
    assert codes(tmp_path, LINE + row + "\n") == ["R001:4"]


def test_a_line_goes_on_without_indent_until_a_blank_row() -> None:
    made = lesson("# One\n\n1. a\nb\n   c\n\nd\n")
    assert [line.text.shown for line in made.lines] == ["a\nb\nc"]
    assert [piece.text.shown for piece in made.outside] == ["d"]


def test_a_question_and_an_answer_have_as_many_paragraphs_as_they_need() -> None:
    text = "# One\n\n1. a\n\n   Puzzle: b\n\n   c\n\n   Solution: d\n\n   e\n\n   Q: f\n   A: g\n"
    [line] = lesson(text).lines
    [puzzle, question] = line.blocks
    assert isinstance(puzzle, Puzzle) and puzzle.puzzle is not None and puzzle.solution is not None
    assert (puzzle.puzzle.shown, puzzle.solution.shown) == ("b\n\nc", "d\n\ne")
    assert isinstance(question, Question)


def test_what_a_puzzle_shows_does_not_part_it_from_its_solution() -> None:
    text = "# One\n\n1. a\n\n   Puzzle: b\n\n   ```\n   +--+\n   ```\n\n   c\n\n   Solution: d\n\n   Wrong: e\n   Right: f\n"
    [line] = lesson(text).lines
    assert [type(block) for block in line.blocks] == [Puzzle, Figure, Free, Mistake]
    puzzle = line.blocks[0]
    assert isinstance(puzzle, Puzzle) and puzzle.puzzle is not None and puzzle.solution is not None


def test_what_stands_under_a_puzzle_without_solution_is_kept() -> None:
    [line] = lesson("# One\n\n1. a\n\n   Puzzle: b\n\n   ```{calc}\n   1 + 1 = 2\n   ```\n").lines
    assert [type(block) for block in line.blocks] == [Puzzle, Calc]


def test_headings_underlined_or_closed_by_signs() -> None:
    made = lesson("Title\n=====\n\n1. a\n\nTwo\n---\n\n2. b\n\n### Three ###\n\n3. c\n")
    assert made.title is not None and made.title.shown == "Title"
    assert [(heading.level, heading.text.shown, heading.before) for heading in made.headings] == [
        (2, "Two", 1),
        (3, "Three", 2),
    ]


def test_a_label_and_marks_are_found_before_a_comment() -> None:
    [line] = lesson("# One\n\n1. a {#x} {axiom} <!-- why -->\n").lines
    assert (line.label, line.marks, line.text.shown) == ("x", ("axiom",), "a")


def test_a_comment_that_is_never_closed_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, LINE + "\n<!-- note\n\n2. `2 * 2 = 5`.\n") == ["F002:5"]


def test_two_comments_on_one_row_and_text_behind_one() -> None:
    made = lesson("# One\n\n<!-- a --> <!-- b\nc --> d\n\n1. e\n")
    [piece] = made.outside
    assert (piece.text.shown.strip(), piece.span.line, piece.span.column) == ("d", 4, 7)


def test_two_allows_on_one_row(tmp_path: Path) -> None:
    text = "# One\n\n<!-- lint: allow S001 because a --> <!-- lint: allow S002 because b -->\n1. It might be very: `2 * 2 = 4`.\n"
    assert codes(tmp_path, text, "might very") == []


def test_an_allow_above_the_title(tmp_path: Path) -> None:
    allow = "<!-- lint: allow S002 because the name is so -->\n"
    assert codes(tmp_path, allow + LINE.replace("One", "Very"), "very") == []
    assert codes(tmp_path / "b", allow + LINE) == ["F004:1"]


def test_an_allow_of_a_rule_that_is_off_is_not_called_unused(tmp_path: Path) -> None:
    text = "# One\n\n<!-- lint: allow T002 because b -->\n1. `2 * 2 = 4`.\n"
    assert codes(tmp_path, text) == ["F004:3"]
    assert codes(tmp_path / "b", text, settings='[lint]\nT002 = "off"\n') == []


def test_a_reference_is_named_in_any_letters_with_or_without_its_second_bracket(tmp_path: Path) -> None:
    text = LINE[:-1] + " [a  b][], [a b], [x][A B], [y].\n\n[A b]: none.md\n"
    assert [(f.code, f.message) for f in findings(tmp_path, text, "x y b")] == [
        ("L001", "there is no page and no file `none.md`")
    ] * 3
