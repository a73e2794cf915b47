"""What differs between two published models of a book: addresses that are gone, lines that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Model = dict[str, Any]


def permanent(model: Model) -> dict[str, str]:
    """Every address that outlives edits, with the line behind it: `#LABEL` and `#t-TERM`."""
    found: dict[str, str] = {}
    for id, line in model.get("lines", {}).items():
        if line.get("label"):
            found["#" + line["label"]] = id
    for term in model.get("terms", {}).values():
        found["#" + term["address"].partition("#")[2]] = term["line"]
    return found


def lost_addresses(old: Model, new: Model) -> tuple[str, ...]:
    """The permanent addresses of the old model that the new one has no more."""
    return tuple(sorted(set(permanent(old)) - set(permanent(new))))


def changed_lines(old: Model, new: Model) -> Iterator[tuple[str, str]]:
    """The id of each line whose text came, went or changed, and which of the three."""
    before, after = old.get("lines", {}), new.get("lines", {})
    if not before:
        return
    for id in sorted({*before, *after}, key=_order):
        one, two = before.get(id, {}).get("text"), after.get(id, {}).get("text")
        if one != two:
            what = "new" if one is None else "gone" if two is None else "changed"
            yield id, what


def _order(id: str) -> tuple[int, int]:
    lesson, _, line = id.partition(".")
    return (int(lesson), int(line)) if lesson.isdigit() and line.isdigit() else (0, 0)
