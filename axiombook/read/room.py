"""How much one lesson may show and search: a few lines of it could else ask for more than any machine holds."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

from axiombook import patterns
from axiombook.book import Missing, Span

T = TypeVar("T")
CHARACTERS = 16 * 1024 * 1024  # of all excerpts of a lesson together
ROW = 8  # characters that a row counts as beside its own: an empty one is no gift


class Room:
    """What is left of it for the excerpts that come. The seconds are of the processor, as many as one pattern has."""

    def __init__(self) -> None:
        self._characters, self._seconds = CHARACTERS, patterns.SECONDS

    def take(self, cut: Callable[[], T | Missing], size: Callable[[T], int], span: Span) -> T | Missing:
        """What is cut, as long as there is room for it. size: the characters that it shows."""
        if self._seconds <= 0:
            message = f"the patterns of this lesson took more than {patterns.SECONDS:g} s: this one is not tried"
            return Missing("E002", message, "Mend the patterns above it.", span)
        if self._characters > 0:
            begun = process_time()
            found = cut()
            self._seconds -= process_time() - begun
            if isinstance(found, Missing):
                return found
            self._characters -= size(found)
            if self._characters >= 0:
                return found
        message = f"the excerpts of this lesson are longer than {CHARACTERS // 1024 // 1024} MiB together"
        return Missing("E002", message, "Show fewer lines of this file.", span)
