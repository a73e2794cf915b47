"""A value as one run of bytes, the large ones in it apart from the rest: these are taken as they lie, without a copy.

>>> value = unpacked(memoryview(b"".join(packed(value))))
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

_COUNT = struct.Struct("<QQ")  # the bytes of the pickle, and how many pieces lie behind it
Bytes = bytes | memoryview


class Piece:
    """Bytes of a page, or of what nobody looks into."""

    __slots__ = ("content",)

    def __init__(self, content: Bytes) -> None:
        self.content = content

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return type(self), (pickle.PickleBuffer(self.content),)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Piece) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)

    def __bool__(self) -> bool:
        return bool(self.content)


class PackedText(Piece):
    """A text, as bytes until somebody reads it: of most files of a book a build needs no more than that they stayed."""

    __slots__ = ()

    @classmethod
    def of(cls, text: str) -> PackedText:
        """The text of an editor, too, which may hold what no file can."""
        return cls(text.encode("utf-8", "surrogatepass"))

    @property
    def text(self) -> str:
        """The text."""
        return str(self.content, "utf-8", "surrogatepass")


def packed(value: object) -> Iterator[Bytes]:
    """The bytes, in parts: the pickle, each piece, the length of each, the counts."""
    pieces: list[pickle.PickleBuffer] = []
    head = pickle.dumps(value, 5, buffer_callback=pieces.append)
    yield head
    contents = [piece.raw() for piece in pieces]
    yield from contents
    yield struct.pack(f"<{len(contents)}Q", *(content.nbytes for content in contents))
    yield _COUNT.pack(len(head), len(contents))


def unpacked(data: memoryview) -> Any:
    """The value, whose large bytes lie in these. Raises whatever a pickle raises, and struct.error.

    Only for what this machine wrote: to unpack is to do what the bytes say.
    """
    length, count = _COUNT.unpack(data[-_COUNT.size :])
    end = len(data) - _COUNT.size
    lengths = struct.unpack(f"<{count}Q", data[end - 8 * count : end])
    pieces = [data[start:stop] for start, stop in pairwise(accumulate(lengths, initial=length))]
    return pickle.loads(data[:length], buffers=pieces)  # noqa: S301  # see above
