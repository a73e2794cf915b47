"""One file of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable


class Page:
    """A file of the site: its address below the site's root, with / between folders, and its bytes."""

    __slots__ = ("_content", "_sum", "address")

    def __init__(self, address: str, content: bytes | Callable[[], bytes], sum: str = "") -> None:
        """content: a page whose checksum is known already can say how it is made, and is made where it is needed."""
        self.address, self._content, self._sum = address, content, sum

    @property
    def content(self) -> bytes:
        """The bytes."""
        if callable(self._content):
            self._content = self._content()
        return self._content

    @property
    def sum(self) -> str:
        """The SHA-256 of the bytes."""
        if not self._sum:
            self._sum = hashlib.sha256(self.content).hexdigest()
        return self._sum

    @property
    def made(self) -> bool:
        """Whether the bytes are there."""
        return not callable(self._content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and (self.address, self.sum) == (other.address, other.sum)

    def __hash__(self) -> int:
        return hash((self.address, self.sum))

    def __repr__(self) -> str:
        return f"Page({self.address!r})"
