"""A lesson and its numbered lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from axiombook.book.blocks import Block, Figure
from axiombook.book.place import Finding, Span
from axiombook.book.prose import Prose
from axiombook.dataclass import dataclass, field
from axiombook.sealed import Sealed

LESSON_NAME = re.compile(r"([0-9]{1,9})-([A-Za-z0-9][A-Za-z0-9_-]*)\.md")
Kind = Literal["axiom", "given", "definition", "inference", "calculation", "observation"]


class Definition(NamedTuple):
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


def line_id(lesson: int, line: int) -> str:
    """The id of a line, from two numbers: 7.03."""
    return f"{lesson}.{line:02}"


class Line(NamedTuple):
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

    def head_of(self, term: str) -> Definition | None:
        """The head by which the line defines a term; None where it defines it without one."""
        return next((head for head in self.definitions if head.name == term), None)

    @property
    def inference(self) -> bool:
        """Whether the line starts with the sign of an inference."""
        return self.text.raw.startswith("∴")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a lesson; before: the number of lines above it; anchor: its address in the lesson's pages."""

    level: int
    text: Prose
    before: int
    allows: tuple[Allow, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """Text or a block that stands outside a line; before: the number of lines above it."""

    text: Prose
    span: Span
    before: int
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Lesson(Sealed):
    """A lesson file. number as in its name; slug is the whole name without .md.

    name: the title as a reader sees it, or the slug where there is none. count: how many lines it has.
    """

    OPEN: ClassVar[tuple[str, ...]] = ("number", "slug", "file", "problems", "name", "count")
    number: int
    slug: str
    file: str
    title: Prose | None
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...] = ()
    outside: tuple[Outside, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()
    title_allows: tuple[Allow, ...] = ()
    name: str = field(init=False)
    count: int = field(init=False)

    def __post_init__(self) -> None:
        """What other pages than its own say of it, told once."""
        name = " ".join(self.title.shown.split()) if self.title is not None else self.slug
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "count", len(self.lines))
