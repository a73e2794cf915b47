"""The dataclass with slots, frozen or not, as this engine uses it, made in a fifth of the standard library's time.

The standard one compiles six methods for each class, which is a third of what a short command does. Here one is
compiled, `__init__`; the others are the same for all classes. A type checker sees the standard one. What it can beyond
that is refused: options of a field but `default`, `default_factory` and a bare `init=False`, and fields of a base.

    @dataclass(frozen=True, slots=True)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True, **more: bool) -> Any:
        """The decorator; what has no slots, or asks for more, is left to the standard one."""
        if not slots or more:
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, **more)
        return lambda kind: _slotted(kind, frozen, eq)


def _slotted(kind: type[Any], frozen: bool, eq: bool) -> type[Any]:
    own = vars(kind)
    made: type[Any] = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    fields = dataclasses.fields(made)
    if any(dataclasses.is_dataclass(base) for base in kind.__mro__[1:]) or not all(map(_is_plain, fields)):
        raise TypeError(f"{kind.__qualname__} needs the dataclass of the standard library")
    values = _values_of(tuple(each.name for each in fields))
    methods: dict[str, Any] = {
        "__init__": _init(made, fields),
        "__repr__": _repr,
        **_pickled(made, fields, values),
    }
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if eq:
        methods |= {"__eq__": _equal(values), "__hash__": _hash(values) if frozen else None}
    for name, method in methods.items():
        if name not in own or (name == "__hash__" and own[name] is None):
            setattr(made, name, method)
    return made


def _is_plain(field: dataclasses.Field[Any]) -> bool:
    bare = field.init or (field.default is field.default_factory is dataclasses.MISSING)
    return bare and field.repr and field.compare and field.hash is None and not field.kw_only


def _values_of(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _init(kind: type[Any], fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """`__init__`, compiled: it is called for every word of a book."""
    given, body, known = ["self"], ["pass"], dict[str, Any]()
    for each in fields:
        name = each.name
        known[f"set_{name}"] = getattr(kind, name).__set__
        value = name
        if each.default is not dataclasses.MISSING:
            known[f"default_{name}"] = each.default
            given.append(f"{name}=default_{name}")
        elif each.default_factory is not dataclasses.MISSING:
            known[f"default_{name}"], known[f"make_{name}"] = dataclasses.MISSING, each.default_factory
            given.append(f"{name}=default_{name}")
            value = f"make_{name}() if {name} is default_{name} else {name}"
        elif each.init:
            given.append(name)
        if each.init:
            body.append(f"set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(given)}):\n " + "\n ".join(body), known)  # noqa: S102  # the names are those of fields
    known["__init__"].__qualname__ = f"{kind.__qualname__}.__init__"
    made: Callable[..., None] = known["__init__"]
    return made


def _refuse(_: object, name: str, *__: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _repr(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self))
    return f"{type(self).__qualname__}({shown})"


def _pickled(
    kind: type[Any], fields: tuple[dataclasses.Field[Any], ...], values: Callable[[object], tuple[object, ...]]
) -> dict[str, Any]:
    """How it is pickled: as a call, which is sooner done than to set one field after the other, where it can be."""
    if hasattr(kind, "__post_init__") or not all(each.init for each in fields):
        return {"__getstate__": lambda self: [*values(self)], "__setstate__": _set_state}
    return {"__reduce__": lambda self: (type(self), values(self))}


def _set_state(self: Any, state: list[object]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def _equal(values: Callable[[object], tuple[object, ...]]) -> Callable[[object, object], object]:
    def equal(self: object, other: object) -> object:
        if type(other) is not type(self):
            return NotImplemented
        return values(self) == values(other)

    return equal


def _hash(values: Callable[[object], tuple[object, ...]]) -> Callable[[object], int]:
    return lambda self: hash(values(self))
