"""What is served: the newest draft, the pages that readers have open, and what they and the terminal are told."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Protocol

from jinja2 import TemplateError

from axiombook.book import Lesson
from axiombook.dataclass import dataclass
from axiombook.no_book import NoBook
from axiombook.report.told import Told
from axiombook.serve.draft import Draft, Drafts, theme_finding
from axiombook.serve.trouble import noted
from axiombook.watch import Change

Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets. sum: the checksum of the content, by which a page knows whether it is the newest."""

    status: int
    content: bytes
    sum: str


class Reader(Protocol):
    """An open page: its address, the checksums of what it shows, and a way to tell it something."""

    address: str
    sums: dict[str, str]

    def tell(self, message: Message) -> None:
        """Sends a message; does nothing where the page is gone."""


class Desk:
    """Holds the newest draft. Nothing that an author or the builder does wrong ends it."""

    def __init__(self, root: Path, say: Callable[[str], None]) -> None:
        self._drafts, self._say, self._told = Drafts(root), say, Told()
        self.readers: set[Reader] = set()
        self.trouble, self._printed = "", ""
        self.draft: Draft = self._drafts.take()
        self._say(self._told.news(self.draft.book, self.draft.findings))

    def renew(self, change: Change) -> None:
        """Takes the next draft, and tells every reader and the terminal what became of it."""
        before, self.trouble = self.draft, ""
        try:
            self.draft = self._drafts.take(None if change.all else change.files)
        except NoBook as error:
            self._troubled(str(error))
        except Exception as error:  # noqa: BLE001  # whatever the builder does wrong, the author goes on writing
            self._troubled(noted(error))
        self._say(self._told.news(self.draft.book, self.draft.findings))
        for reader in tuple(self.readers):
            reader.address = moved(reader.address, before, self.draft)
            self.refresh(reader)
        self._printed = self.trouble

    def refresh(self, reader: Reader) -> None:
        """Tells a reader what its page does not show yet."""
        answer = self.answer(reader.address)
        sums = self.sums(answer)
        if sums == reader.sums:
            return
        message = {**sums, "address": reader.address}
        if answer.status != 500:  # a page that cannot be made stays as it was
            message["html"] = answer.content.decode("utf-8", errors="replace")
        reader.sums = sums
        reader.tell(message)

    def sums(self, answer: Answer) -> dict[str, str]:
        """What a page is made from, and what is wrong with the builder or the theme."""
        theme = self.draft.context.theme
        return {
            "page": answer.sum,
            "style": sum_of(theme.style),
            "script": sum_of(theme.script),
            "trouble": self.trouble,
        }

    def answer(self, address: str) -> Answer:
        """The page or file at an address of the site; the page for an address that is none with status 404."""
        try:
            page = self.draft.page(address)
            status = 200 if page is not None and address != "404.html" else 404
            page = page or self.draft.page("404.html")
            content = page.content if page is not None else b""
        except TemplateError as error:
            self._troubled(f"{theme_finding(error).message}; mend the theme, and this page comes")
            status, content = 500, _sentence(self.trouble)
        except OSError as error:
            status, content = 404, _sentence(f"{address} cannot be read: {error.strerror or error}")
        except Exception as error:  # noqa: BLE001  # see renew
            self._troubled(noted(error))
            status, content = 500, _sentence(self.trouble)
        return Answer(status, content, sum_of(content))

    def _troubled(self, sentence: str) -> None:
        if sentence not in (self.trouble, self._printed):
            print(f"build.py: {sentence}", file=sys.stderr, flush=True)
        self.trouble = sentence


def sum_of(content: bytes) -> str:
    """A checksum short enough for an attribute."""
    return hashlib.sha256(content).hexdigest()[:16]


def _sentence(text: str) -> bytes:
    """A page that needs no theme."""
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trouble</title></head>'
    return f"{head}<body><p>{escape(text)}</p></body></html>".encode()


def moved(address: str, before: Draft, after: Draft) -> str:
    """Where the page at an address is now: a lesson whose file got another name is followed to its new one."""
    slug, dot, rest = address.partition(".")
    old, new = before.context.lessons, after.context.lessons
    if slug not in old or slug in new:
        return address
    lesson = before.book.lessons[old[slug]]
    fresh = [other for other in after.book.lessons if other.slug not in old]
    heir = next((other for other in fresh if _text(other) == _text(lesson)), None)
    heir = heir or next((other for other in fresh if other.number == lesson.number), None)
    return f"{heir.slug}{dot}{rest}" if heir is not None else address


def _text(lesson: Lesson) -> tuple[str, ...]:
    return tuple(line.text.raw for line in lesson.lines)
