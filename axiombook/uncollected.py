"""Work without the search for circles of dead objects: what a build makes lives to its end, looking costs a fifth."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """For commands that end; a server that lives on has its dead collected."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor when the process ends: a thousand lessons take a second to be found dead
        if collecting:
            gc.enable()
