"""Every capture and every source: where it came from, its checksum, how to take it again, its text, who cites it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import escape

from markupsafe import Markup

from axiombook.book import Capture, Lesson, SourceFile
from axiombook.dataclass import dataclass
from axiombook.links import evidence_anchor
from axiombook.pages.context import Context, markup
from axiombook.pages.page import Page
from axiombook.read.values import NoValue, Values
from axiombook.sealed import Sealed

_USER = "user"  # the folder of captures that need no kernel of their own
_KERNEL = re.compile(r"\d+\.\d+")  # a folder of captures of one release of the kernel
Entry = tuple[str, str]  # what it is, what it is of


@dataclass(frozen=True, slots=True)
class Cited(Sealed):
    """Each capture or source that a line of one lesson rests on, with the line's id and address."""

    of: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The same capture on another kernel. rows: value, here, there, where the two differ; `-` where one has none."""

    name: str
    anchor: str
    values: int
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One capture or source. anchor: its address in the page; facts: what is known of it; cited: links to lines.

    sources: path, checksum, and the anchor of what produced it; '' where that source is not there.
    """

    anchor: str
    kind: str
    name: str
    facts: tuple[Entry, ...]
    values: tuple[tuple[str, str, int], ...]
    sources: tuple[tuple[str, str, str], ...]
    rows: int
    text: Markup
    cited: tuple[tuple[str, str], ...]
    beside: tuple[Beside, ...] = ()

    @property
    def folder(self) -> str:
        """Where it lies, which is how the page's index groups it; '' at the top."""
        return self.name.rpartition("/")[0]


def render_evidence(context: Context) -> Page:
    """evidence.html."""
    book = context.book
    return context.page(_page, "evidence.html", book.captures, book.sources, _citations(context), _references(context))


def _page(
    context: Context,
    _captures: Mapping[str, Capture],
    _sources: Mapping[str, SourceFile],
    citations: tuple[Cited, ...],
    references: tuple[str, ...],
) -> Page:
    """The page of the book's captures and sources, and of what is cited of them."""
    captures, sources = _pieces(context, citations, references)
    description = f"{len(captures)} captures and {len(sources)} sources, each with its checksum and its whole text."
    return context.fill("evidence.html", "evidence.html", "Evidence", description, captures=captures, sources=sources)


def pieces(context: Context) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Every capture, and every source, by name."""
    return _pieces(context, _citations(context), _references(context))


def _pieces(
    context: Context, citations: tuple[Cited, ...], references: tuple[str, ...]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    cited = _cited(citations)
    used = _captures_of_values(context, references)
    captures = tuple(_capture(capture, context, cited, used) for _, capture in sorted(context.book.captures.items()))
    return captures, tuple(_source(file, context, cited) for _, file in sorted(context.book.sources.items()))


def _cited(citations: tuple[Cited, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Capture or source -> the id and the address of each line that rests on it."""
    cited: dict[str, dict[str, str]] = defaultdict(dict)
    for lesson in citations:
        for evidence, id, address in lesson.of:
            cited[evidence][id] = address
    return {evidence: tuple(lines.items()) for evidence, lines in cited.items()}


def _citations(context: Context) -> tuple[Cited, ...]:
    slugs = (lesson.slug for lesson in context.book.lessons)
    return tuple(context.kept.sames(Cited, slugs, context.of_lessons(_citing)))


def _references(context: Context) -> tuple[str, ...]:
    """The values that the book's text takes from captures, in order."""
    return tuple(sorted({use.reference for use in context.facts.values}))


def _citing(context: Context, lesson: Lesson) -> Cited:
    bases = ((line, base) for line in lesson.lines for base in context.line_facts(line.id).rests_on)
    found = ((context.evidence(base), line.id, f"{lesson.slug}.html#l{line.number}") for line, base in bases)
    return Cited(tuple(each for each in found if each[0]))


def _capture(capture: Capture, context: Context, cited: Mapping[str, tuple[Entry, ...]], used: frozenset[str]) -> Piece:
    base = f"capture:{capture.name}"
    values = tuple((name, value.shown, value.row) for name, value in capture.values.items())
    sources = tuple(
        (path, sha256, evidence_anchor(f"source:{path}") if path in context.book.sources else "")
        for path, sha256 in capture.sources
    )
    lines, anchor = cited.get(base, ()), evidence_anchor(base)
    rows = [] if _is_left_out(capture, context, cited, used) else [escape(row) for row in capture.log]
    facts = tuple(_provenance(capture, context.book.settings.captures))
    text, beside = _anchored(rows, anchor), tuple(_beside(capture, context))
    return Piece(anchor, "capture", capture.name, facts, values, sources, len(rows), text, lines, beside)


def logs_left_out(context: Context) -> tuple[str, ...]:
    """The captures whose log is not in evidence.html."""
    seconds = [capture for capture in context.book.captures.values() if _second(capture, context)]
    if not seconds:
        return ()
    cited, used = _cited(_citations(context)), _captures_of_values(context, _references(context))
    return tuple(sorted(capture.name for capture in seconds if _is_left_out(capture, context, cited, used)))


def _is_left_out(
    capture: Capture, context: Context, cited: Mapping[str, tuple[Entry, ...]], used: frozenset[str]
) -> bool:
    """The log of another kernel is in its file: beside the first one's it would double the page for a few digits."""
    return _second(capture, context) and f"capture:{capture.name}" not in cited and capture.name not in used


def _captures_of_values(context: Context, references: tuple[str, ...]) -> frozenset[str]:
    """The captures that a value of the book is taken from: what shows the value links to its row."""
    values = Values(context.book.captures, context.book.settings.captures)
    found: set[str] = set()
    for reference in references:
        with suppress(NoValue):
            found.add(values.look_up(reference)[0].name)
    return frozenset(found)


def _second(capture: Capture, context: Context) -> bool:
    """Whether the book's own folder has a capture of this name, and this one is of another kernel."""
    place, _, name = capture.name.rpartition("/")
    own = context.book.settings.captures.strip("/")
    return (
        bool(own) and place != own and _KERNEL.fullmatch(place) is not None and f"{own}/{name}" in context.book.captures
    )


def _beside(capture: Capture, context: Context) -> Iterator[Beside]:
    """The same capture on each other kernel; nothing for one that is no capture of the book's own folder."""
    place, _, name = capture.name.rpartition("/")
    if not place or place != context.book.settings.captures.strip("/"):
        return
    for other in sorted(context.book.captures.values(), key=lambda other: other.name):
        if other.name.rpartition("/")[2] == name and other.name != capture.name and _second(other, context):
            names = dict.fromkeys((*capture.values, *other.values))
            rows = tuple((value, _shown(capture, value), _shown(other, value)) for value in names)
            different = tuple(row for row in rows if row[1] != row[2])
            yield Beside(other.name, evidence_anchor(f"capture:{other.name}"), len(rows), different)


def _shown(capture: Capture, value: str) -> str:
    return capture.values[value].shown if value in capture.values else "-"


def _provenance(capture: Capture, folder: str) -> Iterator[Entry]:
    """What is known of a capture, then how to take it again. folder: the captures that the book's own machine takes."""
    known = (
        ("command", capture.command),
        ("machine", capture.machine),
        ("kernel", capture.kernel),
        ("taken", str(capture.taken)),
        ("sha256", capture.sha256 or capture.actual_sha256),
        *capture.notes,
    )
    yield from ((name, text) for name, text in known if text)
    yield "compare", f"sha256sum proofs/captures/{capture.name}.log"
    yield "take it again", _again(capture, folder)


def _again(capture: Capture, folder: str) -> str:
    """How a reader takes a capture again: by the door that took it, or by its command."""
    place, _, name = capture.name.rpartition("/")
    if place == _USER:
        return f"python build.py prove {name}"
    if place == folder.strip("/"):
        return f"python build.py capture {name}"
    if _KERNEL.fullmatch(place):
        return f"python build.py capture --kernel {place} {name}"
    return "run the command on a machine of your own"


def _source(file: SourceFile, context: Context, cited: Mapping[str, tuple[Entry, ...]]) -> Piece:
    base = f"source:{file.path}"
    anchor = evidence_anchor(base)
    facts = (("sha256", file.sha256), ("compare", f"sha256sum proofs/sources/{file.path}"))
    rows = list(context.listings.get(file.path, ()))
    text = _anchored(rows, anchor)
    return Piece(anchor, "source", file.path, facts, (), (), len(rows), text, cited.get(base, ()))


def _anchored(rows: list[str], anchor: str) -> Markup:
    """The rows of a file, each with its number and its address."""
    width, start = len(str(len(rows))), escape(anchor)
    return markup(
        "\n".join(
            f'<span id="{start}:{number}"><span class="n">{number:>{width}}</span>{row}</span>'
            for number, row in enumerate(rows, 1)
        )
    )
