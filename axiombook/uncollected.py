"""Work without the search for circles of dead objects: what a build makes lives to its end, looking costs a fifth."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_ends = False


@contextmanager
def collected_later() -> Iterator[None]:
    """For work that somebody waits for: the search comes behind it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def uncollected() -> Iterator[None]:
    """For commands that end; a server that lives on has its dead collected."""
    with collected_later():
        try:
            yield
        finally:
            gc.freeze()  # nor when the process ends: a thousand lessons take a second to be found dead


def ending() -> None:
    """Says that this process ends with its command."""
    global _ends  # noqa: PLW0603  # it is the process that is meant
    _ends = True


def lasting(*things: object) -> None:
    """Told, within `uncollected`, of what is large: a process that ends gives it back at once, not object by object."""
    if _ends:
        circle: list[object] = [*things]
        circle.append(circle)  # nobody looks for circles here, so what this one holds is never taken apart
