"""One file of the site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable

from axiombook.packed import Piece


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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and (self.address, self.sum) == (other.address, other.sum)

    def __hash__(self) -> int:
        return hash((self.address, self.sum))

    def __repr__(self) -> str:
        return f"Page({self.address!r})"


_CONTROLS = bytes(code for code in range(128) if (code < 32 and chr(code) not in "\t\n\r") or code == 127)
# By the bytes that each of them begins with: most pages have none of these.
_MORE = {
    b"\xe2\x80": re.compile(rb"\xe2\x80[\xaa-\xae]"),  # they turn the direction of the text around them
    b"\xe2\x81": re.compile(rb"\xe2\x81[\xa6-\xa9]"),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xef\xbf": re.compile(rb"\xef\xbf[\xbe\xbf]"),  # no characters; XML forbids them
}
_HIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def visible(content: bytes) -> bytes:
    """A text, as UTF-8, in which no sign commands what shows it: each is shown as what it is, ␛ or ⟨U+202E⟩.

    A log may hold what a terminal obeys, and a listing what makes a reader see its words in another order than the
    machine; neither is right in HTML, and XML forbids the first.
    """
    plain = len(content.translate(None, _CONTROLS)) == len(content)
    if plain and not any(start in content and pattern.search(content) for start, pattern in _MORE.items()):
        return content
    return _HIDDEN.sub(_shown, content.decode("utf-8", errors="replace")).encode()


def written(text: str) -> bytes:
    """A text as the site holds it."""
    return visible(text.encode("utf-8", errors="replace"))


def joined(pieces: Iterable[Piece], between: bytes = b"") -> bytes:
    """The bytes of some pieces; empty ones are left out."""
    return between.join(piece.content for piece in pieces if piece)


def _shown(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 127 else f"⟨U+{code:04X}⟩"
