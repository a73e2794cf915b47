"""The model of a book: what it says, and where it says it. Nothing here knows files or HTML.

Every piece an author wrote keeps its position: lines and columns count from 1, offsets from 0, as Python counts.
All values are frozen; a stage that adds knowledge returns a new value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from axiombook.settings import Settings

LESSON_NAME = re.compile(r"(\d{1,9})-([A-Za-z0-9][A-Za-z0-9_-]*)\.md")
Panel = Literal["proof", "theory", "questions"]
Severity = Literal["error", "warning"]
Kind = Literal["axiom", "given", "definition", "inference", "calculation", "observation"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one physical line of a file of the book; `end` is the column after its last character."""

    file: str
    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the builder refuses or doubts: where it stands, what it is, and what to do about it."""

    code: str
    severity: Severity
    span: Span
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of running text, as a flat stream: markup opens and closes around text, code and values.

    kind: text code value strong /strong emph /emph link /link image codeopen /code.
    start, end: offsets in the raw text. text: what the reader sees of it. target: a link's or an image's address,
    or the expression of a value.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    target: str = ""
    missing: str = ""  # why a {{value}} has no value


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text of one place, with the way back from every character to its file, line and column.

    starts: (offset in raw, line, column) of each physical line that the text came from.
    """

    file: str
    raw: str
    starts: tuple[tuple[int, int, int], ...]
    inlines: tuple[Inline, ...] = ()

    @property
    def key(self) -> tuple[str, int, int]:
        """The place where the text begins; no two texts of a book share it."""
        return (self.file, self.starts[0][1], self.starts[0][2])

    def span(self, start: int, end: int) -> Span:
        """The position of raw[start:end]; cut off at the end of its first physical line."""
        row = max(bisect_right(self.starts, (start, 1 << 60, 0)) - 1, 0)
        offset, line, column = self.starts[row]
        limit = self.starts[row + 1][0] - 1 if row + 1 < len(self.starts) else len(self.raw)
        first = column + start - offset
        return Span(self.file, line, first, first + max(min(end, limit) - start, 1))

    @property
    def shown(self) -> str:
        """The text as a reader sees it, without markup."""
        return "".join(inline.text for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a proof block shows nothing: the code of the rule that reports it, a sentence, what to do, and where."""

    code: str
    message: str
    help: str
    span: Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines cut from a log or a source: numbers count from 1 in the whole file; gaps between them are real."""

    name: str
    rows: tuple[tuple[int, str], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Option:
    """One `key: value` of a directive, and where it stands."""

    key: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Log:
    """A {log} block: lines of a capture."""

    name: str
    options: tuple[Option, ...]
    span: Span
    capture: str = ""
    excerpt: Excerpt | Missing | None = None
    panel: Panel = "proof"


@dataclass(frozen=True, slots=True)
class Listing:
    """A {source} block: lines of a file under proofs/sources."""

    name: str
    options: tuple[Option, ...]
    span: Span
    excerpt: Excerpt | Missing | None = None
    panel: Panel = "proof"


@dataclass(frozen=True, slots=True)
class Box:
    """A structure in a chain: rows are (field, value shown, name of the box that it points at or '')."""

    name: str
    address: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A {chain} block: the structures of a capture, top to bottom."""

    name: str
    options: tuple[Option, ...]
    span: Span
    capture: str = ""
    boxes: tuple[Box, ...] | Missing | None = None
    panel: Panel = "proof"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace. number and caller count from 1 (caller 0: none); depth counts open calls."""

    number: int
    depth: int
    returns: bool
    function: str
    values: str
    place: str
    caller: int
    did: str
    row: int


@dataclass(frozen=True, slots=True)
class Trace:
    """A {trace} block: a captured call trace as numbered steps."""

    name: str
    options: tuple[Option, ...]
    span: Span
    capture: str = ""
    steps: tuple[Step, ...] | Missing | None = None
    panel: Panel = "proof"


@dataclass(frozen=True, slots=True)
class Calc:
    """A {calc} block: calculations, one a row; `by_hand` hides their results until the reader asks."""

    rows: tuple[Prose, ...]
    by_hand: bool
    span: Span
    panel: Panel = "proof"


@dataclass(frozen=True, slots=True)
class Figure:
    """A fenced block that is no directive, shown as it is; values in it are put in."""

    language: str
    text: Prose
    span: Span
    panel: Panel = "theory"


@dataclass(frozen=True, slots=True)
class Free:
    """Markdown that is no line: a further paragraph, a table, a list. Text outside a line has line None."""

    text: Prose
    span: Span
    panel: Panel = "theory"


@dataclass(frozen=True, slots=True)
class Question:
    """`Q:` and `A:`. A part that is not there is None."""

    question: Prose | None
    answer: Prose | None
    span: Span
    panel: Panel = "questions"


@dataclass(frozen=True, slots=True)
class Mistake:
    """`Wrong:` and `Right:`."""

    wrong: Prose | None
    right: Prose | None
    span: Span
    panel: Panel = "questions"


@dataclass(frozen=True, slots=True)
class Puzzle:
    """`Puzzle:` and `Solution:`."""

    puzzle: Prose | None
    solution: Prose | None
    span: Span
    panel: Panel = "questions"


@dataclass(frozen=True, slots=True)
class Seven:
    """A {w} block: the questions that are answered, in the order written."""

    answers: tuple[tuple[str, Prose], ...]
    span: Span
    panel: Panel = "questions"


Proof = Log | Listing | Chain | Trace | Calc
Block = Log | Listing | Chain | Trace | Calc | Figure | Free | Question | Mistake | Puzzle | Seven
SEVEN = ("What", "Why", "Where", "Who", "When", "Without", "Which")


@dataclass(frozen=True, slots=True)
class Definition:
    """The head of a defining line: `**name** (alias, alias) =`; raw[start:body] is the head, its text begins there."""

    name: str
    aliases: tuple[str, ...]
    span: Span
    start: int
    body: int


@dataclass(frozen=True, slots=True)
class Allow:
    """`<!-- lint: allow CODE because REASON -->`."""

    code: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line. id is `7.03`; order grows with every line of the book in reading order.

    marks: what the author wrote at its end, `axiom` or `given`. label: `{#label}` or ''.
    """

    id: str
    number: int
    text: Prose
    span: Span
    definitions: tuple[Definition, ...] = ()
    marks: tuple[str, ...] = ()
    label: str = ""
    label_span: Span | None = None
    blocks: tuple[Block, ...] = ()
    allows: tuple[Allow, ...] = ()
    order: int = 0
    places: tuple[str, ...] = ()  # ids of registers that the line places: <!-- Q010 X33 -->

    @property
    def inference(self) -> bool:
        """Whether the line starts with the sign of an inference."""
        return self.text.raw.startswith("∴")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a lesson; before: the number of lines above it."""

    level: int
    text: Prose
    before: int
    allows: tuple[Allow, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """Text or a block that stands outside a line; before: the number of lines above it."""

    text: Prose
    span: Span
    before: int
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson file. number as in its name; slug is the whole name without .md."""

    number: int
    slug: str
    file: str
    title: Prose | None
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...] = ()
    outside: tuple[Outside, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()
    size: int = 0
    title_allows: tuple[Allow, ...] = ()

    @property
    def name(self) -> str:
        """The title as a reader sees it, or the slug where there is none."""
        return " ".join(self.title.shown.split()) if self.title is not None else self.slug


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a capture names. number is None for a value that is text; hexadecimal: it prints with 0x."""

    name: str
    text: str
    number: int | None
    hexadecimal: bool
    row: int

    @property
    def shown(self) -> str:
        """The value as the book prints it."""
        if self.number is not None and self.hexadecimal:
            return f"{self.number:#x}"
        return self.text


@dataclass(frozen=True, slots=True)
class ChainBox:
    """One [[chain]] table: fields are printed, points are printed and must hold another box's address."""

    name: str
    at: str
    fields: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture: its log and where it came from. broken: value name -> why its pattern gives no value."""

    name: str
    log: tuple[str, ...]
    command: str = ""
    machine: str = ""
    kernel: str = ""
    taken: datetime | str = ""
    sha256: str = ""
    actual_sha256: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    chain: tuple[ChainBox, ...] = ()
    did: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    provenance: str = ""  # the TOML file, relative to the book
    lines_of: Mapping[str, int] = field(default_factory=dict)  # line of a key in the TOML file


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file under proofs/sources; text is None where it is not text."""

    path: str
    text: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """content/index.md: free Markdown with its values put in."""

    text: Prose
    file: str = "content/index.md"


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that was read. texts: file -> its physical lines, for excerpts in findings."""

    settings: Settings
    lessons: tuple[Lesson, ...]
    captures: Mapping[str, Capture]
    sources: Mapping[str, SourceFile]
    vocabulary: frozenset[str]
    vocabulary_lines: Mapping[str, int] = field(default_factory=dict)
    front: FrontPage | None = None
    assets: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()  # every Markdown file in content/ but index.md, lesson or not
    problems: tuple[Finding, ...] = ()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        """All lines in reading order."""
        for lesson in self.lessons:
            yield from lesson.lines


def prose_of(block: Block) -> tuple[Prose, ...]:
    """The running text of a block that is checked as prose; evidence and figures have none."""
    match block:
        case Question(question, answer):
            parts: tuple[Prose | None, ...] = (question, answer)
        case Mistake(wrong, right):
            parts = (wrong, right)
        case Puzzle(puzzle, solution):
            parts = (puzzle, solution)
        case Seven(answers):
            parts = tuple(text for _, text in answers)
        case Free(text):
            parts = (text,)
        case _:
            parts = ()
    return tuple(part for part in parts if part is not None)
