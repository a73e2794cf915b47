"""What can be written at a place: terms that the reader has by then, values, captures, sources, symbols, labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from axiombook.check.rules import rules
from axiombook.dataclass import dataclass
from axiombook.lsp.answers import line_text
from axiombook.lsp.desk import Reading
from axiombook.lsp.place import line_at, line_of, values_of
from axiombook.read.directives import directives
from axiombook.read.symbols import symbols_in

_OPEN_VALUE = re.compile(r"\{\{[^{}]*$")
_OPENING = re.compile(r"\s*(?:`{3,}|~{3,})\{(\w*)(\}\s*)?(\S*)$")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})(?:\{(\w+)\}\s*(\S+)?)?")
_LABEL = re.compile(r"\]\(#[^()\s]*$")
_ALLOW = re.compile(r"<!--\s*lint:\s*allow\s+\w*$")
_KEY = re.compile(r"\s*(?:(symbol|anchor):\s*\S*|\w*)$")
_BEGUN = re.compile(r"[\w./-]*$")
_ANCHOR = re.compile(r"\banchor(?:[ _-]?start)?:\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be written. detail: in a few words, what it is; about: more of it."""

    text: str
    sort: Literal["term", "value", "capture", "source", "symbol", "label", "rule", "directive", "key"]
    detail: str = ""
    about: str = ""


def choices(reading: Reading, file: str, line: int, column: int) -> Iterator[Choice]:
    """Everything that can be written at a place; line and column count from 1."""
    before = reading.row(file, line)[: column - 1]
    opening = _OPENING.match(before)
    if _OPEN_VALUE.search(before):
        return _values(reading)
    if opening is not None:
        return _opening(reading, opening[1], bool(opening[2]))
    if _LABEL.search(before):
        return _labels(reading)
    if _ALLOW.search(before):
        return (Choice(code, "rule", rule.RULE.name, rule.RULE.why) for code, rule in rules().items())
    fence = _fence_above(reading, file, line)
    return _terms(reading, file, line) if fence is None else _inside(reading, *fence, before)


def begun(row: str, column: int) -> int:
    """The column where the name that is being written begins; a name holds what paths and identifiers hold."""
    return column - len(_BEGUN.search(row[: column - 1])[0])  # type: ignore[index]  # it matches nothing at least


def _values(reading: Reading) -> Iterator[Choice]:
    """NAME.value of every capture; those of the book's own folder by their short names."""
    values = values_of(reading)
    names = {capture.name: name for name in values.names() if (capture := values.capture(name)) is not None}
    for full, capture in reading.book.captures.items():
        short = min((names.get(full, full), full), key=len)
        for value in capture.values.values():
            yield Choice(f"{short}.{value.name}", "value", value.shown, capture.command)


def _opening(reading: Reading, directive: str, closed: bool) -> Iterator[Choice]:
    if not closed:
        yield from (Choice(name, "directive") for name in directives())
    elif directive == "source":
        yield from (Choice(path, "source") for path in reading.book.sources)
    elif directive in ("log", "chain", "trace"):
        values = values_of(reading)
        for name in values.names():
            capture = values.capture(name)
            yield Choice(name, "capture", capture.command if capture is not None else "")


def _inside(reading: Reading, directive: str, argument: str, before: str) -> Iterator[Choice]:
    """What a directive's own rows can hold: its keys, and the symbols and anchors of its source."""
    key = _KEY.fullmatch(before)
    if key is None or directive not in directives():
        return
    source = reading.book.sources.get(argument)
    text = source.text or "" if source is not None else ""
    if key[1] == "symbol":
        yield from (Choice(name, "symbol", argument) for name in _once(symbols_in(text)))
    elif key[1] == "anchor":
        yield from (Choice(name, "symbol", argument) for name in _once(_ANCHOR.findall(text)))
    else:
        yield from (Choice(f"{name}:", "key", f"{{{directive}}}") for name in directives()[directive].KEYS)


def _fence_above(reading: Reading, file: str, line: int) -> tuple[str, str] | None:
    """The directive and the argument of the block that a row stands in; None outside of every block."""
    opened: tuple[str, str, str] | None = None
    for row in reading.rows(file)[: line - 1]:
        match = _FENCE.match(row)
        if match is None:
            continue
        if opened is None:
            opened = (match[1], match[2] or "", match[3] or "")
        elif row.strip().startswith(opened[0]):
            opened = None
    return opened[1:] if opened is not None else None


def _labels(reading: Reading) -> Iterator[Choice]:
    for label, id in reading.checked.facts.labels.items():
        line = line_of(reading, id)
        yield Choice(label, "label", id, line_text(line) if line is not None else "")


def _terms(reading: Reading, file: str, row: int) -> Iterator[Choice]:
    """The terms that a reader has at a line: those which it or a line before it defines."""
    here = line_at(reading, file, row)
    if here is None:
        return
    for head in reading.checked.facts.names.heads.values():
        if head.order <= here[1].order:
            line = line_of(reading, head.line)
            about = line_text(line) if line is not None else ""
            yield from (Choice(name, "term", head.line, about) for name in head.spellings)


def _once(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)
