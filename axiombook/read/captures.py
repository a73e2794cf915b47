"""A capture from its two files: the log as taken, and the TOML that says where it came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from time import monotonic
from typing import Any

from axiombook.book import Capture, ChainBox, Finding, Value
from axiombook.patterns import SECONDS, BadPattern, groups_of
from axiombook.read.problems import bad_settings

_KNOWN = ("command", "machine", "kernel", "taken", "sha256", "sources", "values", "chain", "did")
_HEXADECIMAL = re.compile(r"(?:0[xX])?[0-9a-fA-F]+")
_LONGEST = 1000  # characters of a value; a longer text is an excerpt
_MOST_DOTS = 500
_DECIMAL = re.compile(r"-?\d+")


class BadToml(ValueError):
    """A TOML text that cannot be read; line and column count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises BadToml with the place."""
    import tomllib

    for number, row in enumerate(text.split("\n"), 1):
        if row.count(".") > _MOST_DOTS:  # the library's memory grows with the square of a key's parts
            raise BadToml(f"this row has more than {_MOST_DOTS} dots", number, 1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r"\(at line (\d+), column (\d+)\)", message)
        lines = text.count("\n") + 1
        line, column = (int(place[1]), int(place[2])) if place else (lines, 1)
        raise BadToml(re.sub(r"\s*\(at .*\)$", "", message), line, column) from error
    except ValueError as error:
        raise BadToml("a number in it has too many digits", 1, 1) from error
    except RecursionError as error:
        raise BadToml("its tables are too deep", 1, 1) from error


ReadCapture = tuple[Capture, tuple[Finding, ...]]
"""A capture, and what is wrong with its TOML."""


def read_capture(name: str, log: bytes, provenance: str, file: str) -> ReadCapture:
    """The capture and what is wrong with its TOML; `file` is the TOML's path in the book."""
    problems: list[Finding] = []
    digest = hashlib.sha256(log).hexdigest()
    try:
        table = read_toml(provenance)
    except BadToml as error:
        problems.append(
            bad_settings(file, f"this is no TOML: {error}", "Mend it at this place.", error.line, error.column)
        )
        table = {"sha256": digest}  # what it recorded is not known: one fault, one finding
    lines_of = dict(_lines_of(provenance))
    text = log.decode("utf-8", errors="replace").replace("\r\n", "\n")
    rows = tuple(text.removesuffix("\n").split("\n")) if text else ()
    for key in ("sources", "values", "did"):
        if not isinstance(table.get(key, {}), dict):
            problems.append(bad_settings(file, f"`{key}` is no table", f"Write [{key}].", lines_of.get(key, 1)))
            table[key] = {}
    values, broken = _values(table.get("values", {}), "\n".join(rows))
    chain, wrong = _chain(table.get("chain", []), file, lines_of)
    capture = Capture(
        name,
        rows,
        command=_text(table.get("command", "")),
        machine=_text(table.get("machine", "")),
        kernel=_text(table.get("kernel", "")),
        taken=_moment(table.get("taken", "")),
        sha256=_text(table.get("sha256", "")),
        actual_sha256=digest,
        sources=tuple((str(path), _text(digest)) for path, digest in table.get("sources", {}).items()),
        values=values,
        broken=broken,
        chain=chain,
        did={str(key): _text(value) for key, value in table.get("did", {}).items()},
        notes=tuple(sorted((key, _text(value)) for key, value in table.items() if key not in _KNOWN)),
        provenance=file,
        lines_of=lines_of,
    )
    return capture, (*problems, *wrong)


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)


def _moment(value: object) -> datetime | str:
    if isinstance(value, datetime):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _lines_of(text: str) -> Iterator[tuple[str, int]]:
    """Where each key stands: `sha256`, `values.file`, `chain.1` for the second [[chain]]."""
    table, boxes = "", 0
    for number, row in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*(\[\[?)\s*([\w.\"'/-]+)\s*\]", row)
        key = re.match(r"""\s*["']?([\w./-]+)["']?\s*=""", row)
        if header and header[1] == "[[":
            table = f"{header[2]}.{boxes}"
            boxes += 1
            yield table, number
        elif header:
            table = header[2]
            yield table, number
        elif key:
            yield (f"{table}.{key[1]}" if table else key[1]), number


def _values(table: Mapping[str, Any], text: str) -> tuple[dict[str, Value], dict[str, str]]:
    values: dict[str, Value] = {}
    broken: dict[str, str] = {}
    end = monotonic() + SECONDS
    for name, given in table.items():
        entry = given if isinstance(given, dict) else {"match": given}
        pattern, base = entry.get("match"), entry.get("base")
        if not isinstance(pattern, str) or base not in (None, 10, 16):
            broken[name] = "its entry is no pattern and no { match = '...', base = 16 }"
            continue
        try:
            if monotonic() > end:
                raise BadPattern(f"the patterns before it took more than {SECONDS:g} s")
            values[name] = _value(name, pattern, base, text)
        except BadPattern as error:
            broken[name] = str(error)
    return values, broken


def _value(name: str, pattern: str, base: int | None, text: str) -> Value:
    found = groups_of(pattern, text)
    distinct = sorted({shown.strip() for shown, _ in found} - {""})
    if len(distinct) != 1:
        what = "matches nothing" if not distinct else f"matches {len(distinct)} values, {', '.join(distinct[:3])}"
        raise BadPattern(f"`{pattern}` {what}")
    if len(distinct[0]) > _LONGEST:
        raise BadPattern(f"`{pattern}` matches {len(distinct[0])} characters; a value has {_LONGEST} at most")
    row = next(row for shown, row in found if shown.strip())
    return value_of(name, distinct[0], base, row)


def value_of(name: str, shown: str, base: int | None, row: int) -> Value:
    """The value that a captured text means: hexadecimal when it starts 0x, holds a-f or has 16 digits."""
    looks = shown.lower().startswith("0x") or len(shown) == 16 or any(sign in "abcdef" for sign in shown.lower())
    if base == 16 or (base is None and looks):
        if _HEXADECIMAL.fullmatch(shown) and len(shown) < 1000:
            return Value(name, shown, int(shown, 16), True, row)
    elif _DECIMAL.fullmatch(shown) and len(shown) < 1000:
        return Value(name, shown, int(shown), False, row)
    return Value(name, shown, None, False, row)


def _chain(entries: object, file: str, lines_of: Mapping[str, int]) -> tuple[tuple[ChainBox, ...], tuple[Finding, ...]]:
    boxes: list[ChainBox] = []
    problems: list[Finding] = []
    for at, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        try:
            fields = tuple((str(key), str(value)) for key, value in entry.get("fields", {}).items())
            points = tuple((str(key), str(value[0]), str(value[1])) for key, value in entry.get("points", {}).items())
            boxes.append(ChainBox(str(entry["name"]), str(entry["at"]), fields, points))
        except (AttributeError, KeyError, TypeError, IndexError):
            help = 'It needs name, at, and fields = { f = "value" } or points = { f = ["value", "box"] }.'
            problems.append(bad_settings(file, "this [[chain]] is not complete", help, lines_of.get(f"chain.{at}", 1)))
    return tuple(boxes), tuple(problems)
