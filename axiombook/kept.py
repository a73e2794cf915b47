"""What was made already, by what it was made from: a change costs what it touches, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, TypeVarTuple, cast

from axiombook.joined import Joined
from axiombook.packed import Piece
from axiombook.sealed import seal_each
from axiombook.side_by_side import Each, one_by_one

Ts = TypeVarTuple("Ts")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
Entry = tuple[Callable[..., Any], tuple[Any, ...], Any]
"""A function, its arguments, its result; or what a value is kept as, the name under which it is, and the value."""
_BY_CONTENT = (str, bytes, int)
_TRANSIENT: set[Hashable] = set()
_NONE = object()  # no result; None is one


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
        self,
        function: Callable[..., R],
        rows: Iterable[tuple[Any, ...]],
        *shared: object,
        each: Each[tuple[Any, ...], R] = one_by_one,
    ) -> list[R]:
        """function(*row, *shared) for each row, each made once. A function has one such list in a round.

        A row is known again at the place where it was, or where rows that came or went moved it to: that is cheaper
        than to look a result up. each: how those that have to be made are shared out.
        """
        asked = _Rows((tuple(rows), shared))
        found = self._made(function, asked, *self._list(function, asked), each)
        self._now[_key_of(function, asked)] = (asked, found)
        return found

    def joined(
        self, function: Callable[..., Piece], rows: Iterable[tuple[Any, ...]], *shared: object, sign: bytes = b""
    ) -> Joined:
        """The same for the pieces of a page. sign: what follows each of them.

        Where every row is at its place, none of the pieces is looked at but those that have to be made.
        """
        asked = _Rows((tuple(rows), shared))
        before, last = self._list(function, asked)
        if isinstance(last, Joined) and last.sign == sign and len(before) == len(asked[0]):
            left = [at for at, (row, old) in enumerate(zip(asked[0], before, strict=True)) if row != old]
            joined = last.with_changed({at: function(*asked[0][at], *shared) for at in left}) if left else last
            self.made += len(left)
        else:
            joined = Joined.of(self._made(function, asked, before, [*last], one_by_one), sign)
        self._now[_key_of(function, asked)] = (asked, joined)
        return joined

    def _made(
        self,
        function: Callable[..., R],
        asked: _Rows,
        before: Sequence[tuple[Any, ...]],
        results: list[R],
        each: Each[tuple[Any, ...], R],
    ) -> list[R]:
        """The results for the rows that are asked for. before: the rows of the last list, whose results are known."""
        rows, shared = asked
        found = results if before == rows else _found(rows, before, results)
        left = [at for at, value in enumerate(found) if value is _NONE]
        made = each(lambda row: function(*row, *shared), [rows[at] for at in left])
        for at, value in zip(left, made, strict=True):
            found[at] = value
        self.made += len(left)
        return found

    def _list(self, function: Callable[..., Any], asked: _Rows) -> tuple[tuple[tuple[Any, ...], ...], Any]:
        """The rows and the results of the last list of a function, if what its rows share is what they share now."""
        key = _key_of(function, asked)
        entry = self._now.get(key) or self._before.get(key)
        if entry is None or list(map(_key, entry[0][1])) != list(map(_key, asked[1])):
            return (), []
        return entry[0][0], entry[1]

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

    def sames(self, what: Callable[..., R], names: Iterable[str], values: Iterable[R]) -> list[R]:
        """The same for each of some values that are kept together, each under a name."""
        last: Mapping[str, R] = self.last(cast("Callable[..., Mapping[str, R]]", what), "") or {}
        now = {}
        for name, value in zip(names, values, strict=True):
            old = last.get(name)
            now[name] = value if old is None or (old is not value and old != value) else old
        self.keep(cast("Callable[..., dict[str, R]]", what), "", now)
        return list(now.values())

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

    @property
    def size(self) -> int:
        """How many results this round asked for."""
        return sum(len(entry[1]) if key[1:] == (_Rows,) else 1 for key, entry in self._now.items())

    def sealing(self) -> Iterator[None]:
        """Makes ready for the disk what this round made, one result after the other."""
        lists = [entry[1] for entry in self._now.values() if isinstance(entry[1], list)]
        for results in lists:
            yield from seal_each(results)

    def entries(self) -> Iterator[Entry]:
        """All that this round asked for, in the order in which it was made, but what cannot outlive its process."""
        for key, (arguments, value) in self._now.items():
            if key[0] not in _TRANSIENT:
                yield cast("Callable[..., Any]", key[0]), arguments, value


class _Name(tuple[str]):
    """The name under which a value is kept: no arguments of a function are like it."""

    __slots__ = ()


class _Rows(tuple[tuple[tuple[Any, ...], ...], tuple[object, ...]]):
    """The rows of a list of results, and what they share."""

    __slots__ = ()


def _found(rows: Sequence[tuple[Any, ...]], before: Sequence[tuple[Any, ...]], results: Sequence[R]) -> list[R]:
    """The result of each row that was there before; _NONE for the others."""
    head, tail = 0, 0
    if len(rows) != len(before):
        shorter = min(len(rows), len(before))
        while head < shorter and rows[head] == before[head]:
            head += 1
        while tail < shorter - head and rows[-1 - tail] == before[-1 - tail]:
            tail += 1
        found = [*results[:head], *[cast("R", _NONE)] * (len(rows) - head - tail), *results[len(before) - tail :]]
        gone = range(head, len(before) - tail)
    else:
        found = [
            result if row == old else cast("R", _NONE) for row, old, result in zip(rows, before, results, strict=True)
        ]
        gone = range(len(before))
    left = [at for at, result in enumerate(found) if result is _NONE]
    if len(left) > 1:  # one row alone is another row: it did not change places
        elsewhere = {_key(before[at][0]): at for at in gone}
        for at in left:
            old = elsewhere.get(_key(rows[at][0]))
            if old is not None and before[old] == rows[at]:
                found[at] = results[old]
    return found


def _key_of(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Hashable, ...]:
    if type(arguments) is _Rows:
        return (function, _Rows)
    if type(arguments) is _Name:
        return (function, _Name, arguments[0])
    return (function, *[part if type(part) is str else _key(part) for part in arguments])


def alike(one: object, other: object) -> bool:
    """Whether two arguments count as one. That is seen without going through what is the same object in both."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return isinstance(one, _BY_CONTENT) and one == other


def _key(argument: object) -> Hashable:
    if isinstance(argument, tuple):
        return tuple([part if type(part) is str else _key(part) for part in argument])
    return argument if isinstance(argument, _BY_CONTENT) else id(argument)
