"""A value that comes back from disk is closed until somebody asks for more than stands open."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from axiombook.sealed import Sealed

opened: list[str] = []


class Told:
    """Tells that it was unpacked."""

    def __reduce__(self) -> tuple[object, ...]:
        return _tell, ()


def _tell() -> Told:
    opened.append("once")
    return Told()


@dataclass(frozen=True, slots=True)
class Box(Sealed):
    OPEN: ClassVar[tuple[str, ...]] = ("name",)
    name: str
    inside: object
    count: int = 0


@pytest.fixture
def box() -> Box:
    opened.clear()
    again: Box = pickle.loads(pickle.dumps(Box("a", Told(), 3), 5))
    return again


def test_what_stands_open_opens_nothing(box: Box) -> None:
    assert (box.name, opened) == ("a", [])


def test_the_rest_is_unpacked_once_when_it_is_asked_for(box: Box) -> None:
    assert (box.count, opened) == (3, ["once"])
    assert isinstance(box.inside, Told) and opened == ["once"]


def test_a_closed_one_is_packed_again_without_being_opened(box: Box) -> None:
    again: Box = pickle.loads(pickle.dumps(box, 5))
    assert (again.name, opened) == ("a", [])
    assert (again.count, box.count) == (3, 3)


def test_it_is_equal_to_what_was_packed_and_can_be_changed() -> None:
    first = Box("a", "b", 3)
    again: Box = pickle.loads(pickle.dumps(first, 5))
    assert again == first and replace(again, count=4) == Box("a", "b", 4)


def test_what_it_never_had_is_an_error_as_of_any_value(box: Box) -> None:
    with pytest.raises(AttributeError, match="Box has no lid"):
        box.lid  # type: ignore[attr-defined]  # noqa: B018
    assert opened == []
