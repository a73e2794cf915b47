"""Chains drawn from captured addresses, traces as numbered steps, and the TOML that says where a capture came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from axiombook.book import Chain, Excerpt, Log, Trace
from axiombook.read.traces import read_steps
from tests.tiny import codes, findings, read, with_capture

LESSON = "# One\n\n1. The slot holds 4.\n\n   ```{%s} probe\n   ```\n"
LOG = "file=ff10 f_op=ff90\nsocket=ff20 state=1\nprivate_data=ff20\n"
CHAIN = """[values]
file = 'file=([0-9a-f]+)'
f_op = 'f_op=([0-9a-f]+)'
socket = 'socket=([0-9a-f]+)'
state = 'state=([0-9]+)'
private = 'private_data=([0-9a-f]+)'
[[chain]]
name = "struct file"
at = "file"
fields = { f_op = "f_op" }
points = { private_data = ["private", "struct socket"] }
[[chain]]
name = "struct socket"
at = "socket"
fields = { state = "state" }
"""


def test_the_boxes_of_a_chain_hold_captured_values_and_their_arrows_hit(tmp_path: Path) -> None:
    book = read(tmp_path, with_capture(LESSON % "chain", LOG, CHAIN))
    [chain] = book.lessons[0].lines[0].blocks
    assert isinstance(chain, Chain) and isinstance(chain.boxes, tuple)
    assert [(box.name, box.address, box.rows) for box in chain.boxes] == [
        ("struct file", "0xff10", (("f_op", "0xff90", ""), ("private_data", "0xff20", "struct socket"))),
        ("struct socket", "0xff20", (("state", "1", ""),)),
    ]


BROKEN = {
    "a pointer that misses": (
        LOG.replace("data=ff20", "data=ff28"),
        CHAIN,
        "E005",
        "holds 0xff28, but `struct socket` lies at",
    ),
    "a target that is no box": (LOG, CHAIN.replace('"struct socket"]', '"struct sock"]'), "E005", "which is no box"),
    "a value that is not named": (LOG, CHAIN.replace('at = "socket"', 'at = "sock"'), "E005", "which has no address"),
    "a box without an address": (LOG, CHAIN.replace('at = "socket"', ""), "F003", "this [[chain]] is not complete"),
    "no chain": (LOG, CHAIN.partition("[[chain]]")[0], "E002", "has no [[chain]]"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_chain_that_does_not_hold_is_told(what: str, tmp_path: Path) -> None:
    log, tables, code, message = BROKEN[what]
    found = findings(tmp_path, with_capture(LESSON % "chain", log, tables))
    assert code in [finding.code for finding in found]
    assert any(message in finding.message for finding in found)


def test_a_broken_chain_is_told_where_it_is_drawn_or_else_in_its_toml(tmp_path: Path) -> None:
    log = LOG.replace("data=ff20", "data=ff28")
    assert codes(tmp_path, with_capture(LESSON % "chain", log, CHAIN)) == ["E005:5"]
    [finding] = findings(tmp_path / "b", with_capture(LESSON % "log", log, CHAIN))
    assert (finding.code, finding.span.file, finding.span.line) == ("E005", "content/01-one.md", 5)
    [finding] = findings(tmp_path / "c", with_capture("# One\n\n1. `2 * 2 = 4`.\n", log, CHAIN))
    assert (finding.code, finding.span.file, finding.span.line) == ("E005", "proofs/captures/probe.toml", 12)


TRACE = """noise
[  1.0] --> one(family=2) (main+0x13/0x20)
[  1.1]   --> two(a=1, b=2) [rsp]=ffff (one+0x1/0x9)
[  1.2]   <-- two() = 7
[  1.3]   --> three() [rsp]=ffff (one+0x5/0x9)
[  1.4] <-- one() = 0
"""


def test_a_trace_is_calls_with_their_callers_and_returns_with_their_calls(tmp_path: Path) -> None:
    tables = '[did]\ntwo = "adds"\n'
    book = read(tmp_path, with_capture(LESSON % "trace", TRACE, tables))
    [trace] = book.lessons[0].lines[0].blocks
    assert isinstance(trace, Trace) and isinstance(trace.steps, tuple)
    assert [(s.number, s.returns, s.function, s.values, s.depth, s.caller, s.did, s.row) for s in trace.steps] == [
        (1, False, "one", "family=2", 0, 0, "", 2),
        (2, False, "two", "a=1, b=2", 1, 1, "adds", 3),
        (3, True, "two", "7", 1, 2, "", 4),
        (4, False, "three", "", 1, 1, "", 5),
        (5, True, "one", "0", 0, 1, "", 6),
    ]


def test_a_function_graph_of_the_kernel_is_a_trace() -> None:
    rows = (" 0)               |  one() {", " 0)   0.5 us    |    two();", " 0)   1.5 us    |  }")
    steps = read_steps(Excerpt("x", tuple(enumerate(rows, 1)), 3), {})
    assert [(s.returns, s.function, s.depth, s.caller) for s in steps] == [
        (False, "one", 0, 0),
        (False, "two", 1, 1),
        (True, "two", 1, 2),
        (True, "one", 0, 1),
    ]


def test_a_trace_without_a_step_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, with_capture(LESSON % "trace", "nothing\n")) == ["E002:5"]


DAMAGED = {
    "no checksum": ("", "E003", 1),
    "another checksum": ('sha256 = "00"\n', "E003", 1),
    "values that are no table": ("values = 4\n", "F003", 1),
    "no TOML": ("values = [\n", "F003", 2),
    "a number beyond all measure": ("x = " + "1" * 5000 + "\n", "F003", 1),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_toml_is_told_where_it_is(what: str, tmp_path: Path) -> None:
    text, code, line = DAMAGED[what]
    book = {
        "content/01-one.md": "# One\n\n1. `2 * 2 = 4`.\n",
        "proofs/captures/x.log": "a\n",
        "proofs/captures/x.toml": text,
    }
    found = {finding.code: finding.span for finding in findings(tmp_path, book)}
    assert (found[code].file, found[code].line) == ("proofs/captures/x.toml", line)


def test_a_toml_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    book = with_capture("# One\n\n1. `2 * 2 = 4`.\n", "x=4\n")
    assert codes(tmp_path, {**book, "proofs/captures/probe.toml": "values = [\n"}) == ["F003:2"]


def test_one_changed_byte_is_told_wherever_the_log_is_shown(tmp_path: Path) -> None:
    lesson = "# One\n\n1. The slot holds {{probe.x}}.\n\n   ```{log} probe\n   ```\n\n2. And {{probe.x}}.\n"
    book = with_capture(lesson, "x=4\n", "[values]\nx = 'x=(.*)'\n")
    assert codes(tmp_path, book) == []
    assert codes(tmp_path / "b", {**book, "proofs/captures/probe.log": "x=5\n"}) == ["E003:3", "E003:5", "E003:8"]


def test_a_capture_whose_log_or_toml_is_gone_is_missing(tmp_path: Path) -> None:
    book = with_capture(LESSON % "log", "x=4\n")
    for gone in ("log", "toml"):
        rest = {name: text for name, text in book.items() if not name.endswith(gone)}
        assert codes(tmp_path / gone, rest) == ["E001:5"]


@pytest.mark.parametrize(("gone", "left"), [("log", "toml"), ("toml", "log")])
def test_half_a_capture_that_no_block_shows_is_missing_its_other_half(gone: str, left: str, tmp_path: Path) -> None:
    book = with_capture("# One\n\n1. `2 * 2 = 4`.\n", "x=4\n")
    [finding] = findings(tmp_path, {name: text for name, text in book.items() if not name.endswith(f".{gone}")})
    assert (finding.code, finding.span.file) == ("E001", f"proofs/captures/probe.{left}")


def test_a_source_of_a_capture_that_is_gone_or_changed_is_told(tmp_path: Path) -> None:
    book = with_capture(LESSON % "log", "x=4\n", '[sources]\n"a.c" = "00"\n')
    assert codes(tmp_path, book) == ["E001:5"]
    [finding] = findings(tmp_path / "b", {**book, "proofs/sources/a.c": "int x;\n"})
    assert (finding.code, finding.severity, finding.span.line) == ("E004", "warning", 5)


@pytest.mark.parametrize(
    "option", ["match: at {{probe.file}}", "match: at {{probe.socket + 16}}$", "from: {{probe.file}}"]
)
def test_a_pattern_may_hold_a_value_as_the_log_prints_it(option: str, tmp_path: Path) -> None:
    log = "file=ffff888000001010\nsocket=ffff888000001000\nat ffff888000001010\n"
    values = "[values]\nfile = 'file=([0-9a-f]+)'\nsocket = 'socket=([0-9a-f]+)'\n"
    lesson = f"# One\n\n1. {{{{probe.file}}}} it is.\n\n   ```{{log}} probe\n   {option}\n   ```\n"
    book = read(tmp_path, with_capture(lesson, log, values), "it is")
    (block,) = book.lessons[0].lines[0].blocks
    assert isinstance(block, Log) and isinstance(block.excerpt, Excerpt)
    assert block.excerpt.rows[-1] == (3, "at ffff888000001010")


def test_a_pattern_that_names_no_value_is_told_at_its_place(tmp_path: Path) -> None:
    lesson = "# One\n\n1. `2 * 2 = 4`.\n\n   ```{log} probe\n   match: at {{probe.fiel}}\n   ```\n"
    files = with_capture(lesson, "file=ffff888000001010\n", "[values]\nfile = 'file=([0-9a-f]+)'\n")
    [finding] = findings(tmp_path, files)
    assert (finding.code, *finding.span[1:]) == ("V003", 6, 14, 28)


def test_decimal_fractions_are_computed_to_their_last_digit(tmp_path: Path) -> None:
    lesson = "# One\n\n1. It is {{probe.end - probe.start}}, {{(probe.end - probe.start) * 1000}}, {{probe.end / 3}}.\n"
    tables = "[values]\nstart = 'start ([0-9.]+)'\nend = 'end ([0-9.]+)'\n"
    book = read(tmp_path, with_capture(lesson, "start 0.748955\nend 1.188846\n", tables))
    assert book.lessons[0].lines[0].text.shown == "It is 0.439891, 439.891, 0.396282."
