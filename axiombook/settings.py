"""The settings of a book, made once from content/book.toml and passed down."""

from __future__ import annotations

from collections.abc import Mapping

from axiombook.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: its title and the number of its first lesson."""

    title: str
    first: int


@dataclass(frozen=True, slots=True)
class Register:
    """Things that the book owes a place, such as a learner's questions: Q001-Q165. aside: id -> why it has none."""

    title: str
    ids: tuple[str, ...]
    aside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """An optional offer on the front page; nothing is shown where it is not set."""

    text: str
    price: str
    link: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What book.toml says, with the contract's defaults.

    lint: rule code -> "off", "warning" or "error". large: a decimal number from here up has to be derived.
    """

    title: str = "A book"
    author: str = ""
    language: str = "en"
    site: str = ""
    repository: str = ""
    description: str = ""
    licence: str = ""
    captures: str = ""
    cname: str = ""
    parts: tuple[Part, ...] = ()
    lint: Mapping[str, str] = field(default_factory=dict)
    large: int = 1000
    offer: Offer | None = None
    registers: tuple[Register, ...] = ()
