"""Mappings of the lessons as one: what a key stands for is looked for in the lessons that can have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar, cast, overload

K = TypeVar("K")
V = TypeVar("V")
P = TypeVar("P")
T = TypeVar("T")
_NONE = object()


class Parted(Mapping[K, V], Generic[K, V, P]):
    """Mappings of the lessons as one.

    part: in which lessons' mappings a key can be. parts: those names, and what holds the mappings; of: where it holds
    one, so that none is looked at before a key of it is asked for.
    """

    def __init__(
        self, part: Callable[[K], str], parts: Mapping[str, tuple[P, ...]], of: Callable[[P], Mapping[K, V]]
    ) -> None:
        self._part, self._parts, self._of = part, parts, of

    def __getitem__(self, key: K) -> V:
        found = self.get(key, _NONE)
        if found is _NONE:
            raise KeyError(key)
        return cast("V", found)

    @overload
    def get(self, key: K, /) -> V | None: ...

    @overload
    def get(self, key: K, /, default: V | T) -> V | T: ...

    def get(self, key: K, /, default: object = None) -> object:
        """The value of a key, or the default."""
        for holder in reversed(self._parts.get(self._part(key), ())):  # of two lessons with one number, the later
            mapping = self._of(holder)
            if key in mapping:
                return mapping[key]
        return default

    def __iter__(self) -> Iterator[K]:
        holders = (holder for holders in self._parts.values() for holder in holders)
        return iter(dict.fromkeys(key for holder in holders for key in self._of(holder)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def held(pairs: Iterable[tuple[str, P]]) -> Mapping[str, tuple[P, ...]]:
    """What each name stands for, in order: mostly one thing each."""
    pairs = tuple(pairs)
    found = {name: (thing,) for name, thing in pairs}
    if len(found) == len(pairs):
        return found
    several: dict[str, tuple[P, ...]] = {}
    for name, thing in pairs:
        several[name] = (*several.get(name, ()), thing)
    return several
