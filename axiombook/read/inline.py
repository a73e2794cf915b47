"""Running text into a flat stream of pieces, each with its offsets in the raw text.

mistune keeps no positions, and a checker without columns is worthless, so the inline text of a line is read here:
code spans, {{values}}, links, images, strong and emphasised text, escapes, comments. Anything else is text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from axiombook.book import Inline, Prose
from axiombook.book.prose import UNKNOWN_REFERENCE

_SPECIAL = re.compile(r"[`\\*_\[!<{&]")
_TOKEN = re.compile(
    r"""
    \\(?P<escape>[!-/:-@\[-`{-~])
  | (?P<ticks>`++)
  | \{\{(?P<value>[^{}]*+)\}\}
  | (?P<comment><!--)
  | <(?P<auto>(?:https?|mailto):[^\s<>]*+)>
  | (?P<bang>!?)\[(?P<label>(?:[^\[\]\\`]|\\.|`[^`]*`|\[[^\[\]]*\])*+)\]
    (?P<address>\(\s*+(?:<(?P<angle>[^<>\n]*)>|(?P<target>(?:[^\s()]|\([^\s()]*\))*+))(?:\s+(?:"[^"]*"|'[^']*'))?\s*+\)
      |\[(?P<ref>[^\[\]]*)\])?
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<delim>\*\*\*|\*\*|\*|__|_)
    """,
    re.VERBOSE | re.DOTALL,
)
_VALUE = re.compile(r"\{\{([^{}]*)\}\}")


def read_inline(prose: Prose, references: Mapping[str, str] | None = None, begin: int = 0) -> Prose:
    """The same text with its pieces read; text before the offset `begin` is kept as plain text."""
    pieces = tuple(read_pieces(prose.raw, begin, len(prose.raw), references or {}))
    return prose._replace(inlines=pieces)


def read_pieces(raw: str, start: int, end: int, references: Mapping[str, str]) -> Iterator[Inline]:
    """The pieces of raw[start:end]."""
    if not _SPECIAL.search(raw, start, end):
        if start < end:
            yield Inline("text", start, end, raw[start:end])
        return
    yield from _pair(list(_pieces(raw, start, end, references)))


def _pieces(raw: str, start: int, end: int, references: Mapping[str, str]) -> Iterator[Inline]:
    at = plain = start
    ticks = _ticks(raw, start, end)
    comments = raw.rfind("-->", start, end)  # behind it, no comment is closed any more
    while (match := _TOKEN.search(raw, at, end)) is not None:
        last = _end_of(raw, match, comments, ticks, references)
        if last is None:  # signs that open nothing are text
            at = match.start() + 1 if match["label"] is not None else match.end()
            continue
        if match.start() > plain:
            yield Inline("text", plain, match.start(), raw[plain : match.start()])
        at = plain = last
        yield from _piece(raw, match, last, references)
    if plain < end:
        yield Inline("text", plain, end, raw[plain:end])


def _ticks(raw: str, start: int, end: int) -> Mapping[int, Sequence[int]]:
    """Where runs of backticks begin, by their length; looked up, so that no text is searched again for each run."""
    found: dict[int, list[int]] = {}
    for run in re.compile("`+").finditer(raw, start, end):
        found.setdefault(run.end() - run.start(), []).append(run.start())
    return found


def _end_of(
    raw: str, match: re.Match[str], comments: int, ticks: Mapping[int, Sequence[int]], references: Mapping[str, str]
) -> int | None:
    """Where the piece ends that the match begins; None where it begins none."""
    if match["ticks"] is not None:
        size = len(match["ticks"])
        places = ticks.get(size, ())
        next = bisect_left(places, match.end())
        return places[next] + size if next < len(places) and places[next] > match.end() else None
    if match["comment"] is not None:
        return raw.index("-->", match.end()) + 3 if match.end() <= comments else None
    if match["label"] is not None and match["address"] is None:
        return match.end() if reference_key(match["label"]) in references else None
    return match.end()


def reference_key(name: str) -> str:
    """References differ neither in capitals nor in blanks."""
    return " ".join(name.split()).casefold()


def _piece(raw: str, match: re.Match[str], last: int, references: Mapping[str, str]) -> Iterator[Inline]:
    start = match.start()
    if match["delim"] is not None:
        yield Inline("delim", start, last, match["delim"], _flanks(raw, match))
    elif match["ticks"] is not None:
        yield from _code(raw, match, last)
    elif match["value"] is not None:
        yield Inline("value", start, last, "", match["value"].strip())
    elif match["comment"] is not None:
        return
    elif match["escape"] is not None:
        yield Inline("text", start, last, match["escape"])
    elif match["entity"] is not None:
        yield Inline("text", start, last, html.unescape(match["entity"]))
    elif match["auto"] is not None:
        yield Inline("link", start, start, "", match["auto"])
        yield Inline("text", start + 1, last - 1, match["auto"])
        yield Inline("/link", last, last)
    else:
        yield from _link(raw, match, references)


def _code(raw: str, match: re.Match[str], last: int) -> Iterator[Inline]:
    at, end = match.end(), last - len(match["ticks"])
    yield Inline("codeopen", match.start(), at)
    yield from read_values(raw, at, end, "code")
    yield Inline("/code", end, last)


def read_values(raw: str, start: int, end: int, kind: str) -> Iterator[Inline]:
    """The pieces of text of which nothing is markup but its {{values}}; kind: of what stands between them."""
    at = start
    for value in _VALUE.finditer(raw, start, end):
        if value.start() > at:
            yield Inline(kind, at, value.start(), raw[at : value.start()])
        yield Inline("value", value.start(), value.end(), "", value[1].strip())
        at = value.end()
    if at < end:
        yield Inline(kind, at, end, raw[at:end])


def _link(raw: str, match: re.Match[str], references: Mapping[str, str]) -> Iterator[Inline]:
    target = match["angle"] if match["angle"] is not None else match["target"]
    if target is None:
        name = reference_key(match["ref"] or match["label"])
        target = references.get(name, UNKNOWN_REFERENCE + name)
    if match["bang"]:
        yield Inline("image", match.start(), match.end(), match["label"], target)
        return
    yield Inline("link", match.start(), match.start("label"), "", target)
    yield from read_pieces(raw, match.start("label"), match.end("label"), references)
    yield Inline("/link", match.end("label"), match.end())


def _flanks(raw: str, match: re.Match[str]) -> str:
    """Which ends of a pair these signs can be: 'o' opens, 'c' closes; between digits or words they are neither."""
    before = raw[match.start() - 1] if match.start() else " "
    after = raw[match.end()] if match.end() < len(raw) else " "
    sign = match["delim"]
    inside = before.isalnum() and after.isalnum()
    if inside and (sign[0] == "_" or before.isdigit() or after.isdigit()):
        return ""
    return ("o" if not after.isspace() else "") + ("c" if not before.isspace() else "")


def _pair(pieces: list[Inline]) -> Iterator[Inline]:
    """Strong and emphasis from the signs that match; the others are text as typed."""
    opened: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.kind != "delim":
            continue
        waiting = opened.setdefault(piece.text, [])
        if "c" in piece.target and waiting and waiting[-1] + 1 < index:
            partner = waiting[-1]
            name = "emph" if len(piece.text) == 1 else "strong"
            pieces[partner] = pieces[partner]._replace(kind=name, text="", target="")
            pieces[index] = piece._replace(kind="/" + name, text="", target="")
            for others in opened.values():  # what was opened inside the pair, and not closed in it, opens nothing
                while others and others[-1] >= partner:
                    others.pop()
        elif "o" in piece.target:
            waiting.append(index)
    yield from _merged(piece._replace(kind="text", target="") if piece.kind == "delim" else piece for piece in pieces)


def _merged(pieces: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbouring text as one piece, so that `server_fd` stays one word; escapes keep their own piece."""
    run: list[Inline] = []
    for piece in pieces:
        plain = piece.kind == "text" and len(piece.text) == piece.end - piece.start
        if run and not (plain and run[-1].end == piece.start):
            yield _joined(run)
            run = []
        if plain:
            run.append(piece)
        else:
            yield piece
    if run:
        yield _joined(run)


def _joined(run: Sequence[Inline]) -> Inline:
    first = run[0]
    return first if len(run) == 1 else first._replace(end=run[-1].end, text="".join(piece.text for piece in run))
