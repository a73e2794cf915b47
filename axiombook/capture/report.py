"""What a person reads at the end: the values that changed, the lessons' lines they stand on, the patterns that fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from axiombook.book import Capture
from axiombook.capture.changes import changed_values, touched_lines
from axiombook.no_book import NoBook
from axiombook.read import read_book

Pair = tuple[Capture | None, Capture | None]


def report(book: Path, folder: str, pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The lines that tell what changed, capture by capture, then lesson by lesson. pairs: (before, after)."""
    return (*_captures(pairs), *_lessons(book, folder, pairs))


def _captures(pairs: Sequence[Pair]) -> Iterator[str]:
    for before, after in pairs:
        if after is None:
            continue
        name = after.name.rpartition("/")[2]
        if before is None:
            yield f"{name}: new, {len(after.log)} lines, {len(after.values)} values"
            continue
        changes = changed_values(before, after)
        if before.log == after.log and not changes:
            continue
        rows = sum(old != new for old, new in zip(before.log, after.log, strict=False))
        rows += abs(len(before.log) - len(after.log))
        yield f"{name}: {rows} lines and {len(changes)} values changed"
        for change in changes:
            yield f"    {change.value}: {change.before or 'none'} -> {change.after or 'none'}"


def _lessons(book: Path, folder: str, pairs: Sequence[Pair]) -> Iterator[str]:
    try:
        whole = read_book(book)
    except NoBook:
        return
    after = {}
    for _, capture in pairs:
        if capture is not None:
            name = f"{folder}/{capture.name.rpartition('/')[2]}"
            after[name] = replace(capture, name=name)
    touched = touched_lines(whole, after)
    if touched:
        yield f"{len(touched)} lines of the book show something else:"
    for line in touched:
        yield f"    {line.file}:{line.line}  {line.id}  {'; '.join(line.what)}".rstrip()


def broken_values(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """One line for each value whose pattern finds nothing, or several things, in the new log."""
    return tuple(
        f"{after.name.rpartition('/')[2]}.toml: the value `{name}` is not in the new log: {why}"
        for _, after in pairs
        if after is not None
        for name, why in after.broken.items()
    )
