"""Values that come back from disk closed: what all readers ask of one stands open, the rest is unpacked when needed.

A changed lesson costs itself: of the other lessons of a book a build needs their names, not their text.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

from axiombook.packed import Bytes


class Sealed:
    """The base of a dataclass with slots that is pickled as the fields in `OPEN` and one seal around all others.

    Nothing of it changes once it was pickled.
    """

    __slots__ = ("_seal",)
    OPEN: ClassVar[tuple[str, ...]] = ()

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        seal = _seal_of(self) or _made_for(self)
        return closed, (type(self), pickle.PickleBuffer(seal), *[getattr(self, name) for name in self.OPEN])

    if not TYPE_CHECKING:  # a type checker would take any name for a field

        def __getattr__(self, name: str) -> Any:
            """Called for a field that has no value yet: opens the seal, which is kept."""
            seal, shut = _seal_of(self), _shut(type(self))
            if seal is None or name not in shut:
                raise AttributeError(f"{type(self).__name__} has no {name}")
            for field, value in zip(shut, pickle.loads(seal), strict=True):  # noqa: S301  # it came inside a pickle
                object.__setattr__(self, field, value)
            return object.__getattribute__(self, name)


def seal_each(values: Iterable[object]) -> Iterator[None]:
    """Makes the seal of one value after the other, each when asked to go on; they are pickled sooner then.

    What has none is left to whoever needs it.
    """
    for value in values:
        if isinstance(value, Sealed) and _seal_of(value) is None:
            with suppress(pickle.PickleError, AttributeError, RecursionError, TypeError, ValueError):
                _put_seal(value, _made_for(value))
            yield


def closed(kind: type[Sealed], seal: Bytes, *values: object) -> Sealed:
    """A closed value from its seal and its open fields."""
    made = object.__new__(kind)
    _put_seal(made, seal)
    if values:
        for put, value in zip(_setters(kind), values, strict=True):
            put(made, value)
    return made


_put_seal = vars(Sealed)["_seal"].__set__
_SETTERS: dict[type[Sealed], tuple[Callable[[object, object], None], ...]] = {}


def _setters(kind: type[Sealed]) -> tuple[Callable[[object, object], None], ...]:
    """What sets each open field, found once: a large book comes back as ten thousand closed values."""
    found = _SETTERS.get(kind)
    if found is None:
        found = _SETTERS[kind] = tuple(getattr(kind, name).__set__ for name in kind.OPEN)
    return found


def _made_for(value: Sealed) -> bytes:
    return pickle.dumps([getattr(value, name) for name in _shut(type(value))], 5)


def _seal_of(value: Sealed) -> Bytes | None:
    try:
        seal: Bytes = object.__getattribute__(value, "_seal")
    except AttributeError:
        return None
    return seal


def _shut(kind: type[Sealed]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in kind.OPEN)  # type: ignore[arg-type]
