"""The edge where work is shared out over the processors: a forked process does its part and sends back what it made."""

from __future__ import annotations

import os
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from itertools import pairwise
from typing import TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")
Each = Callable[[Callable[[T], R], Sequence[T]], "list[R]"]
"""How a function is called for each of some things: in the order of the things, whoever does it."""
Aside = Callable[[Callable[[], R]], AbstractContextManager[Callable[[], R]]]
"""How some work is done beside other work: what is called in the end for its result."""
WORTH = 16  # lessons or captures; fewer are read sooner than a process is started and heard


def one_by_one(function: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """The results, made here."""
    return [function(thing) for thing in things]


def side_by_side(function: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """The results, made on all processors."""
    parts = len(os.sched_getaffinity(0)) if len(things) >= WORTH else 1
    bounds = [len(things) * part // parts for part in range(parts + 1)]
    chunks = [things[first:last] for first, last in pairwise(bounds)]
    with ExitStack() as stack:
        others = [stack.enter_context(aside(partial(one_by_one, function, chunk))) for chunk in chunks[1:]]
        found = one_by_one(function, chunks[0])
        for other in others:
            found += other()
    return found


@contextmanager
def afterwards(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Does the work here, when its result is asked for."""
    yield work


@contextmanager
def aside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Does the work in another process. Where that fails it is done here: the same error then shows here."""
    here, there = os.pipe()

    def send() -> None:
        os.close(here)
        with open(there, "wb") as pipe:  # noqa: PTH123  # a pipe has no path
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)

    with open(here, "rb") as pipe, beside(send):  # noqa: PTH123
        os.close(there)

        def result() -> R:
            try:
                return cast("R", pickle.load(pipe))  # noqa: S301  # from our own child
            except (EOFError, pickle.PickleError):
                return work()

        yield result


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
