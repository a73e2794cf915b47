"""Authors' regular expressions, searched with a time limit: a pattern that blows up is a finding, not a hang.

The `regex` library is used since `re` has no time limit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a lesson without patterns needs no library for them
    import regex

SECONDS = 2.0  # for all rows of one excerpt together, or for one value in a whole log


class BadPattern(ValueError):
    """The pattern cannot be read, or takes too long; the message says which, in a clause."""


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> regex.Pattern[str]:
    import regex

    try:
        return regex.compile(pattern, regex.MULTILINE)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise BadPattern(f"`{pattern}` is no regular expression: {error}") from error


def found_in(pattern: str, rows: Sequence[str], first: int = 0) -> int | None:
    """The index of the first row, from `first` on, in which the pattern is found. Raises BadPattern."""
    return next(_found(pattern, rows, first), None)


def all_found_in(pattern: str, rows: Sequence[str]) -> tuple[int, ...]:
    """The index of every row in which the pattern is found. Raises BadPattern."""
    return tuple(_found(pattern, rows, 0))


def groups_of(pattern: str, text: str) -> tuple[tuple[str, int], ...]:
    """What the one group of the pattern holds at each place of the text, and the row (from 1). Raises BadPattern."""
    compiled = _compiled(pattern)
    if compiled.groups != 1:
        raise BadPattern(f"`{pattern}` has {compiled.groups} groups; a value is the text of exactly one")
    with _limited(pattern, text):
        found = [match for match in compiled.finditer(text, timeout=SECONDS) if match[1] is not None]
    ends = [end.start() for end in re.finditer("\n", text)] if found else []
    return tuple((match[1], bisect_left(ends, match.start(1)) + 1) for match in found)


def _found(pattern: str, rows: Sequence[str], first: int) -> Iterator[int]:
    """The rows in which the pattern is found, all within one limit of time."""
    compiled = _compiled(pattern)
    end = monotonic() + SECONDS
    with _limited(pattern, rows):
        for at in range(first, len(rows)):
            if compiled.search(rows[at], timeout=max(end - monotonic(), 0.001)):
                yield at


_too_slow: dict[str, set[int]] = {}  # pattern -> the hashes of the texts on which it took too long


@contextmanager
def _limited(pattern: str, text: str | Sequence[str]) -> Iterator[None]:
    """What is done within SECONDS; where that was not enough once, it is not tried again on the same text."""
    problem = BadPattern(f"`{pattern}` takes more than {SECONDS:g} s, or all memory")
    if pattern in _too_slow and _hash(text) in _too_slow[pattern]:
        raise problem
    try:
        yield
    except (TimeoutError, MemoryError) as error:
        _too_slow.setdefault(pattern, set()).add(_hash(text))
        raise problem from error


def _hash(text: str | Sequence[str]) -> int:
    return hash(text if isinstance(text, str) else tuple(text))
