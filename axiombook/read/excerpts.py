"""Cuts excerpts out of logs and listings, and says what to do where nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from axiombook.book import Excerpt, Missing, Option, Span
from axiombook.near import did_you_mean, nearest
from axiombook.patterns import BadPattern, all_found_in, found_in
from axiombook.read.symbols import find_symbol, symbols_in

MANY = 1000  # names that the nearest one is looked for among
_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
_OPENS = r"\banchor(?:[ _-]?start)?:\s*{name}(?![\w-])"
_CLOSES = r"\b(?:anchor[ _-]?end|end[ _-]?anchor|end):\s*{name}(?![\w-])"
_ANY_END = re.compile(r"\bend:\s*([\w-]+)", re.IGNORECASE)
_ANY_ANCHOR = re.compile(r"\b(?:anchor|anchor[ _-]?end|end[ _-]?anchor):\s*([\w-]+)", re.IGNORECASE)


class _NotFound(ValueError):
    """An option selects nothing: the sentence, what to do, and the option's place."""

    def __init__(self, message: str, help: str, span: Span) -> None:
        super().__init__(message)
        self.help, self.span = help, span


def cut(name: str, rows: tuple[str, ...], options: Sequence[Option], span: Span) -> Excerpt | Missing:
    """The lines of `rows` that the options pick; all of them without options. A Missing has code E002."""
    picked = list(range(len(rows)))
    try:
        for option in sorted(options, key=lambda option: option.key == "match"):
            if option.key != "to" or not any(other.key == "from" for other in options):
                picked = _pick(rows, picked, option, options)
    except _NotFound as error:
        return Missing("E002", str(error), error.help, error.span)
    except BadPattern as error:
        option_span = next((o.span for o in options if o.key in ("match", "from", "to")), span)
        return Missing("E002", str(error), "Mend the pattern.", option_span)
    if not picked:
        return Missing("E002", f"{name} is empty: there is nothing to show", "Take the capture again.", span)
    return Excerpt(name, tuple((at + 1, rows[at]) for at in picked), len(rows))


def _pick(rows: tuple[str, ...], picked: list[int], option: Option, options: Sequence[Option]) -> list[int]:
    match option.key:
        case "lines":
            return _lines(rows, option)
        case "match":
            return _match(rows, picked, option)
        case "symbol":
            return _symbol(rows, option)
        case "anchor":
            return _anchor(rows, option)
        case _:
            return _between(rows, option, options)


def _lines(rows: tuple[str, ...], option: Option) -> list[int]:
    picked: list[int] = []
    for piece in option.value.split(","):
        match = _RANGE.fullmatch(piece.strip())
        first = int(match[1][:9]) if match else 0
        last = int((match[2] or match[1])[:9]) if match else 0
        if not 1 <= first <= last <= len(rows):
            message = f"lines {option.value} are not there: the file has {len(rows)}"
            raise _NotFound(message, "Write `lines: 4-9` with lines that the file has.", option.span)
        picked.extend(range(first - 1, last))
    return sorted(set(picked))


def _match(rows: tuple[str, ...], picked: list[int], option: Option) -> list[int]:
    found = all_found_in(option.value, tuple(rows[at] for at in picked))
    kept = [picked[at] for at in found]
    if not kept:
        raise _NotFound(f"no line matches `{option.value}`", _nearest(option.value, rows), option.span)
    return kept


def _between(rows: tuple[str, ...], option: Option, options: Sequence[Option]) -> list[int]:
    start, end = 0, len(rows) - 1
    if option.key == "from":
        first = found_in(option.value, rows)
        if first is None:
            raise _NotFound(f"no line matches `from: {option.value}`", _nearest(option.value, rows), option.span)
        start = first
        option = next((other for other in options if other.key == "to"), option)
    if option.key == "to":
        last = found_in(option.value, rows, start)
        if last is None:
            where = f" after line {start + 1}" if start else ""
            message = f"no line{where} matches `to: {option.value}`"
            raise _NotFound(message, _nearest(option.value, rows), option.span)
        end = last
    return list(range(start, end + 1))


def _symbol(rows: tuple[str, ...], option: Option) -> list[int]:
    text = "\n".join(rows)
    found = find_symbol(text, option.value)
    if found is None:
        known = symbols_in(text)[:MANY]
        hint = did_you_mean(option.value, known)
        message = f"no function, struct or macro `{option.value}` is defined here"
        raise _NotFound(message, f"{hint}Defined are: {', '.join(known[:8]) or 'none'}.", option.span)
    return list(range(found[0], found[1] + 1))


def _anchor(rows: tuple[str, ...], option: Option) -> list[int]:
    opens = re.compile(_OPENS.format(name=re.escape(option.value)), re.IGNORECASE)
    closes = re.compile(_CLOSES.format(name=re.escape(option.value)), re.IGNORECASE)
    start = next((at for at, row in enumerate(rows) if opens.search(row)), None)
    known = {match[1] for row in rows for match in _ANY_ANCHOR.finditer(row)}
    if start is None:
        help = f"Anchors here: {', '.join(sorted(known)) or 'none'}. Write `anchor: {option.value}` in a comment."
        raise _NotFound(f"no anchor `{option.value}` is opened here", help, option.span)
    end = next((at for at in range(start + 1, len(rows)) if closes.search(rows[at])), None)
    if end is None or end == start + 1:
        message = f"the anchor `{option.value}` " + ("is never closed" if end is None else "holds no line")
        raise _NotFound(message, f"Write `end: {option.value}` in a comment under its lines.", option.span)
    return [at for at in range(start + 1, end) if not _marks(rows[at], known)]


def _marks(row: str, known: set[str]) -> bool:
    """Whether a row opens or closes an anchor, and so is none of the lines that it names."""
    end = _ANY_END.search(row)
    return _ANY_ANCHOR.search(row) is not None or (end is not None and end[1] in known)


def _nearest(pattern: str, rows: tuple[str, ...]) -> str:
    near = nearest(pattern[:80], (row[:80] for row in rows[:400]), 0.3)
    return f"The nearest line is `{near.strip()}`." if near else "Look at the whole file on evidence.html."
