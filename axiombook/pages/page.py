"""One file of the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its address below the site's root, with / between folders, and its bytes."""

    address: str
    content: bytes
