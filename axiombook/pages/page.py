"""One file of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its address below the site's root, with / between folders, and its bytes."""

    address: str
    content: bytes


_CONTROLS = bytes(code for code in range(128) if (code < 32 and chr(code) not in "\t\n\r") or code == 127)
_MORE = (
    re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])"),  # they turn the direction of the text around them
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xef\xbf[\xbe\xbf]"),  # no characters; XML forbids them
)
_HIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def visible(content: bytes) -> bytes:
    """A text, as UTF-8, in which no sign commands what shows it: each is shown as what it is, ␛ or ⟨U+202E⟩.

    A log may hold what a terminal obeys, and a listing what makes a reader see its words in another order than the
    machine; neither is right in HTML, and XML forbids the first.
    """
    plain = len(content.translate(None, _CONTROLS)) == len(content)
    if plain and not any(pattern.search(content) for pattern in _MORE):
        return content
    return _HIDDEN.sub(_shown, content.decode("utf-8", errors="replace")).encode()


def _shown(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 127 else f"⟨U+{code:04X}⟩"
