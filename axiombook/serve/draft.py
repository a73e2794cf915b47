"""The book as it stands on disk, read, checked, and set page by page as the pages are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from axiombook.book import Book, Finding, Span
from axiombook.build import OWN_THEME, theme_of
from axiombook.check import check_book
from axiombook.dataclass import dataclass, field
from axiombook.kept import Kept
from axiombook.pages import Context, Page, Theme, context_of, load, render_at
from axiombook.pages.theme import templates_of
from axiombook.read import read_book
from axiombook.read.files import Files, read_bytes
from axiombook.read.problems import unreadable
from axiombook.side_by_side import one_by_one, side_by_side
from axiombook.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Draft:
    """One state of the book. Its pages are made when they are asked for, each once."""

    root: Path
    context: Context
    _pages: dict[str, Page | None] = field(default_factory=dict)

    @property
    def book(self) -> Book:
        """What was read."""
        return self.context.book

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with it."""
        return self.context.checked.findings

    def page(self, address: str) -> Page | None:
        """A page or a file of the site; None where there is none. Raises OSError, and TemplateError."""
        if address not in self._pages:
            self._pages[address] = self._made(address)
        return self._pages[address]

    def _made(self, address: str) -> Page | None:
        if address in self.book.assets:
            return Page(address, read_bytes(self.root / "content" / address))
        return render_at(self.context, address)


class Drafts:
    """Takes one draft after another, each at the cost of what changed since the one before."""

    def __init__(self, root: Path) -> None:
        self._root, self._files = root, Files(root)
        self._kept: Kept | None = None
        self._book: Book | None = None
        self._theme: Theme | None = None

    def take(self, changed: Iterable[str] | None = None) -> Draft:
        """The book as it is now. What cannot be read stays as it was last, and is told. Raises NoBook.

        changed: the files that may be others than they were, named from the book's folder; None where any may be.
        """
        if changed is None:
            self._files = Files(self._root)
        else:
            self._files.changed(changed)
        first = self._kept is None
        kept = self._kept = self._kept or Snapshot(self._root).load()  # what the last build or check made of the book
        draft = self._draft(kept, first)
        kept.turn()
        return draft

    def _draft(self, kept: Kept, first: bool) -> Draft:
        """A draft; other processes help with the first, and none is forked once a server runs."""
        book = self._book = self._read(kept, first)
        theme, problems = self._read_theme(kept)
        checked = check_book(book, kept, side_by_side if first else one_by_one)
        checked = replace(checked, findings=(*checked.findings, *problems))
        return Draft(self._root, context_of(book, checked, theme, findings_shown=True, kept=kept))

    def _read(self, kept: Kept, first: bool) -> Book:
        book = read_book(self._root, kept, files=self._files, each=side_by_side if first else one_by_one)
        last = self._book.texts if self._book is not None else {}
        lost = {problem.span.file for problem in book.problems} - set(book.texts)
        texts = {file: "\n".join(last[file]) for file in lost if file in last}
        if not texts:
            return book
        return replace(read_book(self._root, kept, texts, self._files), problems=book.problems)

    def _read_theme(self, kept: Kept) -> tuple[Theme, tuple[Finding, ...]]:
        """The theme, the same object as long as its files are the same; one with a fault is not taken."""
        try:
            theme = load(theme_of(self._root))
            if theme != self._theme:
                templates = templates_of(theme, kept).environment
                for name in theme.templates:
                    templates.get_template(name)
                self._theme = theme
        except (OSError, UnicodeDecodeError, TemplateError) as error:
            self._theme = self._theme or load(OWN_THEME)
            return self._theme, (theme_finding(error),)
        assert self._theme is not None
        return self._theme, ()


def theme_finding(error: Exception) -> Finding:
    """What is wrong with a theme, as a finding at its file."""
    help = "Mend it; until then the theme stays as it was."
    if isinstance(error, TemplateSyntaxError):
        span = Span(f"theme/{error.name}", error.lineno)
        return Finding("F001", "error", span, f"this template cannot be read: {error.message}", help)
    file = Path(str(getattr(error, "filename", None) or "theme")).name
    return unreadable(f"theme/{file}" if file != "theme" else file, f"the theme cannot be read: {error}", help)
