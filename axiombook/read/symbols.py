"""Finds a C function, struct, union, enum, macro or variable in a source text, however the file moves."""

from __future__ import annotations

import re

_HIDDEN = re.compile(r"/\*.*?(?:\*/|\Z)|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", re.MULTILINE)
_MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.MULTILINE)
_NAME = re.compile(r"\b([A-Za-z_]\w*)\b")
_ATTRIBUTE = re.compile(r"__attribute__\s*\(\(.{0,400}?\)\)", re.DOTALL)
_CALL = re.compile(r"\b(\w+)\s*\(\s*(\w*)")
_TAG = re.compile(r"(?:\w+\s+)*?(?:struct|union|enum)\s+(?:__\w+\s+)*(\w+)\s*")
_ENDS_AS_FUNCTION = re.compile(r"\)\s*+(?:__\w++(?:\([^()]*+\))?+\s*+)*+\Z")  # possessive: one name is read in one way
_ENDED = re.compile(r"\s*+;")
_SIZE = re.compile(r"\[[^\[\]]*\]")
_SAID = re.compile(r"[=({;]")
_KEYWORDS = frozenset("if for while switch return sizeof do else".split())


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


def code_of(text: str) -> str:
    """The text with its comments and strings turned into blanks, so that every row and every offset stays."""
    return _blank(_HIDDEN, text)


def _definitions(text: str) -> list[tuple[str, int, int]]:
    masked = code_of(text)
    found = [
        (macro[1], whole.start(), whole.end())
        for whole in _DIRECTIVE.finditer(masked)
        if (macro := _MACRO.match(masked, whole.start())) is not None
    ]
    masked = _blank(_DIRECTIVE, masked)
    for start, end in _top_level(masked):
        found.extend((name, start, end) for name in _defined_names(_blank(_ATTRIBUTE, masked[start:end])))
    return sorted(found, key=lambda entry: entry[1])


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds turned into blanks, so that every offset stays."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _top_level(masked: str) -> list[tuple[int, int]]:
    """Start and end of each declaration or definition outside all braces.

    A closing brace in the first column ends whatever is open: the two halves of an #ifdef may open one brace twice.
    """
    pieces: list[tuple[int, int]] = []
    depth, start, body, whole = 0, 0, False, False
    for match in re.finditer(r"[{};]", masked):
        sign = match[0]
        if sign == "{":
            depth += 1
            if not body:
                body, whole = True, _is_body(masked[start : match.start()])
        elif sign == "}":
            depth = max(depth - 1, 0) if masked[match.start() - 1 : match.start()] != "\n" else 0
            ended = _ENDED.match(masked, match.end()) is not None
            if depth == 0 and body and whole and not ended:
                pieces.append((start, match.end()))
                start, body = match.end(), False
        elif depth == 0:
            pieces.append((start, match.end()))
            start, body = match.end(), False
    return [(begin + len(masked[begin:end]) - len(masked[begin:end].lstrip()), end) for begin, end in pieces]


def _is_body(piece: str) -> bool:
    """Whether a piece ends with its closing brace: a function's, or one that belongs to nothing."""
    return _is_function(piece) or not piece.split("{", 1)[0].strip()


def _is_function(piece: str) -> bool:
    head = piece.split("{", 1)[0]
    return "=" not in head and _ENDS_AS_FUNCTION.search(head) is not None


def _defined_names(piece: str) -> list[str]:
    """The names that a top-level piece defines; none for a mere declaration."""
    head, brace, rest = piece.partition("{")
    if brace and _is_function(piece):
        return _function_names(head)
    typedef = head.lstrip().startswith("typedef")
    if typedef:
        names = re.sub(r"\[[^\[\]]*\]|\([^()*]*\)", " ", rest.rpartition("}")[2] if brace else _last_word(head))
        return [*_tag(head, brace), *_NAME.findall(names)]
    if brace and _TAG.fullmatch(head.strip()):
        return _tag(head, brace)
    macro = re.match(r"\s*(?:static\s+)?DEFINE_\w+\s*\(\s*(\w+)", head)
    name = macro[1] if macro else _variable_name(piece)
    return [name] if name and not head.lstrip().startswith("extern") else []


def _variable_name(piece: str) -> str:
    """The name before the first `=`, or before the `;` at the end; '' where a bracket or a brace comes first."""
    plain = _blank(_SIZE, piece)
    sign = _SAID.search(plain)
    if sign is None or sign[0] in "({" or (sign[0] == ";" and sign.end() != len(piece)):
        return ""
    words = _NAME.findall(plain, 0, sign.start())
    return words[-1] if words and plain[: sign.start()].rstrip().endswith(words[-1]) else ""


def _function_names(head: str) -> list[str]:
    """A function's name; for one that a macro makes, as SYSCALL_DEFINE3(socket, ...) does, its first argument, too."""
    calls = [call for call in _CALL.finditer(head) if call[1] not in _KEYWORDS]
    plain = [call for call in calls if not call[1].startswith("__")] or calls
    if not plain:
        return []
    name = plain[0][1]
    return [name, plain[0][2]] if "DEFINE" in name and plain[0][2] else [name]


def _tag(head: str, brace: str) -> list[str]:
    tag = _TAG.fullmatch(head.strip()) if brace else None
    return [tag[1]] if tag else []


def _last_word(head: str) -> str:
    """The name of a typedef without a body: of a function pointer in its brackets, else the last word."""
    pointer = re.search(r"\(\s*\*\s*(\w+)\s*\)", head)
    words = _NAME.findall(head)
    return pointer[1] if pointer else (words[-1] if words else "")
