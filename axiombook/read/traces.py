"""Turns the lines of a captured call trace into numbered steps.

Two ways of writing are read: `--> name(values) [rsp]=ADDRESS (caller+0x13/0x20)` with `<-- name() = value`, as the
probes print, and the kernel's own function_graph, `name() {` with `}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from axiombook.book import Excerpt, Step

_CALL = re.compile(r"-->\s*+(?P<name>[\w.]++)\((?P<values>.*?)\)(?=\s|$)")
_CLOSE = re.compile(r"\)(?=\s|$)")
_RETURN = re.compile(r"<--\s*+(?P<name>[\w.]++)(?:\([^()]*+\))?+\s*+(?:=\s*+(?P<value>.*))?$")
_CALLER = re.compile(r"\(?([\w.]+)\+0x[0-9a-f]+/0x[0-9a-f]+\)?$")
_FAR = 400  # characters at the end of a step in which its caller stands
_GRAPH = re.compile(r"\|\s*(?:(?P<name>[\w.]+)\((?P<values>[^()]*)\)(?P<open>\s*\{|;)|(?P<close>\}))")


def read_steps(excerpt: Excerpt, did: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps of an excerpt, numbered from 1; empty where no line of it is a step."""
    return tuple(_steps(excerpt, did))


def _steps(excerpt: Excerpt, did: Mapping[str, str]) -> Iterator[Step]:
    open_calls: list[tuple[str, int]] = []
    number = 0
    for row, returns, name, values, place in _events(excerpt):
        number += 1
        if not returns:
            caller = _CALLER.search(place[-_FAR:].rstrip())
            if caller and any(caller[1] == entry for entry, _ in open_calls):
                while open_calls[-1][0] != caller[1]:
                    open_calls.pop()
            by = open_calls[-1][1] if open_calls else 0
            yield Step(number, len(open_calls), False, name, values, place, by, did.get(name, ""), row)
            open_calls.append((name, number))
            continue
        if name and any(name == entry for entry, _ in open_calls):
            while open_calls[-1][0] != name:
                open_calls.pop()
        closed, by = open_calls.pop() if open_calls else (name, 0)
        yield Step(number, len(open_calls), True, name or closed, values, place, by, "", row)


def _events(excerpt: Excerpt) -> Iterator[tuple[int, bool, str, str, str]]:
    """(row, whether it is a return, function or '', values, place) of each line that is a step."""
    for row, text in excerpt.rows:
        if (call := _call_in(text)) is not None:
            yield row, False, call["name"], call["values"].strip(), text[call.end() :].strip()
        elif (back := _RETURN.search(text)) is not None:
            yield row, True, back["name"], (back["value"] or "").rstrip(), ""
        elif (graph := _GRAPH.search(text)) is not None:
            if graph["close"]:
                yield row, True, "", "", ""
                continue
            yield row, False, graph["name"], graph["values"].strip(), ""
            if graph["open"] == ";":
                yield row, True, graph["name"], "", ""


def _call_in(text: str) -> re.Match[str] | None:
    """The call that a row shows. Behind its last closing bracket no call is looked for: each would read to the end."""
    last = max((close.end() for close in _CLOSE.finditer(text)), default=0)
    return _CALL.search(text, 0, last)
