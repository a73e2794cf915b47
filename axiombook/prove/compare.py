"""Two logs side by side: the same, or the lines that differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_MASK = "<another in every run>"


def masked(log: str, volatile: Iterable[str]) -> str:
    """The log with what is another text in every run blotted out."""
    for pattern in volatile:
        log = re.sub(pattern, _MASK, log, flags=re.MULTILINE)
    return log


def difference(name: str, kept: str, now: str, volatile: tuple[str, ...]) -> tuple[str, ...]:
    """The unified diff between the log that is kept and the output of now; empty where they say the same."""
    old, new = (masked(log, volatile).splitlines() for log in (kept, now))
    return tuple(difflib.unified_diff(old, new, f"{name}.log", "now", lineterm="", n=1))
