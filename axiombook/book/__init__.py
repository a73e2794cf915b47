"""The model of a book: what it says, and where it says it. Nothing here knows files or HTML.

Every piece an author wrote keeps its position: lines and columns count from 1, offsets from 0, as Python counts.
All values are frozen; a stage that adds knowledge returns a new value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from axiombook.book.blocks import (
    SEVEN,
    Block,
    Box,
    Calc,
    Chain,
    Figure,
    Free,
    Listing,
    Log,
    Mistake,
    Option,
    Panel,
    Proof,
    Puzzle,
    Question,
    Seven,
    Step,
    Trace,
    prose_of,
)
from axiombook.book.evidence import Capture, ChainBox, Excerpt, Missing, SourceFile, Value
from axiombook.book.lesson import LESSON_NAME, Allow, Definition, Heading, Kind, Lesson, Line, Outside, line_id
from axiombook.book.place import Finding, Severity, Span
from axiombook.book.prose import Inline, Prose
from axiombook.dataclass import dataclass, field
from axiombook.packed import PackedText
from axiombook.settings import Settings

__all__ = [
    "Allow",
    "Block",
    "Book",
    "Box",
    "Calc",
    "Capture",
    "Chain",
    "ChainBox",
    "Definition",
    "Excerpt",
    "Figure",
    "Finding",
    "Free",
    "FrontPage",
    "Heading",
    "Inline",
    "Kind",
    "LESSON_NAME",
    "Lesson",
    "Line",
    "Listing",
    "Log",
    "Missing",
    "Mistake",
    "Option",
    "Outside",
    "Panel",
    "Proof",
    "Prose",
    "Puzzle",
    "Question",
    "Rows",
    "SEVEN",
    "Seven",
    "Severity",
    "SourceFile",
    "Span",
    "Step",
    "Trace",
    "Value",
    "prose_of",
    "line_id",
]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """content/index.md: free Markdown with its values put in."""

    text: Prose
    file: str = "content/index.md"


class Rows(Mapping[str, tuple[str, ...]]):
    """The physical lines of files, cut where they are asked for."""

    def __init__(self, texts: Mapping[str, PackedText]) -> None:
        self._texts = texts

    def __getitem__(self, file: str) -> tuple[str, ...]:
        return tuple(self._texts[file].text.split("\n"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


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
    halves: tuple[str, ...] = ()  # a capture's TOML without its log, or its log without its TOML
    broken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what can be shown of a file that is not read

    def lines(self) -> Iterator[Line]:
        """All lines in reading order."""
        for lesson in self.lessons:
            yield from lesson.lines
