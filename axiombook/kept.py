"""What was made already, by what it was made from: a change costs what it touches, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, TypeVarTuple, cast

from axiombook.side_by_side import Each

Ts = TypeVarTuple("Ts")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
Entry = tuple[Callable[..., Any], tuple[Any, ...], Any]
"""A function, its arguments, its result; or what a value is kept as, the name under which it is, and the value."""
_BY_CONTENT = (str, bytes, int)
_TRANSIENT: set[Hashable] = set()


def transient(function: F) -> F:
    """Marks a function whose results cannot outlive their process."""
    _TRANSIENT.add(function)
    return function


class Kept:
    """Results of pure functions. Texts, bytes, numbers and tuples count by content, any other argument by identity.

    A fresh one remembers nothing, and whoever holds none gets the same results. `turn` ends a round: what neither that
    round nor the one before it asked for is let go. made: how many results were made, and not remembered.

    known: entries of another one, whose functions, arguments and results are now in the place of their own.
    """

    def __init__(self, known: Iterable[Entry] = ()) -> None:
        self.made = 0
        self._now: dict[tuple[Hashable, ...], tuple[tuple[Any, ...], Any]] = {}
        self._before = {_key_of(function, arguments): (arguments, value) for function, arguments, value in known}

    def result(self, function: Callable[[*Ts], R], *arguments: *Ts) -> R:
        """function(*arguments), made once. The arguments are kept with it: no other object takes their place."""
        key = _key_of(function, arguments)
        entry = self._now.get(key) or self._again(key)
        if entry is None:
            entry = self._now[key] = (arguments, function(*arguments))
            self.made += 1
        result: R = entry[1]
        return result

    def results(
        self, function: Callable[[*Ts], R], arguments: Sequence[tuple[*Ts]], each: Each[tuple[*Ts], R]
    ) -> list[R]:
        """The result for each set of arguments. each: how those that have to be made are shared out."""
        keys = [_key_of(function, one) for one in arguments]
        left = {
            key: one for key, one in zip(keys, arguments, strict=True) if key not in self._now and not self._again(key)
        }
        for (key, one), made in zip(left.items(), each(lambda one: function(*one), tuple(left.values())), strict=True):
            self._now[key] = (one, made)
        self.made += len(left)
        return [self._now[key][1] for key in keys]

    def of(self, what: Callable[..., R], arguments: tuple[Any, ...], make: Callable[[], R]) -> R:
        """What `make` makes, once for each set of arguments: all that it hangs on, each kept already for itself.

        A None that it makes is not kept.
        """
        key = _key_of(what, arguments)
        entry = self._now.get(key) or self._again(key)
        if entry is None:
            entry = (arguments, make())
            if entry[1] is not None:
                self._now[key] = entry
                self.made += 1
        result: R = entry[1]
        return result

    def _again(self, key: tuple[Hashable, ...]) -> tuple[tuple[Any, ...], Any] | None:
        """What the round before kept, kept once more."""
        entry = self._before.get(key)
        if entry is not None:
            self._now[key] = entry
        return entry

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
        key = _key_of(what, _Name((name,)))
        entry = self._now.get(key) or self._before.get(key)
        return entry[1] if entry is not None else None

    def keep(self, what: Callable[..., R], name: str, value: R) -> None:
        """Keeps a value under a name. what: the function that makes such values, a class too."""
        self._now[_key_of(what, _Name((name,)))] = (_Name((name,)), value)

    def turn(self) -> None:
        """Ends a round."""
        self._before, self._now = self._now, {}

    def entries(self) -> Iterator[Entry]:
        """All that this round asked for, in the order in which it was made, but what cannot outlive its process."""
        for key, (arguments, value) in self._now.items():
            if key[0] not in _TRANSIENT:
                yield cast("Callable[..., Any]", key[0]), arguments, value


class _Name(tuple[str]):
    """The name under which a value is kept: no arguments of a function are like it."""

    __slots__ = ()


def _key_of(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Hashable, ...]:
    if type(arguments) is _Name:
        return (function, _Name, arguments[0])
    return (function, *[part if type(part) is str else _key(part) for part in arguments])


def _key(argument: object) -> Hashable:
    if isinstance(argument, tuple):
        return tuple([part if type(part) is str else _key(part) for part in argument])
    return argument if isinstance(argument, _BY_CONTENT) else id(argument)
