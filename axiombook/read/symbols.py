"""Finds a C function, struct, union, enum, macro or variable in a source text, however the file moves."""

from __future__ import annotations

import re

_HIDDEN = re.compile(r"/\*.*?(?:\*/|\Z)|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", re.MULTILINE)
_MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.MULTILINE)
_NAME = re.compile(r"\b([A-Za-z_]\w*)\b")
_KEYWORDS = frozenset(
    """
    if for while switch return sizeof struct union enum typedef static const else do
    """.split()
)


def find_symbol(text: str, name: str) -> tuple[int, int] | None:
    """First and last row (from 0) of the definition of a name, or None. `struct NAME` is taken as NAME."""
    name = name.strip().removesuffix("()").split(" ")[-1]
    for found, start, end in _definitions(text):
        if found == name:
            return text.count("\n", 0, start), text.count("\n", 0, max(end - 1, start))
    return None


def symbols_in(text: str) -> list[str]:
    """The names of everything that is defined in the text, in order."""
    return [name for name, _, _ in _definitions(text)]


def _definitions(text: str) -> list[tuple[str, int, int]]:
    masked = _blank(_HIDDEN, text)
    found = [
        (macro[1], macro.start(), whole.end())
        for macro in _MACRO.finditer(masked)
        if (whole := _DIRECTIVE.match(masked, macro.start())) is not None
    ]
    masked = _blank(_DIRECTIVE, masked)
    for start, end in _top_level(masked):
        name = _defined_name(masked[start:end])
        if name:
            found.append((name, start, end))
    return sorted(found, key=lambda entry: entry[1])


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds turned into blanks, so that every offset stays."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _top_level(masked: str) -> list[tuple[int, int]]:
    """Start and end of each declaration or definition outside all braces."""
    pieces: list[tuple[int, int]] = []
    depth, start, body = 0, 0, False
    for match in re.finditer(r"[{};]", masked):
        sign = match[0]
        if sign == "{":
            depth += 1
            body = True
        elif sign == "}":
            depth = max(depth - 1, 0)
            after = masked[match.end() :].lstrip()
            if depth == 0 and body and _is_function(masked[start : match.start()]) and not after.startswith(";"):
                pieces.append((start, match.end()))
                start, body = match.end(), False
        elif depth == 0:
            pieces.append((start, match.end()))
            start, body = match.end(), False
    return [(begin + len(masked[begin:end]) - len(masked[begin:end].lstrip()), end) for begin, end in pieces]


def _is_function(piece: str) -> bool:
    head = piece.split("{", 1)[0]
    return "=" not in head and re.search(r"\)\s*(?:__\w+(?:\([^()]*\))?\s*)*$", head) is not None


def _defined_name(piece: str) -> str:
    """The name that a top-level piece defines, '' for a mere declaration."""
    head, brace, rest = piece.partition("{")
    if brace and _is_function(piece):
        call = re.search(r"(\w+)\s*\(", re.sub(r"__attribute__\s*\(\(.*?\)\)", " ", head))
        return call[1] if call and call[1] not in _KEYWORDS else ""
    tagged = re.match(r"\s*(?:typedef\s+)?(?:static\s+|const\s+)*(?:struct|union|enum)\s+(\w+)\s*$", head)
    if brace and head.lstrip().startswith("typedef"):
        names = _NAME.findall(rest.rpartition("}")[2])
        return str(names[-1]) if names else (tagged[1] if tagged else "")
    if brace and tagged:
        return tagged[1]
    target = re.match(r"[^=({;]*?(\w+)\s*(?:\[[^\]]*\]\s*)*(?:=|;$)", piece, re.DOTALL)
    return target[1] if target and not piece.lstrip().startswith(("extern", "typedef")) else ""
