"""An author's pattern has one limit of time for all rows that it is searched in."""

from __future__ import annotations

import pytest

from axiombook import patterns
from axiombook.patterns import BadPattern, all_found_in, found_in, groups_of

SLOW = "(a+)+$|(a|aa)+b"
ROWS = ("a" * 30 + "c",) * 20_000  # each row alone would take its own limit


@pytest.fixture(autouse=True)
def a_short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.05)


def test_many_slow_rows_share_one_limit() -> None:
    with pytest.raises(BadPattern, match="takes more than"):
        all_found_in(SLOW, ROWS)


def test_what_took_too_long_once_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for search in (lambda: found_in(SLOW, ROWS), lambda: groups_of(f"(x){SLOW.replace('(', '(?:')}", "a" * 40 + "c")):
        with pytest.raises(BadPattern):
            search()
        with monkeypatch.context() as patient:
            patient.setattr(patterns, "SECONDS", 1e6)  # a second try would not come back
            with pytest.raises(BadPattern):
                search()


def test_the_same_pattern_is_searched_in_another_text() -> None:
    with pytest.raises(BadPattern):
        found_in(SLOW, ROWS)
    assert found_in(SLOW, ("", "ab")) == 1


def test_every_row_that_matches_is_found_and_a_value_knows_its_row() -> None:
    assert all_found_in("b", ("ab", "a", "b")) == (0, 2)
    assert groups_of(r"=(\d)", "a=1 b=2\n\nc=3") == (("1", 1), ("2", 1), ("3", 3))
    assert groups_of(r"=([\d\n]+)", "a=1\n2\nb=3") == (("1\n2\n", 1), ("3", 3))
