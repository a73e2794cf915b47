"""Work that is shared out over processes gives what it would have given here, in the same order."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from axiombook import side_by_side as shared
from axiombook.sealed import Sealed
from axiombook.side_by_side import WORTH, afterwards, aside, meanwhile, one_by_one, side_by_side


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


def test_where_no_memory_can_be_shared_a_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: str) -> int:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(os, "memfd_create", refused)
    with aside(lambda: list(range(1000))) as result:
        assert result() == list(range(1000))


def test_a_process_that_dies_costs_its_work_and_no_result() -> None:
    here = os.getpid()
    with aside(lambda: 7 if os.getpid() == here else os.kill(os.getpid(), signal.SIGKILL)) as result:
        assert result() == 7


def test_work_aside_is_done_by_another_process() -> None:
    with aside(os.getpid) as there:
        assert there() != os.getpid()


@pytest.mark.parametrize("count", [0, 1, WORTH - 1, WORTH, WORTH + 1, 1000])
def test_what_is_made_meanwhile_stands_in_the_order_of_the_things(count: int) -> None:
    things = list(range(count))
    for way in (meanwhile, afterwards):
        with way(lambda thing: thing * thing, things) as results:
            pass
        with way(lambda thing: thing * thing, things) as results:
            assert results() == one_by_one(lambda thing: thing * thing, things)


def test_who_asks_for_what_is_made_meanwhile_helps_to_make_it() -> None:
    def slow(_: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    with meanwhile(slow, range(10 * WORTH)) as results:
        assert len(set(results())) == 2
    with meanwhile(slow, range(2 * WORTH)) as results:
        time.sleep(1)
        assert os.getpid() not in results()


def test_what_is_made_meanwhile_by_a_process_that_dies_is_made_here() -> None:
    here = os.getpid()
    with meanwhile(
        lambda at: at if os.getpid() == here else os.kill(os.getpid(), signal.SIGKILL), range(99)
    ) as results:
        assert results() == list(range(99))


def test_nothing_that_was_begun_is_left_running() -> None:
    with pytest.raises(KeyError), aside(os.getpid) as begun:
        child = begun()
        raise KeyError
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


@dataclass(frozen=True, slots=True)
class Sent(Sealed):
    of: object


def test_while_the_others_are_not_ready_what_was_made_here_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_processors", lambda most: 2)
    here = os.getpid()

    def made(number: int) -> Sent:
        if os.getpid() != here:
            time.sleep(0.01)
        return Sent(number)

    found = side_by_side(made, range(2 * WORTH))
    assert found == [Sent(number) for number in range(2 * WORTH)]
    assert all(hasattr(value, "_seal") for value in found)


def test_what_cannot_be_sealed_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_processors", lambda most: 3)
    found = side_by_side(lambda number: Sent({number: lambda: number}), range(3 * WORTH))
    assert [dict(value.of).keys() for value in found] == [{number} for number in range(3 * WORTH)]  # type: ignore[call-overload]


def test_steps_are_gone_until_the_result_is_there() -> None:
    steps: list[int] = []

    def step() -> Iterator[None]:
        for number in range(10**9):
            steps.append(number)
            yield
            time.sleep(0.001)

    with aside(lambda: time.sleep(0.1)) as other:
        assert other(step()) is None
    assert 1 <= len(steps) <= 110


def test_a_process_with_many_open_files_gets_its_results() -> None:
    """More than `select` can look at."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(2048, hard), hard))
    held = []
    try:
        held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
        assert side_by_side(str, range(2 * WORTH)) == list(map(str, range(2 * WORTH)))
    finally:
        for descriptor in held:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
