"""The book as the editor holds it: files on disk, with the text of open documents in their place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from axiombook.book import Book, Finding
from axiombook.check import check_book
from axiombook.dataclass import dataclass
from axiombook.facts import Checked
from axiombook.read import read_book
from axiombook.read.files import Files
from axiombook.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Reading:
    """One state of the book, checked."""

    book: Book
    checked: Checked

    def row(self, file: str, line: int) -> str:
        """A physical line of a file of the book, counted from 1; '' where there is none."""
        rows = self.rows(file)
        return rows[line - 1] if 1 <= line <= len(rows) else ""

    def rows(self, file: str) -> tuple[str, ...]:
        """The physical lines of a file of the book: a text that was read, a log, or a source."""
        if file in self.book.texts:
            return self.book.texts[file]
        name = file.removeprefix("proofs/captures/").removesuffix(".log")
        if name != file and name in self.book.captures:
            return self.book.captures[name].log
        source = self.book.sources.get(file.removeprefix("proofs/sources/"))
        return tuple((source.text or "").split("\n")) if source is not None else ()

    def findings(self) -> dict[str, list[Finding]]:
        """File -> what is found in it."""
        found: dict[str, list[Finding]] = {}
        for finding in self.checked.findings:
            found.setdefault(finding.span.file, []).append(finding)
        return found


class Desk:
    """Reads and checks the book again at the cost of what changed. Raises NoBook where the folder holds none."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.unsaved: dict[str, str] = {}
        self._kept, self._files = Snapshot(root).load(), Files(root)

    def changed(self, files: Iterable[str] | None) -> None:
        """These files on disk are others than they were; None: any may be."""
        if files is None:
            self._files = Files(self.root)
        else:
            self._files.changed(files)

    def read(self) -> Reading:
        """The book as it is now: the findings are those that `check` would print, were every document saved."""
        book = read_book(self.root, self._kept, self.unsaved, self._files)
        reading = Reading(book, check_book(book, self._kept))
        self._kept.turn()
        return reading
