"""Every rule both ways, from its own examples, and the defects that its row in the contract names."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.check import check_book
from axiombook.check.rule import Example
from axiombook.check.rules import codes, rules
from axiombook.read import read_book
from tests.tiny import codes as found
from tests.tiny import findings, with_capture, write

CONTRACT = """T001 T002 T003 T004 T005 T006 V001 V002 V003 E001 E002 E003 E004 E005
R001 R002 R003 Q001 S001 S002 S003 S004 L001 N001""".split()


def codes_of(folder: Path, example: Example) -> set[str]:
    return {finding.code for finding in check_book(read_book(write(folder, example.tree()))).findings}


def test_the_rules_are_those_of_the_contract() -> None:
    assert sorted(rules()) == sorted(CONTRACT)
    assert codes() == frozenset(CONTRACT)


@pytest.mark.parametrize("code", CONTRACT)
def test_the_wrong_example_gives_its_own_code_and_no_other(code: str, tmp_path: Path) -> None:
    assert codes_of(tmp_path, rules()[code].RULE.wrong) == {code}


@pytest.mark.parametrize("code", CONTRACT)
def test_the_right_example_gives_nothing(code: str, tmp_path: Path) -> None:
    assert codes_of(tmp_path, rules()[code].RULE.right) == set()


def test_only_t004_and_e004_are_warnings() -> None:
    assert [code for code, rule in rules().items() if rule.RULE.severity == "warning"] == ["E004", "T004"]


NIBBLE = "# One\n\n1. **nibble** = a count of 4.\n"

FORWARD = {
    "a plural": ("# One\n\n1. Two nibbles: `2 * 4 = 8`.\n2. **nibble** = a count of 4.\n", "T001:3"),
    "an alias": ("# One\n\n1. A half: `2 * 4 = 8`.\n2. **nibble** (half) = a count of 4.\n", "T001:3"),
    "a capital": ("# One\n\n1. Nibble: `2 * 4 = 8`.\n2. **nibble** = a count of 4.\n", "T001:3"),
    "an identifier": ("# One\n\n1. `sock_x` has `2 * 4 = 8`.\n2. **`sock_x`** = a count of 4.\n", "T001:3"),
    "an identifier without backticks": ("# One\n\n1. sock_x has `2 * 4 = 8`.\n2. **`sock_x`** = a count.\n", "T001:3"),
    "a symbol": ("# One\n\n1. It is → here: `2 * 4 = 8`.\n2. **→** = the word to.\n", "T001:3"),
    "several words": ("# One\n\n1. A slot count: `2 * 4 = 8`.\n2. **slot count** = a count of 4.\n", "T001:3"),
    "a hyphen": ("# One\n\n1. It is slot-end: `2 * 4 = 8`.\n2. **slot-end** = a count of 4.\n", "T001:3"),
    "in a question": (
        "# One\n\n1. `2 * 4 = 8`.\n\n   Q: Is it a nibble?\n   A: It is 8.\n\n2. **nibble** = a count of 4.\n",
        "T001:5",
    ),
    "in the seven": (
        "# One\n\n1. `2 * 4 = 8`.\n\n   ```{w}\n   What: a nibble.\n   Why: 1.\n   Where: 1.\n   Who: 1.\n"
        "   When: 1.\n   Without: 1.\n   Which: 1.\n   ```\n\n2. **nibble** = a count of 4.\n",
        "T001:6",
    ),
}


@pytest.mark.parametrize("what", FORWARD)
def test_a_forward_reference_is_seen_in_every_dress(what: str, tmp_path: Path) -> None:
    text, expected = FORWARD[what]
    assert expected in found(tmp_path, text, "half")


def test_the_longest_term_wins(tmp_path: Path) -> None:
    text = "# One\n\n1. **turn** = a count of 4.\n2. **turn end** = a turn of 4.\n3. A turn end has a turn. {axiom}\n"
    assert found(tmp_path, text) == []
    early = "# One\n\n1. **turn** = a count of 4.\n2. A turn end is at 4. {axiom}\n3. **turn end** = a turn of 4.\n"
    assert "T001:4" in found(tmp_path, early)


def test_a_heading_may_use_what_its_own_lesson_defines(tmp_path: Path) -> None:
    assert found(tmp_path, "# The nibble\n\n1. **nibble** = a count of 4.\n2. A nibble is 4. {axiom}\n") == []
    two = {
        "content/01-one.md": "# The nibble\n\n1. `2 * 4 = 8`.\n",
        "content/02-two.md": NIBBLE + "2. A nibble is 4. {axiom}\n",
    }
    assert found(tmp_path / "two", two) == ["T001:1"]


def test_what_stands_under_a_line_may_use_the_term_it_defines(tmp_path: Path) -> None:
    text = NIBBLE + "\n   Q: Is a nibble 4?\n   A: A nibble is 4.\n"
    assert found(tmp_path, text) == []


def test_an_unknown_word_is_told_at_its_column_with_the_nearest_name(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, NIBBLE + "2. A nible has 4; a nibble too. {axiom}\n", "too")
    assert (finding.code, finding.span.line, finding.span.column, finding.span.end) == ("T002", 4, 6, 11)
    assert "`nibble`" in finding.help


CODE_SPANS = [
    ("`slot->count`", []),
    ("`slot[4], 0x29, %slot`", []),
    ("`slot_x`", ["T002:3"]),
    ("`a0 6f ff`", []),
    ("`kmalloc(4)`", ["T002:3"]),
    ("`ffff8f4e6b37b0c0`", ["V001:3"]),
    ("→", ["T002:3"]),
    ("4 + 4 - 4 * (4) / 4 % 3 << 1 & | ^ ~ = ∴", []),
]


@pytest.mark.parametrize(("span", "expected"), CODE_SPANS)
def test_a_code_span_is_read_token_by_token(span: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, f"# One\n\n1. The slot has {span} then. {{axiom}}\n") == expected


LARGE = [
    ("The slot has 999. {axiom}", []),
    ("The slot has 1000. {axiom}", ["V001:3"]),
    ("The slot has `0xfff`. {axiom}", []),
    ("The slot has `0x0fff`. {axiom}", ["V001:3"]),
    ("The slot has 1000. {given}", []),
    ("`10 * 100 = 1000` is the count.", []),
    ("`1000 = 0x3e8` is the count.", ["V001:3"]),
    ("`4096 + 0 = 4096` is the count.", ["V001:3", "V001:3"]),
    ("`10 * 100 = 1000` and `1000 + 24 = 1024 = 0x400`.", []),
    ("The slot has 65,536 of 999,999. {axiom}", ["V001:3", "V001:3"]),
    ("The slot has `read(1,200)` and `read(1,200) + 5000`. {axiom}", ["V001:3"]),
    ("The slot has 65,536. {given}", []),
    ("`256 * 256 = 65,536` is the count.", []),
    ("The slot has 1,2,3 and 1,200,3 and `read(1,200)`. {axiom}", []),
    ("`10 * 100 = 1001` is the count.", ["V002:3"]),
    ("`10 * 100 = 1000`, so `1000 = 1001`.", ["V002:3", "V001:3"]),
    ("`0x3e8 = 1000` is `10 * 100 = 1000`.", []),
    ("`1001 + 1 = 1002`, `1000 + 1 = 1001`, `10 * 100 = 1000`.", []),
    ("`1001 + 1000 = 2001`, `1000 + 1 = 1001`, `10 * 100 = 1000`.", []),
    ("`1000 + 1 = 1001 = 1002 - 1` and so 1001.", ["V001:3", "V001:3"]),
    ("`2.5 * 800.1 = 2000.25` is 2000.25.", []),
    ("`4 * 500 = 2000` is not 2000.25.", ["V001:3"]),
    ("The slot has ４０９６. {axiom}", ["V001:3"]),  # digits of another script are digits
    ("`64 * 64 = 4096` is ４０９６.", []),
    ("The slot has 0b0119. {axiom}", ["V001:3"]),  # hexadecimal digits without 0x, not bits
]


COMPUTED = [
    ("The slot has {{probe.at + 5000}}. {axiom}", ["V001:3"]),
    ("The slot has {{probe.at * 0 + 0xdeadbeef}}.\n2. The count is 0xdeadbeef. {axiom}", ["V001:3", "V001:4"]),
    ("The slot has {{probe.at + 5000}} and 5008. {axiom}", ["V001:3"]),  # as `8 + 5000 = 5008` has one
    ("The slot has {{probe.at * 0 + 5000}} and 5000. {axiom}", ["V001:3", "V001:3"]),
    ("The slot has {{probe.at * 900 - 999}} and 6201. {axiom}", []),
    ("The slot has {{probe.at + 5000}} and 5008: `50 * 100 = 5000`.", []),
    ("The slot has {{probe.at + 5000}} and 5008. {given}", ["V001:3"]),
    ("The slot has {{6.1/probe.at + 4}}. {axiom}", []),
    ("The slot has `{{probe.at}} + 5000 = {{probe.at + 5000}}`.", ["V001:3", "V001:3"]),
    ("The slot has 8. {axiom}\n\n   Q: Is it {{probe.at + 5000}}?\n   A: It is so, 8.", ["V001:5"]),
    ("The slot has 8. {axiom}\n\n   ```\n   {{probe.at + 0xffff8000}}\n   ```", ["V001:6"]),
]


@pytest.mark.parametrize(("line", "expected"), COMPUTED)
def test_a_number_typed_beside_a_value_comes_from_somewhere_too(line: str, expected: list[str], tmp_path: Path) -> None:
    book = with_capture(f"# One\n\n1. {line}\n", "at=8\n", "[values]\nat = 'at=(\\d+)'\n")
    files = {**book, **{path.replace("probe", "6.1/probe"): text for path, text in book.items() if "probe" in path}}
    assert found(tmp_path, files, "slot has count it so") == expected


@pytest.mark.parametrize(("line", "expected"), LARGE)
def test_a_large_number_comes_from_somewhere(line: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, f"# One\n\n1. {line}\n") == expected


def test_large_is_a_setting_of_the_book(tmp_path: Path) -> None:
    text = "# One\n\n1. The slot has 50. {axiom}\n"
    assert found(tmp_path, text, settings="[lint]\nlarge = 50\n") == ["V001:3"]
    assert found(tmp_path, text, settings="large = 50\n") == ["V001:3"]


def test_a_number_that_the_log_of_its_line_shows_is_captured(tmp_path: Path) -> None:
    text = "# One\n\n1. It is `0xff10`.\n\n   ```{log} probe\n   match: at\n   ```\n"
    assert found(tmp_path, with_capture(text, "at=ff10\nof=ff20\n")) == []
    assert found(tmp_path / "b", with_capture(text.replace("ff10", "ff20"), "at=ff10\nof=ff20\n")) == ["V001:3"]


HALVES = {
    "probe.log": ["E001:5"],
    "probe.toml": ["E001:5"],
    "X/probe.log": ["E001:5"],
    "Y/probe.log": ["E001:5", "E001:1"],
    "other.log": ["E001:5", "E001:1"],
}


@pytest.mark.parametrize("folder", ["X", "/X/"])
@pytest.mark.parametrize("half", HALVES)
def test_half_a_capture_is_told_where_it_is_shown_or_else_where_it_lies(half: str, folder: str, tmp_path: Path) -> None:
    text = "# One\n\n1. `2 * 2 = 4`.\n\n   ```{log} probe\n   ```\n"
    files = {"content/01-one.md": text, f"proofs/captures/{half}": ""}
    assert found(tmp_path, files, settings=f'captures = "{folder}"\n') == HALVES[half]


SHOWN = {
    "a log": ("1000.25 and `0xff10`", "{log} probe\n   match: at", []),
    "another row of it": ("0xff20", "{log} probe\n   match: at", ["V001:3"]),
    "a listing": ("0x1234", "{source} a.c", []),
    "a chain": ("0xff10 and 0xff20", "{chain} probe", []),
    "a trace": ("0xff30 and 0xff40", "{trace} probe", []),
    "a figure": ("0xff10", "text\n   0xff10", ["V001:3", "V001:6"]),
}


@pytest.mark.parametrize("where", SHOWN)
def test_a_number_that_the_proof_of_its_line_shows_is_captured(where: str, tmp_path: Path) -> None:
    numbers, fence, expected = SHOWN[where]
    log = "at=ff10 1000.25\nof=ff20\n--> f(x=ff30) [rsp]=ff40 (g+0x1/0x2)\n"
    table = '[values]\nat = \'at=(\\w+)\'\nof = \'of=(.*)\'\n[[chain]]\nname = "s"\nat = "at"\nfields = { of = "of" }\n'
    book = with_capture(f"# One\n\n1. It is {numbers}. {{axiom}}\n\n   ```{fence}\n   ```\n", log, table)
    assert found(tmp_path, {**book, "proofs/sources/a.c": "int a = 0x1234;\n"}) == expected


FIGURES = {
    "| 0xffff8000 |": ["V001:6"],
    "{{probe.at}} 0xffff8000 {{probe.at}}": ["V001:6"],
    "0xffff1000 and ffffffff81000000": ["V001:6"],
    "0xffff1000": [],
    "0xfff": [],
}


@pytest.mark.parametrize("language", ["", "text", "c"])
@pytest.mark.parametrize("figure", FIGURES)
def test_an_address_in_a_figure_is_captured_as_any_other(figure: str, language: str, tmp_path: Path) -> None:
    text = f"# One\n\n1. It is {{{{probe.at}}}}.\n\n   ```{language}\n   {figure}\n   ```\n"
    book = with_capture(text, "at=ffff1000\n", "[values]\nat = 'at=(.*)'\n")
    told = findings(tmp_path, book)
    assert [f"{f.code}:{f.span.line}" for f in told] == (FIGURES[figure] if language != "c" else [])
    assert all(text.split("\n")[5][f.span.column - 1 : f.span.end - 1] == f.message.split()[-1] for f in told)


SUMS = [
    ("`2 + 3 = 6`", ["V002:3"]),
    ("`2 + 3 = 5 = 0x6`", ["V002:3"]),
    ("2 + 3 = 6", ["V002:3"]),
    ("that slot + 3 = 6 {axiom}", []),
    ("one is 7 / 2 = 3 and 7 % 2 = 1", []),
    ("`7 / 2 = 3.5`", []),
    ("`0 - 97 = 0xffffffffffffff9f`", []),
    ("`(1 + 2) * 3 = 9 = 0b1001`", []),
    ("`1 / 0 = 0`", ["V002:3"]),
    ("`~0x60 & 0xff = 0x9f`", []),
    ("`0x29` = 42", ["V002:3"]),
]


@pytest.mark.parametrize(("line", "expected"), SUMS)
def test_every_sum_is_computed_again(line: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, f"# One\n\n1. {line}\n") == expected


def test_sums_in_answers_and_calc_blocks_are_computed_too(tmp_path: Path) -> None:
    text = (
        "# One\n\n1. `2 * 4 = 8`.\n\n   Q: Is it 8?\n   A: `2 * 4 = 9`.\n\n   ```{calc}\n   2 * 4 = 7\n   8\n   ```\n"
    )
    assert found(tmp_path, text) == ["V002:6", "V002:9", "V002:10"]


VALUES = [
    ("{{probe.slot}}", "slot = 'slot=(\\d+)'", []),
    ("{{probe.slot + 4}}", "slot = 'slot=(\\d+)'", []),
    ("{{probe.none}}", "slot = 'slot=(\\d+)'", ["V003:3"]),
    ("{{prob.slot}}", "slot = 'slot=(\\d+)'", ["V003:3"]),
    ("{{probe.slot}}", "slot = 'nothing=(\\d+)'", ["V003:3"]),
    ("{{probe.slot}}", "slot = '=(\\d+)'", ["V003:3"]),
    ("{{probe.slot}}", "slot = 'slot=\\d+'", ["V003:3"]),
    ("{{probe.slot}}", "slot = '(slot)=(\\d+)'", ["V003:3"]),
    ("{{probe.slot}}", "slot = 'slot=(\\d+'", ["V003:3"]),
    ("{{probe.slot / 0}}", "slot = 'slot=(\\d+)'", ["V003:3"]),
    ("{{}}", "slot = 'slot=(\\d+)'", ["V003:3"]),
]


@pytest.mark.parametrize(("text", "values", "expected"), VALUES)
def test_a_value_comes_from_one_place(text: str, values: str, expected: list[str], tmp_path: Path) -> None:
    book = with_capture(f"# One\n\n1. The slot has {text}.\n", "slot=4\nend=5\n", f"[values]\n{values}\n")
    assert found(tmp_path, book) == expected


def test_a_pattern_that_blows_up_is_a_finding(tmp_path: Path) -> None:
    book = with_capture(
        "# One\n\n1. The slot has {{probe.slot}}.\n", "a" * 40 + "!\n", "[values]\nslot = '^((a+)+)$|(b)'\n"
    )
    assert found(tmp_path, book) == ["V003:3"]


KINDS = [
    ("A slot has 4.", ["R001:3"]),
    ("A slot has 4. {axiom}", []),
    ("A slot has 4. {given}", []),
    ("∴ A slot has 4.", ["R001:3"]),
    ("∴ [It](#none) has 4.", ["R003:3"]),
    ("∴ [It](#this) has 4. {#this}", ["R002:3"]),
    ("** ** = a slot.", ["R001:3"]),
    ("A slot has `2 * 2 = 4`.", []),
]


@pytest.mark.parametrize(("line", "expected"), KINDS)
def test_every_line_rests_on_something(line: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, f"# One\n\n1. {line}\n") == expected


def test_an_inference_rests_on_a_term_a_value_or_a_line(tmp_path: Path) -> None:
    assert found(tmp_path, NIBBLE + "2. ∴ A nibble has 4.\n") == []
    assert found(tmp_path / "b", "# One\n\n1. `2 * 2 = 4`. {#sum}\n2. ∴ [That](#sum) is so.\n") == []


def test_text_outside_a_line_is_refused_and_shown_when_the_rule_is_off(tmp_path: Path) -> None:
    text = "# One\n\nThis is no line.\n\n1. `2 * 2 = 4`.\n\nNor is this.\n"
    assert found(tmp_path, text, "nor") == ["R001:3", "R001:7"]
    assert found(tmp_path / "b", text, "nor", '[lint]\nR001 = "off"\n') == []


def test_a_number_is_the_mark_of_an_item_only_at_the_start_of_a_row_and_before_a_blank(tmp_path: Path) -> None:
    text = "# One\n\n1. `2 * 2 = 4`.\n\n   It is 4. It is so,\n   2.5 of it is so.\n     10) It is 4.\n"
    [item] = findings(tmp_path, text)
    assert (item.code, item.span.line, item.span.column, item.span.end) == ("R001", 7, 6, 9)


def test_a_label_is_cited_from_any_lesson_but_not_before_its_line(tmp_path: Path) -> None:
    two = {
        "content/01-one.md": "# One\n\n1. `2 * 2 = 4`, see [that](#two-sum).\n",
        "content/02-two.md": "# Two\n\n1. `2 * 3 = 6`. {#two-sum}\n2. `2 * 3 = 6` by [that](#two-sum) and [this](#none).\n",
    }
    assert found(tmp_path, two, "two see") == ["R002:3", "R003:4"]


def test_what_stands_under_a_line_may_cite_it_and_a_heading_any_line_of_its_lesson(tmp_path: Path) -> None:
    text = "# One\n\n## [It](#l2)\n\n1. `2 * 2 = 4`.\n\n   Q: Is [it](#l1) so?\n   A: [It](#sum) is.\n\n2. `2 * 3 = 6`. {#sum}\n"
    assert found(tmp_path, text) == ["R002:8"]


def test_two_lines_with_one_label_are_told(tmp_path: Path) -> None:
    assert found(tmp_path, "# One\n\n1. `2 * 2 = 4`. {#a}\n2. `2 * 3 = 6`. {#a}\n") == ["R003:4"]


PAIRS = ["Q: Is it so?", "A: It is 4.", "Wrong: It is 5.", "Right: It is 4.", "Puzzle: Is it 4?", "Solution: It is 4."]


@pytest.mark.parametrize("half", PAIRS)
def test_half_a_pair_is_told(half: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"# One\n\n1. `2 * 2 = 4`.\n\n   {half}\n") == ["Q001:5"]


@pytest.mark.parametrize("left", ["What", "Why", "Where", "Who", "When", "Without", "Which"])
def test_each_of_the_seven_is_missed(left: str, tmp_path: Path) -> None:
    rows = "".join(
        f"   {name}: 4.\n" for name in ("What", "Why", "Where", "Who", "When", "Without", "Which") if name != left
    )
    [finding] = findings(tmp_path, f"# One\n\n1. `2 * 2 = 4`.\n\n   ```{{w}}\n{rows}   ```\n")
    assert finding.code == "Q001" and left in finding.message


STYLE = [
    ("It might be so", "S001"),
    ("It is perhaps so", "S001"),
    ("It should be so", "S001"),
    ("It is very long", "S002"),
    ("It is simply so", "S002"),
    ("It is quickly so", "S002"),
    ("As we will see it is so", "S003"),
    ("It is so later", "S003"),
    ("It is so, mentioned below", "S003"),
]


@pytest.mark.parametrize(("text", "code"), STYLE)
def test_hedges_fillers_and_deferrals_are_told_in_lines_and_answers(text: str, code: str, tmp_path: Path) -> None:
    settings = '[lint]\nT002 = "off"\n'
    assert f"{code}:3" in found(tmp_path, f"# One\n\n1. {text}: `2 * 2 = 4`.\n", settings=settings)
    answer = f"# One\n\n1. `2 * 2 = 4`.\n\n   Q: Is it 4?\n   A: {text}.\n"
    assert f"{code}:6" in found(tmp_path / "b", answer, settings=settings)


def test_an_allow_needs_a_reason_and_something_to_allow(tmp_path: Path) -> None:
    line = "1. It is very long: `2 * 2 = 4`.\n"
    allow = "# One\n\n<!-- lint: allow S002 because the log says so -->\n" + line
    assert found(tmp_path, allow, "very long") == []
    assert found(tmp_path / "b", allow.replace(" because the log says so", ""), "very long") == ["F004:3", "S002:4"]
    unused = "# One\n\n<!-- lint: allow S001 because the log says so -->\n" + line
    assert found(tmp_path / "c", unused, "very long") == ["F004:3", "S002:4"]
    after = "# One\n\n1. `2 * 2 = 4`.\n<!-- lint: allow S002 because the log says so -->\n2. It is very long: `2 * 2 = 4`.\n"
    assert found(tmp_path / "d", after, "very long") == []


def test_a_rule_is_switched_in_book_toml(tmp_path: Path) -> None:
    text = "# One\n\n1. A slot has 4.\n"
    assert found(tmp_path, text, settings='[lint]\nR001 = "off"\n') == []
    [finding] = findings(tmp_path / "b", text, settings='[lint]\nR001 = "warning"\n')
    assert finding.severity == "warning"


LINKS = [
    ("[x](02-two.md)", []),
    ("[x](02-two.html#l1)", []),
    ("[x](02-two.md#t-cell)", []),
    ("[x](02-two.md#here)", []),
    ("[x](02-two.proof.html)", []),
    ("[x](terms.html)", []),
    ("[x](https://example.org/none)", []),
    ("[x](02-two.md#none)", ["L001:3"]),
    ("[x](03-none.md)", ["L001:3"]),
    ("[x](../secret)", ["L001:3"]),
    ("[x](javascript:alert)", ["L001:3"]),
    ("![x](none.png)", ["L001:3"]),
    ("[x][none]", ["L001:3"]),
]


@pytest.mark.parametrize(("link", "expected"), LINKS)
def test_every_link_inside_the_site_lands(link: str, expected: list[str], tmp_path: Path) -> None:
    two = {
        "content/01-one.md": f"# One\n\n1. `2 * 2 = 4` {link}.\n",
        "content/02-two.md": "# Two\n\n1. **cell** = a count of 2. {#here}\n2. A cell has 2. {axiom}\n",
    }
    assert found(tmp_path, two, "two x") == expected


def test_the_front_page_is_checked_for_links_and_values_not_for_words(tmp_path: Path) -> None:
    book = {
        "content/index.md": "# Frobnicate\n\nGrokking [x](none.md) and {{none.x}}.\n",
        "content/01-one.md": "# One\n\n1. `2 * 2 = 4`.\n",
    }
    assert found(tmp_path, book) == ["L001:3", "V003:3"]


def test_names_of_lessons(tmp_path: Path) -> None:
    text = "# One\n\n1. `2 * 2 = 4`.\n"
    book = {f"content/{name}": text for name in ("01-one.md", "1-two.md", "readme.md", "03-a b.md", "04-größe.md")}
    told = {finding.span.file for finding in findings(tmp_path, book) if finding.code == "N001"}
    assert told == {f"content/{name}" for name in ("1-two.md", "readme.md", "03-a b.md", "04-größe.md")}


NUMBERED = {
    "the title": ("# One 4096\n\n1. `2 * 2 = 4`.\n", "V001:1"),
    "a heading": ("# One\n\n## 0xffff1000\n\n1. `2 * 2 = 4`.\n", "V001:3"),
    "a line": ("# One\n\n1. The slot is ffff1000. {axiom}\n", "V001:3"),
    "a question": ("# One\n\n1. `2 * 2 = 4`.\n\n   Q: 4096?\n   A: No.\n", "V001:5"),
    "the seven": (
        "# One\n\n1. `2 * 2 = 4`.\n\n   ```{w}\n   What: 4096.\n   Why: 1.\n   Where: 1.\n   Who: 1.\n"
        "   When: 1.\n   Without: 1.\n   Which: 1.\n   ```\n",
        "V001:6",
    ),
    "a figure": ("# One\n\n1. `2 * 2 = 4`.\n\n   ```\n   | 0xffff1000 |\n   ```\n", "V001:6"),
    "an operand": ("# One\n\n1. `4096 + 1 - 1 = 2048 * 2`.\n", "V001:3"),
    "a later line": ("# One\n\n1. The slot is 4096. {axiom}\n2. `16 * 256 = 4096`.\n", "V001:3"),
}


@pytest.mark.parametrize("where", NUMBERED)
def test_a_large_number_from_nowhere_is_told_wherever_it_stands(where: str, tmp_path: Path) -> None:
    text, expected = NUMBERED[where]
    assert set(found(tmp_path, text)) == {expected}


def test_a_heading_may_say_a_number_that_its_lesson_derives(tmp_path: Path) -> None:
    text = "# One 4096\n\n## 0x1000\n\n1. `16 * 256 = 0x1000`.\n"
    assert found(tmp_path, text) == []
    two = {"content/01-one.md": "# One 4096\n\n1. `2 * 2 = 4`.\n", "content/02-one.md": text}
    assert found(tmp_path / "b", two) == ["V001:1"]


@pytest.mark.parametrize(
    "where",
    [
        "1. It is {} so: `2 * 2 = 4`.",
        "## It is {} so\n\n1. `2 * 2 = 4`.",
        "1. `2 * 2 = 4`.\n\n   Q: Is it {} so?\n   A: It is 4.",
        "1. `2 * 2 = 4`.\n\n   Wrong: It is 5.\n   Right: It is {} so.",
        "1. `2 * 2 = 4`.\n\n   Puzzle: Is it {} so?\n   Solution: It is 4.",
        "1. `2 * 2 = 4`.\n\n   ```{{w}}\n   What: 4 {}.\n   Why: 4.\n   Where: 4.\n   Who: 4.\n   When: 4.\n"
        "   Without: 4.\n   Which: 4.\n   ```",
        "1. **cell** = {} a count.",
    ],
)
@pytest.mark.parametrize(
    ("word", "code"), [("perhaps", "S001"), ("could be", "S001"), ("very", "S002"), ("later", "S003")]
)
def test_a_phrase_is_told_at_its_place_in_every_panel(where: str, word: str, code: str, tmp_path: Path) -> None:
    text = "# One\n\n" + where.format(word) + "\n"
    told = [f for f in findings(tmp_path, text, f"{word} cells") if f.code.startswith("S")]
    assert [(f.code, text.split("\n")[f.span.line - 1][f.span.column - 1 : f.span.end - 1]) for f in told] == [
        (code, word)
    ]


NO_STYLE = [
    "`very`",
    "earlier",
    "later_x",
    "a later-on",
    "<!-- very -->",
    "[slot](very.png)",
    "only",
    "family",
    "assembly",
]


@pytest.mark.parametrize("text", NO_STYLE)
def test_what_is_no_phrase_is_left_alone(text: str, tmp_path: Path) -> None:
    found = findings(
        tmp_path, {"content/01-one.md": f"# One\n\n1. It is {text}: `2 * 2 = 4`.\n", "content/very.png": ""}
    )
    assert [f for f in found if f.code.startswith("S")] == []


def test_a_word_that_a_line_defines_is_no_filler(tmp_path: Path) -> None:
    assert found(tmp_path, "# One\n\n1. **assembly** (quickly) = a count.\n2. Quickly, an assembly. {axiom}\n") == []


@pytest.mark.parametrize("quote", ["'", "’"])
def test_a_phrase_is_found_with_either_apostrophe(quote: str, tmp_path: Path) -> None:
    text = f"# One\n\n1. So let{quote}s count: `2 * 2 = 4`.\n"
    assert "S002:3" in found(tmp_path, text)
