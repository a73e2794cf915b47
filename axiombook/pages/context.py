"""What every page of one book is made from, worked out once: where each line is, what each term says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import TypeVar

from jinja2 import Environment, TemplateRuntimeError
from markupsafe import Markup

from axiombook.book import Book, Definition, Finding, Inline, Lesson, Line
from axiombook.facts import Checked, Facts, LineFacts, Parted, Term, number_of
from axiombook.kept import Kept
from axiombook.links import Links
from axiombook.pages.highlight import highlighted
from axiombook.pages.page import Page, visible
from axiombook.pages.theme import Theme, environment_of
from axiombook.read.values import NoValue, Values

R = TypeVar("R")
LONGEST = 1000  # characters of a definition beside its uses
NOTHING = LineFacts((), (), (), ())


@dataclass(frozen=True, slots=True)
class Hint:
    """A term as its uses show it. number: its place in the book's order; address, anchor and text are HTML.

    address: its definition on its lesson's page. text: the number of its line, its name, what is said of it.
    """

    number: int
    line: str
    address: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """A checked book and its theme, and what the pages look up again and again.

    lines: line id -> the line and its lesson. lessons: slug -> place in the order.
    known: how many terms are defined before each lesson. terms: term name -> what its uses show.
    listings: source path -> its rows as HTML. findings: (file, number of the line there or 0) -> findings; empty
    unless they are to be shown.
    """

    book: Book
    checked: Checked
    theme: Theme
    templates: Environment
    links: Links
    values: Values
    lines: Mapping[str, tuple[Lesson, Line]]
    lessons: Mapping[str, int]
    known: tuple[int, ...]
    terms: Mapping[str, Hint]
    listings: Mapping[str, tuple[str, ...]]
    findings: Mapping[tuple[str, int], tuple[Finding, ...]]
    kept: Kept

    def of_lesson(self, what: Callable[..., R], lesson: Lesson, make: Callable[[], R]) -> R:
        """What is made from a lesson for the pages, once as long as nothing changes that a lesson's pages show."""
        if self.findings:
            return make()
        at, lessons = self.lessons[lesson.slug], self.book.lessons
        facts = self.facts.lessons[at]
        shown = (
            lesson,
            facts,
            self.checked.ledgers[at],
            self.known[at],
            len(lessons) - at,
            *((other.slug, other.name) for other in lessons[max(at - 1, 0) : at + 2]),
            *(self.terms[term] for term in sorted(facts.needs)),
        )
        book = self.book
        return self.kept.of(what, (self.theme, book.settings, book.captures, book.sources, self.links, shown), make)

    @property
    def facts(self) -> Facts:
        """What follows from the book."""
        return self.checked.facts

    def line_facts(self, id: str) -> LineFacts:
        """What one line does; nothing where the line was not looked at."""
        return self.facts.lines.get(id, NOTHING)

    def href(self, id: str) -> str:
        """The address of a line, from any page of the site."""
        lesson, line = self.lines[id]
        return f"{lesson.slug}.html#l{line.number}"

    def evidence(self, base: str) -> str:
        """The `capture:NAME` or `source:PATH` behind something that a line rests on; '' for another line."""
        kind, colon, name = base.partition(":")
        if kind != "value" or not colon:
            return base if colon else ""
        try:
            return f"capture:{self.values.look_up(name)[0].name}"
        except NoValue:
            return ""

    def fill(self, template: str, address: str, title: str, description: str, **values: object) -> Page:
        """A page made by a template of the theme."""
        settings = self.book.settings
        given = {
            "settings": settings,
            "address": address,
            "title": title,
            "description": " ".join(description.split()),
            "site": settings.site.rstrip("/") + "/" if settings.site else "",
            "findings": self.all_findings if address.endswith(".html") else (),
        }
        try:
            text = self.templates.get_template(template).render(**given, **values)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            if self.theme.trusted:
                raise
            raise TemplateRuntimeError(f"{template}: {error}") from error  # a template is a program, with its faults
        return Page(address, visible(text.encode("utf-8", errors="replace")))

    @property
    def all_findings(self) -> tuple[tuple[Finding, str], ...]:
        """The findings to be shown, in the order of their places, each with the address of its line or ''."""
        if not self.findings:
            return ()
        pages = {lesson.file: f"{lesson.slug}.html" for lesson in self.book.lessons}
        places = {
            found: pages[file] + (f"#l{number}" if number else "")
            for (file, number), group in self.findings.items()
            if file in pages
            for found in group
        }
        return tuple((found, places.get(found, "")) for found in self.checked.findings)


def context_of(
    book: Book, checked: Checked, theme: Theme, findings_shown: bool = False, kept: Kept | None = None
) -> Context:
    """The context of a book's pages. kept: what earlier contexts made; the pages are the same with and without it."""
    kept = kept or Kept()
    theme = kept.same(Theme, "", theme)
    found = kept.results(_lines, ((lesson,) for lesson in book.lessons))
    lines = Parted(number_of, zip((str(lesson.number) for lesson in book.lessons), found, strict=True))
    terms = kept.result(_grouped, checked.facts.terms, len(book.lessons))
    return Context(
        book,
        checked,
        theme,
        kept.result(environment_of, theme),
        checked.facts.links,
        kept.result(Values, book.captures, book.settings.captures),
        lines,
        {lesson.slug: at for at, lesson in enumerate(book.lessons)},
        terms.known,
        {
            name: hint
            for lesson, own, known in zip(book.lessons, terms.of, terms.known, strict=True)
            for name, hint in kept.result(_hints, lesson, own, known).items()
        },
        {
            path: kept.result(highlighted, path, file.text)
            for path, file in book.sources.items()
            if file.text is not None
        },
        _placed(book, checked.findings) if findings_shown else {},
        kept,
    )


def _lines(lesson: Lesson) -> dict[str, tuple[Lesson, Line]]:
    return {line.id: (lesson, line) for line in lesson.lines}


@dataclass(frozen=True, slots=True)
class _Grouped:
    """The terms that each lesson defines, and how many are defined before it."""

    of: tuple[tuple[Term, ...], ...]
    known: tuple[int, ...]


def _grouped(terms: Mapping[str, Term], lessons: int) -> _Grouped:
    of: list[list[Term]] = [[] for _ in range(lessons)]
    for term in terms.values():
        of[term.lesson].append(term)
    return _Grouped(tuple(map(tuple, of)), tuple(accumulate(map(len, of[:-1]), initial=0)) if of else ())


def _hints(lesson: Lesson, terms: tuple[Term, ...], known: int) -> dict[str, Hint]:
    """What the uses of a lesson's terms show. known: how many terms are defined before."""
    lines = {line.id: line for line in lesson.lines}
    return {
        term.name: Hint(
            number,
            term.line,
            f"{lesson.slug}.html#{escape(term.anchor)}",
            escape(term.anchor),
            _hint(lines[term.line], term.name),
        )
        for number, term in enumerate(terms, known)
    }


def _hint(line: Line, term: str) -> str:
    head = next((head for head in line.definitions if head.name == term), None)
    return f"{line.id} <b>{escape(term)}</b> = {escape(shortened(said(line, head)))}"


def shortened(text: str) -> str:
    """What a use shows of a definition: a page holds it once for every use, so a long one is cut."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def said(line: Line, head: Definition | None) -> str:
    """What a line says of the term that it defines, without markup; the whole line without a head."""
    start = head.body if head is not None else 0
    end = min((other.start for other in line.definitions if other.start > start), default=len(line.text.raw))
    return "".join(inline.text for inline in after(line.text.inlines, start) if inline.start < end).strip()


def after(inlines: Sequence[Inline], start: int) -> tuple[Inline, ...]:
    """The pieces of a text from an offset on; the one that the offset falls into is cut there."""
    return tuple(
        inline._replace(start=max(inline.start, start), text=inline.text[max(start - inline.start, 0) :])
        for inline in inlines
        if inline.end > start or inline.start >= start
    )


def _placed(book: Book, findings: tuple[Finding, ...]) -> dict[tuple[str, int], tuple[Finding, ...]]:
    """Findings by the line that they stand at or under; 0 is the top of a file."""
    told = {finding.span.file for finding in findings}
    starts = {
        lesson.file: [(line.span.line, line.number) for line in lesson.lines]
        for lesson in book.lessons
        if lesson.file in told
    }
    placed: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        above = [number for row, number in starts.get(finding.span.file, ()) if row <= finding.span.line]
        placed[finding.span.file, above[-1] if above else 0].append(finding)
    return {place: tuple(found) for place, found in placed.items()}


def markup(text: str) -> Markup:
    """HTML that was escaped where it was made."""
    return Markup(text)  # noqa: S704  # every caller escapes what an author wrote
