"""Work that is shared out over processes gives what it would have given here, in the same order."""

from __future__ import annotations

import os
import signal

import pytest

from axiombook import side_by_side as shared
from axiombook.side_by_side import WORTH, afterwards, aside, one_by_one, side_by_side


@pytest.mark.parametrize("count", [0, 1, WORTH - 1, WORTH, WORTH + 1, 1000])
def test_results_stand_in_the_order_of_the_things(count: int) -> None:
    things = list(range(count))
    assert side_by_side(lambda thing: thing * thing, things) == one_by_one(lambda thing: thing * thing, things)


def test_every_processor_does_its_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared.os, "sched_getaffinity", lambda _: {0, 1, 2})
    workers = side_by_side(lambda _: os.getpid(), range(WORTH))
    assert len(set(workers)) == 3 and workers[0] == os.getpid()


def test_what_fails_in_another_process_is_told_here() -> None:
    def fail(thing: int) -> int:
        if thing == WORTH - 1:
            raise ZeroDivisionError(f"at {thing}")
        return thing

    with pytest.raises(ZeroDivisionError, match=f"at {WORTH - 1}"):
        side_by_side(fail, range(WORTH))


def test_what_cannot_be_sent_is_made_here() -> None:
    with aside(lambda: lambda: 7) as result:
        assert result()() == 7


def test_a_process_that_dies_costs_its_work_and_no_result() -> None:
    here = os.getpid()
    with aside(lambda: 7 if os.getpid() == here else os.kill(os.getpid(), signal.SIGKILL)) as result:
        assert result() == 7


def test_work_aside_is_done_by_another_process_and_work_afterwards_by_this_one() -> None:
    with aside(os.getpid) as there, afterwards(os.getpid) as here:
        assert there() != here() == os.getpid()


def test_nothing_that_was_begun_is_left_running() -> None:
    with pytest.raises(KeyError), aside(os.getpid) as begun:
        child = begun()
        raise KeyError
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)
