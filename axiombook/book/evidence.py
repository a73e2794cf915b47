"""What proofs are taken from: captures with their values, source files, and what is cut from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from axiombook.book.place import Span
from axiombook.dataclass import dataclass, field


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
