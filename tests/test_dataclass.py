"""A frozen dataclass behaves as the standard library's, whatever it is made by."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Ours:
    one: int
    KIND: ClassVar[str] = "no field"
    two: tuple[str, ...] = ()
    three: dict[str, int] = field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    one: int
    KIND: ClassVar[str] = "no field"
    two: tuple[str, ...] = ()
    three: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hashed:
    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    name: str


@dataclass(frozen=True, slots=True)
class Late:
    name: str
    size: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.name))

    def __repr__(self) -> str:
        return "its own"


VALUES = st.tuples(
    st.integers(0, 2), st.tuples(st.sampled_from("ab")), st.dictionaries(st.sampled_from("ab"), st.integers(0, 1))
)


def outcome(work: Callable[[], object]) -> object:
    """What it gives, or the kind of its error."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is to be the same
        return type(error)


@given(VALUES, VALUES, st.integers(0, 4))
def test_it_is_made_compared_and_shown_as_the_standard_one(one: Any, other: Any, given_values: int) -> None:
    def of(kind: Any) -> list[object]:
        a, b = outcome(lambda: kind(*one[:given_values])), kind(*other)
        return [
            str(a).replace(kind.__name__, ""),
            a == b,
            outcome(lambda: hash(a) == hash(b)),
            outcome(lambda: dataclasses.replace(b, one=7) == kind(7, *other[1:])),
            outcome(lambda: dataclasses.asdict(b)),
            outcome(lambda: setattr(b, "one", 1)),
            outcome(lambda: delattr(b, "two")),
            [each.name for each in dataclasses.fields(kind)],
            kind.__match_args__,
            outcome(lambda: kind(one=1, two=()) == kind(1)),
            outcome(lambda: kind(1, 2, 3, 4)),
            outcome(kind),
            outcome(lambda: kind(new=1)),
        ]

    assert of(Ours) == of(Theirs)


@pytest.mark.parametrize("value", [Ours(1, ("a",), {"b": 2}), Hashed("x"), Nothing(), Late("four")], ids=repr)
def test_it_comes_back_from_a_pickle_and_a_copy(value: object) -> None:
    for again in (pickle.loads(pickle.dumps(value, 5)), copy.copy(value), copy.deepcopy(value)):
        assert again == value and type(again) is type(value)


def test_each_value_gets_a_default_of_its_own() -> None:
    assert Ours(1).three is not Ours(1).three


def test_equal_ones_are_one_in_a_set_unless_each_is_its_own() -> None:
    assert len({Hashed("x"), Hashed("x"), Hashed("y")}) == 2
    assert Nothing() == Nothing() and hash(Nothing()) == hash(Nothing())
    assert Hashed("x") != Late("x") and len({Alone("x"), Alone("x")}) == 2 and Alone("x") != Alone("x")


def test_nothing_is_added_to_one() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Hashed("x").new = 1  # type: ignore[attr-defined, misc]


def test_what_a_class_says_of_itself_stays() -> None:
    assert repr(Late("four")) == "its own" and Late("four").size == 4


def test_what_is_not_frozen_can_be_changed_and_is_no_key() -> None:
    @dataclass(slots=True)
    class Open:
        one: int
        two: list[int] = field(default_factory=list)

    value = Open(1)
    value.one = 2
    value.two.append(3)
    assert value == Open(2, [3]) and value != Open(2)
    for refused in (lambda: hash(value), lambda: setattr(value, "three", 3)):
        with pytest.raises((TypeError, AttributeError)):
            refused()


def test_a_class_below_keeps_its_kind() -> None:
    class Below(Hashed):
        __slots__ = ()

    assert type(copy.copy(Below("x"))) is Below and Below("x") != Hashed("x")


@pytest.mark.parametrize(
    "option", [{"compare": False}, {"repr": False}, {"hash": False}, {"kw_only": True}, {"init": False}]
)
def test_what_it_cannot_do_is_refused(option: dict[str, bool]) -> None:
    with pytest.raises(TypeError, match="the dataclass of the standard library"):

        @dataclass(frozen=True, slots=True)
        class Odd:
            one: int = field(default=3, **option)  # type: ignore[call-overload]

    with pytest.raises(TypeError, match="the dataclass of the standard library"):

        @dataclass(frozen=True, slots=True)
        class Below(Hashed):
            one: int
