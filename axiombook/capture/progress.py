"""What a person sees while captures are taken: each step, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from axiombook.capture.trouble import Trouble


class Progress:
    """Writes a line a step to `stream`, and knows when the time is up. limit: seconds for everything."""

    def __init__(self, stream: TextIO, limit: float) -> None:
        self._stream, self._limit, self._start = stream, limit, time.monotonic()

    def left(self) -> float:
        """The seconds that are left. Raises Trouble when there are none."""
        left = self._limit - (time.monotonic() - self._start)
        if left <= 0:
            raise Trouble(f"{self._limit:g} s are over", "Give more with --time-limit SECONDS.")
        return left

    def say(self, text: str) -> None:
        """One line, at once."""
        print(text, file=self._stream, flush=True)

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Names a step when it is done, with its seconds."""
        began = time.monotonic()
        yield
        self.say(f"{time.monotonic() - began:7.1f} s  {text}")

    def total(self) -> float:
        """The seconds since the start."""
        return time.monotonic() - self._start
