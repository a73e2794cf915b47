"""The nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def nearest(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """The most alike of some names, '' if none is alike enough. least: from 0, nothing in common, to 1, the same."""
    from difflib import get_close_matches  # most books name nothing that is not there

    return next(iter(get_close_matches(name, list(known), 1, least)), "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`Did you mean ...? ` or ''."""
    near = nearest(name, known)
    return f"Did you mean `{near}`? " if near else ""


class Near:
    """Offers "did you mean"; beyond `most` different names it stays silent, since each costs a look at all names."""

    def __init__(self, known: Iterable[str], most: int = 200) -> None:
        self._names: Iterable[str] | None = known
        self._known: tuple[str, ...] = ()
        self._found: dict[str, str] = {}
        self._left = most

    def hint(self, name: str) -> str:
        """`Did you mean ...? ` or ''."""
        if name not in self._found:
            self._left -= 1
            if self._names is not None:  # most books are asked for no hint
                self._known, self._names = tuple(sorted(set(self._names))), None
            near = _nearest(name, self._known) if self._left >= 0 else ""
            self._found[name] = f"Did you mean `{near}`? " if near else ""
        return self._found[name]


@lru_cache(maxsize=4096)  # while a book is written, the same names are looked for again and again
def _nearest(name: str, known: tuple[str, ...]) -> str:
    return nearest(name, known, 0.75)
