"""Where a thing stands in a file, and what is found there."""

from __future__ import annotations

from typing import Literal, NamedTuple

from axiombook.dataclass import dataclass

Severity = Literal["error", "warning"]


class Span(
    NamedTuple
):  # a tuple, as all that a book has by the hundred thousand: made at a third of a dataclass's cost
    """A stretch of one physical line of a file of the book; `end` is the column after its last character.

    Where nothing else is said, it is the first character of the file, or of the line.
    """

    file: str
    line: int = 1
    column: int = 1
    end: int = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the builder refuses or doubts: where it stands, what it is, and what to do about it."""

    code: str
    severity: Severity
    span: Span
    message: str
    help: str
