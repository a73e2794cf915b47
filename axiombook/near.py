"""The nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """The most alike of some names, '' if none is alike enough. least: from 0, nothing in common, to 1, the same."""
    from difflib import get_close_matches  # most books name nothing that is not there

    return next(iter(get_close_matches(name, list(known), 1, least)), "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`Did you mean ...? ` or ''."""
    near = nearest(name, known)
    return f"Did you mean `{near}`? " if near else ""
