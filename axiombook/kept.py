"""What was made already, by what it was made from: a change costs what it touches, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
R = TypeVar("R")
_BY_CONTENT = (str, bytes, int)


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
        key = (function, *[part if type(part) is str else _key(part) for part in arguments])
        entry = self._now.get(key)
        if entry is None:
            entry = self._now[key] = self._before.get(key) or (arguments, function(*arguments))
        result: R = entry[1]
        return result

    def same(self, what: Callable[..., R], name: str, value: R) -> R:
        """The value that was kept last under a name, where this one is equal to it; else this one.

        So that what is made from equal values is made once, although each of them was made anew.
        """
        last = self.last(what, name)
        if last is None or (last is not value and last != value):
            last = value
        self.keep(what, name, last)
        return last

    def last(self, what: Callable[..., R], name: str) -> R | None:
        """What this round or the one before kept under a name, if anything."""
        key = (what, name, "last")
        entry = self._now.get(key) or self._before.get(key)
        return entry[1] if entry is not None else None

    def keep(self, what: Callable[..., R], name: str, value: R) -> None:
        """Keeps a value under a name. what: the function that makes such values, a class too."""
        self._now[what, name, "last"] = ((), value)

    def turn(self) -> None:
        """Ends a round."""
        self._before, self._now = self._now, {}


def _key(argument: object) -> Hashable:
    if isinstance(argument, tuple):
        return tuple([part if type(part) is str else _key(part) for part in argument])
    return argument if isinstance(argument, _BY_CONTENT) else id(argument)
