"""What was made already, by what it was made from: a change costs what it touches, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
R = TypeVar("R")


class Kept:
    """Results of pure functions. Texts, bytes, numbers and tuples count by content, any other argument by identity.

    A fresh one remembers nothing, and whoever holds none gets the same results. `turn` ends a round: what neither that
    round nor the one before it asked for is let go.
    """

    def __init__(self) -> None:
        self._now: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._before: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def result(self, function: Callable[[*Ts], R], *arguments: *Ts) -> R:
        """function(*arguments), made once. The arguments are kept with it: no other object takes their place."""
        key = (function, *map(_key, arguments))
        entry = self._now.get(key) or self._before.get(key) or (arguments, function(*arguments))
        self._now[key] = entry
        result: R = entry[1]
        return result

    def turn(self) -> None:
        """Ends a round."""
        self._before, self._now = self._now, {}


def _key(argument: object) -> Hashable:
    if isinstance(argument, str | bytes | int):
        return argument
    if isinstance(argument, tuple):
        return tuple([part if type(part) is str else _key(part) for part in argument])
    return id(argument)
