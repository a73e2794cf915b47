"""The edge where work is shared out over the processors: a forked process does its part and sends back what it made."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from select import POLLIN, poll
from typing import BinaryIO, TypeVar, cast

from axiombook.packed import packed, unpacked
from axiombook.sealed import seal_each

T = TypeVar("T")
R = TypeVar("R")
Each = Callable[[Callable[[T], R], Sequence[T]], "list[R]"]
"""How a function is called for each of some things: in the order of the things, whoever does it."""
Meanwhile = Callable[[Callable[[T], R], Sequence[T]], AbstractContextManager[Callable[[], "list[R]"]]]
"""The same beside other work: what is called in the end for the results."""
Awaited = Callable[..., R]
"""What is called for a result; who calls may give it steps to go, one after the other, as long as it is not there."""
_DONE = b"done"
WORTH = 16  # lessons or captures; fewer are read sooner than a process is started and heard


def one_by_one(function: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """The results, made here."""
    return [function(thing) for thing in things]


def side_by_side(function: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """The results, made on all processors."""
    parts = _processors(len(things)) if len(things) >= WORTH else 1
    bounds = [len(things) * part // parts for part in range(parts + 1)]
    chunks = [things[first:last] for first, last in pairwise(bounds)]
    with ExitStack() as stack:
        others = [stack.enter_context(aside(partial(one_by_one, function, chunk))) for chunk in chunks[1:]]
        found = one_by_one(function, chunks[0])
        idle = seal_each(tuple(found))  # the snapshot needs it in the end, and now a processor is free
        for other in others:
            found += other(idle)
    return found


def _processors(most: int) -> int:
    return max(1, min(most, len(os.sched_getaffinity(0))))


@contextmanager
def afterwards(function: Callable[[T], R], things: Sequence[T]) -> Iterator[Callable[[], list[R]]]:
    """The results, made here when they are asked for."""
    yield lambda: one_by_one(function, things)


@contextmanager
def aside(work: Callable[[], R]) -> Iterator[Awaited[R]]:
    """Does the work in another process. Where that fails it is done here: the same error then shows here.

    The result comes back through memory that both have, so that what is large in it is not copied. Who asks for it may
    give something to do, step by step, as long as it is not there.
    """
    with ExitStack() as stack:
        both = stack.enter_context(_nameless())
        here, there = os.pipe()
        pipe = stack.enter_context(open(here, "rb"))  # noqa: PTH123  # a pipe has no path

        def put() -> None:
            both.writelines(packed(work()))
            both.flush()
            os.write(there, _DONE)

        with beside(put):
            os.close(there)

            def result(idle: Iterable[object] = ()) -> R:
                ready = poll()
                ready.register(pipe, POLLIN)
                for _ in idle:
                    if ready.poll(0):
                        break
                if pipe.read() != _DONE:  # it ends where the other process ends, however that was
                    return work()
                return cast("R", unpacked(memoryview(mmap(both.fileno(), 0, access=ACCESS_READ))))

            yield result


def _nameless() -> BinaryIO:
    """A file that no folder holds: it is there as long as it is open, or mapped."""
    try:
        return open(os.memfd_create("aside"), "w+b")  # noqa: PTH123  # whoever calls closes it
    except (AttributeError, OSError):  # neither every system has it, nor every sandbox
        from tempfile import TemporaryFile

        return cast("BinaryIO", TemporaryFile())


@contextmanager
def meanwhile(
    function: Callable[[T], R], things: Sequence[T], idle: Iterable[object] = ()
) -> Iterator[Callable[[], list[R]]]:
    """Begins with the results in another process while the block goes on; who asks for them helps with what is left.

    idle: what is done, step by step, while nothing is left and the results are not there.
    """
    tickets, there = os.pipe()
    chunk = max(WORTH, len(things) // 4096)  # a pipe holds so many tickets
    for first in range(0, len(things), chunk):
        os.write(there, first.to_bytes(4))
    os.close(there)

    def some() -> dict[int, R]:
        found: dict[int, R] = {}
        while ticket := os.read(tickets, 4):  # a ticket is read by one process alone
            first = int.from_bytes(ticket)
            found.update(enumerate(map(function, things[first : first + chunk]), first))
        return found

    def results() -> list[R]:
        found = some() | others(idle)
        return [found[at] if at in found else function(thing) for at, thing in enumerate(things)]

    try:
        with aside(some) as others:
            yield results
    finally:
        os.close(tickets)


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Does some work in a process of its own while the block goes on, and waits for its end. Its errors are its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the one other thread, of Progress, holds no lock for long
        child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    try:
        yield
    finally:
        os.waitpid(child, 0)
