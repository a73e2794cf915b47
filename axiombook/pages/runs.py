"""Numbers that follow one another, as a reader writes them: 1, 6-8."""

from __future__ import annotations

from collections.abc import Iterable


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """(first, last) of each run of ascending numbers."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)
