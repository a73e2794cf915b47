"""Authors' regular expressions, searched with a time limit: a pattern that blows up is a finding, not a hang.

The `regex` library is used since `re` has no time limit.
"""

from __future__ import annotations

from functools import lru_cache

import regex

SECONDS = 2.0


class BadPattern(ValueError):
    """The pattern cannot be read, or takes too long; the message says which, in a clause."""


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> regex.Pattern[str]:
    try:
        return regex.compile(pattern, regex.MULTILINE)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise BadPattern(f"`{pattern}` is no regular expression: {error}") from error


def found_in(pattern: str, rows: tuple[str, ...], first: int = 0) -> int | None:
    """The index of the first row, from `first` on, in which the pattern is found. Raises BadPattern."""
    compiled = _compiled(pattern)
    try:
        for at in range(first, len(rows)):
            if compiled.search(rows[at], timeout=SECONDS):
                return at
    except (TimeoutError, MemoryError) as error:
        raise BadPattern(f"`{pattern}` takes more than {SECONDS:g} s, or all memory, on one row") from error
    return None


def groups_of(pattern: str, text: str) -> tuple[tuple[str, int], ...]:
    """What the one group of the pattern holds at each place of the text, and the row (from 1). Raises BadPattern."""
    compiled = _compiled(pattern)
    if compiled.groups != 1:
        raise BadPattern(f"`{pattern}` has {compiled.groups} groups; a value is the text of exactly one")
    try:
        found = [match for match in compiled.finditer(text, timeout=SECONDS) if match[1] is not None]
    except (TimeoutError, MemoryError) as error:
        raise BadPattern(f"`{pattern}` takes more than {SECONDS:g} s, or all memory") from error
    return tuple((match[1], text.count("\n", 0, match.start(1)) + 1) for match in found)
