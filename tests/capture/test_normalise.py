"""A log changes only by rules that are written down, and no rule touches an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.capture.normalise import normalise
from axiombook.capture.plan import Rule
from axiombook.capture.trouble import Trouble

STAMP = Rule("stamp", r"^\[ *\d+\.\d{6}\] ", "", "the time stamp is cut off")


def test_the_time_stamp_is_cut_off_and_the_rest_stays() -> None:
    log = "[    3.123576] PROBE chain socket=ffff888004d0da00\n[   12.000001] PROBE chain fd=3\n"
    assert normalise(log, [STAMP]) == "PROBE chain socket=ffff888004d0da00\nPROBE chain fd=3\n"


def test_rules_apply_in_their_order() -> None:
    first, second = Rule("a", "one", "two", ""), Rule("b", "two", "three", "")
    assert normalise("one", [first, second]) == "three\n"
    assert normalise("one", [second, first]) == "two\n"


def test_a_rule_that_changes_an_address_is_refused() -> None:
    hide = Rule("hide", "[0-9a-f]{16}", "ADDRESS", "")
    with pytest.raises(Trouble, match="`hide` changes an address"):
        normalise("socket=ffff888004d0da00", [hide])


def test_a_rule_that_drops_a_line_with_an_address_is_refused() -> None:
    with pytest.raises(Trouble, match="changes an address"):
        normalise("keep\nsocket=ffff888004d0da00\n", [Rule("drop", r"^socket.*\n", "", "")])


def test_line_breaks_of_a_serial_line_become_plain_ones() -> None:
    assert normalise("one\r\ntwo\r\n\r\n", []) == "one\ntwo\n"


def test_nothing_stays_nothing() -> None:
    assert normalise(" \n\n", [STAMP]) == ""


@given(st.text(alphabet="0123456789abcdef[]. \nPROBE=", max_size=200))
def test_normalising_twice_is_normalising_once(log: str) -> None:
    stripped = Rule("ends", r"[ \t]+$", "", "")
    once = normalise(log, [stripped])
    assert normalise(once, [stripped]) == once
