"""Sources as rows of HTML: keywords bold, comments in italics, strings as they are. No colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # most builds find every listing as it was
    from pygments.lexer import Lexer

_LARGEST = 200_000  # characters; a longer file is shown plain
_BOLD = (("Keyword",), ("Name", "Builtin", "Pseudo"))  # kinds of tokens, as Pygments names them
_PLAIN = (("Comment", "Preproc"), ("Comment", "PreprocFile"))
_SLANTED = (("Comment",),)


def highlighted(path: str, text: str) -> tuple[str, ...]:
    """The rows of a file, escaped, with <b> and <i>; the language is known by the file's name."""
    from pygments.lexers import find_lexer_class_for_filename

    found = find_lexer_class_for_filename(path) if len(text) <= _LARGEST else None
    return _rows(text, found)


def highlighted_as(language: str, text: str) -> tuple[str, ...]:
    """The rows of a block whose author named its language; plain where the name is none."""
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        found = find_lexer_class_by_name(language) if language else None
    except ClassNotFound:
        found = None
    return _rows(text, found)


def _rows(text: str, found: type[Lexer] | None) -> tuple[str, ...]:
    text = text.removesuffix("\n")
    if found is None:
        return tuple(map(escape, text.split("\n")))
    tokens = tuple(found(stripnl=False, ensurenl=False).get_tokens(text))
    if "".join(value for _, value in tokens) != text:  # some lexers drop a last row, or change what they read
        return tuple(map(escape, text.split("\n")))
    return tuple("".join(_pieces(tokens)).split("\n"))


def _pieces(tokens: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    """Every token with its mark; a mark never reaches over the end of a row."""
    for kind, value in tokens:
        mark = _mark(kind)
        for row in value.splitlines(keepends=True):
            shown = escape(row.rstrip("\n"))
            yield (f"<{mark}>{shown}</{mark}>" if mark and shown.strip() else shown) + row[len(row.rstrip("\n")) :]


def _mark(kind: tuple[str, ...]) -> str:
    """The element that a kind of token is set in. A kind is a path, and belongs to every kind that begins it."""

    def belongs(groups: tuple[tuple[str, ...], ...]) -> bool:
        return any(kind[: len(group)] == group for group in groups)

    if belongs(_PLAIN):
        return ""
    return "i" if belongs(_SLANTED) else "b" if belongs(_BOLD) else ""
