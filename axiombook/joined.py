"""The pieces of a page, one for each of some rows: from disk they come back as one stretch, cut where one changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pickle import PickleBuffer
from typing import Any

from axiombook.packed import Bytes, Piece


class Joined:
    """Pieces in the order of their rows. A sign follows each that is not empty."""

    __slots__ = ("_changed", "_ends", "_stretch", "sign")

    def __init__(
        self, sign: bytes, stretch: Bytes, ends: Sequence[int], changed: Mapping[int, Piece] | None = None
    ) -> None:
        """stretch: the pieces with their signs; ends: where each ends in it. changed: those in the place of its own."""
        self.sign, self._stretch, self._ends, self._changed = sign, stretch, ends, changed or {}

    @classmethod
    def of(cls, pieces: Sequence[Piece], sign: bytes) -> Joined:
        """Pieces that were just made."""
        return cls(sign, b"", [0] * len(pieces), dict(enumerate(pieces)))

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[Piece]:
        """The pieces, without their signs."""
        for at in range(len(self)):
            yield self._changed[at] if at in self._changed else Piece(self._alone(at))

    def _alone(self, at: int) -> Bytes:
        found = self._cut(at, at + 1)
        return found[: len(found) - len(self.sign)] if found else found

    def with_changed(self, pieces: Mapping[int, Piece]) -> Joined:
        """The same with others in the place of some."""
        return Joined(self.sign, self._stretch, self._ends, {**self._changed, **pieces})

    @property
    def parts(self) -> Iterator[Bytes]:
        """The bytes of all, in order."""
        at = 0
        for place, piece in sorted(self._changed.items()):
            yield self._cut(at, place)
            yield from followed(piece, self.sign)
            at = place + 1
        yield self._cut(at, len(self))

    def _cut(self, first: int, last: int) -> Bytes:
        """The bytes of the pieces from one on, up to another."""
        if first >= last:
            return b""
        return self._stretch[self._ends[first - 1] if first else 0 : self._ends[last - 1]]

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        lengths = (len(piece.content) + len(self.sign) if piece else 0 for piece in self)
        ends = array("Q", accumulate(lengths))
        return _back, (self.sign, PickleBuffer(b"".join(self.parts)), PickleBuffer(ends.tobytes()))


def _back(sign: bytes, stretch: Bytes, ends: Bytes) -> Joined:
    return Joined(sign, stretch, memoryview(ends).cast("Q"))


def followed(piece: Piece, sign: bytes) -> Iterator[Bytes]:
    """A piece with the sign behind it; nothing where it is empty."""
    if piece:
        yield piece.content
        yield sign


def between(parts: Iterable[Bytes], sign: bytes) -> tuple[Bytes, ...]:
    """Parts without the sign behind the last, and without empty ones."""
    found = [part for part in parts if part]
    if found:
        found[-1] = found[-1][: len(found[-1]) - len(sign)]
    return tuple(found)
