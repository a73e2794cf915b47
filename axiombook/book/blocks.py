"""What hangs under a line: its proofs, its figures, its questions."""

from __future__ import annotations

from typing import Literal, NamedTuple

from axiombook.book.evidence import Excerpt, Missing
from axiombook.book.place import Span
from axiombook.book.prose import Prose
from axiombook.dataclass import dataclass

Panel = Literal["proof", "theory", "questions"]


class Option(NamedTuple):
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


class Question(NamedTuple):
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
        case Calc(rows):
            parts = rows
        case _:
            parts = ()
    return tuple(part for part in parts if part is not None)
