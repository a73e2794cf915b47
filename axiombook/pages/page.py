"""One file of the site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pickle import PickleBuffer
from typing import Any, cast

from axiombook.packed import Bytes

Parts = tuple[Bytes, ...]
_BLOCK = 1 << 18  # bytes; a block is summed and written while the processor still has it at hand


class Page:
    """A file of the site: its address below the site's root, with / between folders, and its bytes."""

    __slots__ = ("_parts", "_sum", "address")

    def __init__(self, address: str, content: bytes | Parts | Callable[[], Page], sum: str = "") -> None:
        """content: the bytes, in one or in parts; or what makes the page, called where its bytes are asked for.

        sum: their checksum, if it is known.
        """
        self.address, self._sum = address, sum
        self._parts: Parts | Callable[[], Page] = (content,) if isinstance(content, bytes) else content

    @property
    def blocks(self) -> Iterator[Bytes]:
        """The bytes, the small parts put together."""
        return _in_blocks(self.parts)

    @property
    def parts(self) -> Parts:
        """The bytes as they were put together."""
        while callable(self._parts):
            self.make()
        return self._parts

    @property
    def size(self) -> int:
        """How many bytes."""
        return sum(map(len, self.parts))

    def make(self) -> None:
        """Becomes what makes it says; that may be a page whose bytes are not made either, but whose sum is known."""
        if callable(self._parts):
            made = self._parts()
            self._parts, self._sum = made._parts, made._sum  # what is made is summed anew

    @property
    def content(self) -> bytes:
        """The bytes."""
        parts = self.parts
        if len(parts) != 1 or not isinstance(parts[0], bytes):
            parts = self._parts = (b"".join(parts),)
        return cast("bytes", parts[0])

    @property
    def is_made(self) -> bool:
        """Whether its bytes are there."""
        return not callable(self._parts)

    @property
    def is_open(self) -> bool:
        """Whether nothing but its address is known before it is made."""
        return not self._sum and not self.is_made

    @property
    def is_summed(self) -> bool:
        """Whether its checksum is known."""
        return bool(self._sum)

    def summed(self, sum: str) -> None:
        """Told its checksum by who had the bytes at hand."""
        self._sum = sum

    @property
    def sum(self) -> str:
        """The SHA-256 of the bytes."""
        if self.is_open:
            self.make()
        if not self._sum:
            digest = hashlib.sha256()
            for block in self.blocks:
                digest.update(block)
            self._sum = digest.hexdigest()
        return self._sum

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return Page, (self.address, tuple(map(PickleBuffer, self.blocks)), self.sum)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and (self.address, self.sum) == (other.address, other.sum)

    def __hash__(self) -> int:
        return hash((self.address, self.sum))

    def __repr__(self) -> str:
        return f"Page({self.address!r})"


_CONTROLS = bytes(code for code in range(128) if (code < 32 and chr(code) not in "\t\n\r") or code == 127)
_PLAIN = bytes(set(range(128)) - set(_CONTROLS))
_MAYBE_HIDDEN = re.compile(
    rb"[%b]"
    rb"|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"  # they turn the direction of the text around them
    rb"|\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]" % re.escape(_CONTROLS)  # more controls; no characters, forbidden in XML
)
_HIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def visible(content: bytes) -> bytes:
    """A text, as UTF-8, in which no sign commands what shows it: each is shown as what it is, ␛ or ⟨U+202E⟩.

    A log may hold what a terminal obeys, and a listing what makes a reader see its words in another order than the
    machine; neither is right in HTML, and XML forbids the first.
    """
    if not _MAYBE_HIDDEN.search(content.translate(None, _PLAIN)):  # most of a page is plain, and soon taken out
        return content
    return _HIDDEN.sub(_shown, content.decode("utf-8", errors="replace")).encode()


def written(text: str) -> bytes:
    """A text as the site holds it."""
    return visible(text.encode("utf-8", errors="replace"))


def _in_blocks(parts: Parts) -> Iterator[Bytes]:
    block, size = list[Bytes](), 0
    for part in parts:
        if block and size + len(part) > _BLOCK:
            yield _joined(block)
            block, size = [], 0
        block.append(part)
        size += len(part)
    if block:
        yield _joined(block)


def _joined(block: list[Bytes]) -> Bytes:
    return block[0] if len(block) == 1 else b"".join(block)


def _shown(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 127 else f"⟨U+{code:04X}⟩"
