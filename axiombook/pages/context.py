"""What every page of one book is made from, worked out once: where each line is, what each term says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, cast

from axiombook.book import Book, Finding, Lesson, Line
from axiombook.dataclass import dataclass
from axiombook.facts import Checked, Facts, LineFacts, number_of
from axiombook.kept import Kept, alike
from axiombook.links import Links
from axiombook.packed import Bytes
from axiombook.pages.highlight import highlighted
from axiombook.pages.hints import Hints, hints_of
from axiombook.pages.leaves import Leaves
from axiombook.pages.page import Page, written
from axiombook.pages.theme import Templates, Theme, templates_of
from axiombook.parted import Parted, held
from axiombook.read.values import NoValue, Values

if TYPE_CHECKING:
    from markupsafe import Markup

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
_HERE = "<!--sections-->"  # what an author writes is escaped, and cannot look like it
_NONE: Any = object()  # not made yet; None may be made
NOTHING = LineFacts((), (), (), ())


@dataclass(frozen=True, slots=True)
class Context:
    """A checked book and its theme, and what the pages look up again and again.

    lines: line id -> the line and its lesson. lessons: slug -> place in the order.
    terms: term name -> what its uses show. leaves: what the pages made of each lesson.
    listings: source path -> its rows as HTML. findings: (file, the number of the line there, or the address of the
    heading, or 0) -> findings; empty unless they are to be shown.
    """

    book: Book
    checked: Checked
    theme: Theme
    templates: Templates
    links: Links
    values: Values
    lines: Mapping[str, tuple[Lesson, Line]]
    lessons: Mapping[str, int]
    terms: Hints
    leaves: Leaves
    listings: Mapping[str, tuple[str, ...]]
    findings: Mapping[tuple[str, int | str], tuple[Finding, ...]]
    kept: Kept

    def of_lesson(self, make: Callable[[Context, Lesson], R], lesson: Lesson) -> R:
        """make(context, lesson), made once as long as nothing changes that a lesson's pages show."""
        if self.findings:
            return make(self, lesson)
        made = self.leaves[self.lessons[lesson.slug]].made
        if make not in made:
            made[make] = make(self, lesson)
            self.kept.made += 1
        found: R = made[make]
        return found

    def of_lessons(self, make: Callable[[Context, Lesson], R]) -> list[R]:
        """The same for each lesson, in order."""
        lessons = self.book.lessons
        if self.findings:
            return [make(self, lesson) for lesson in lessons]
        made = [leaf.made.get(make, _NONE) for leaf in self.leaves]
        return [
            self.of_lesson(make, lesson) if one is _NONE else one for lesson, one in zip(lessons, made, strict=True)
        ]

    def page(self, make: Callable[[Context, *Ts], Page], address: str, *inputs: *Ts) -> Page:
        """make(self, *inputs), which shows nothing but its inputs, the settings and the theme: by these it is known.

        Texts, numbers and tuples count by content, anything else by identity: what is equal may be told otherwise. A
        page that is known is made where its bytes are asked for.
        """
        if self.findings:
            return make(self, *inputs)
        given: object = (self.theme, self.book.settings, inputs)
        summed = cast("Callable[..., tuple[object, str]]", make)
        last = self.kept.last(summed, address)
        known = last[1] if last is not None and alike(last[0], given) else ""
        page = Page(address, partial(make, self, *inputs), known)
        if page.is_open:
            self.kept.made += 1
        self.kept.keep(summed, address, (given, page.sum))
        return page

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

    def fill(
        self,
        template: str,
        address: str,
        title: str,
        description: str,
        sections: Iterable[Bytes] = (),
        **values: object,
    ) -> Page:
        """A page made by a template of the theme. sections: put in as they are where the template has `sections`."""
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
            text = self.templates.environment.get_template(template).render(**given, sections=markup(_HERE), **values)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            if self.theme.trusted:
                raise
            from jinja2 import TemplateRuntimeError

            raise TemplateRuntimeError(f"{template}: {error}") from error  # a template is a program, with its faults
        head, here, tail = written(text).partition(_HERE.encode())
        return Page(address, (head, *sections, tail) if here else head)

    @property
    def all_findings(self) -> tuple[tuple[Finding, str], ...]:
        """The findings to be shown, in the order of their places, each with the address of its line or ''."""
        if not self.findings:
            return ()
        pages = {lesson.file: f"{lesson.slug}.html" for lesson in self.book.lessons}
        places = {
            found: pages[file] + (f"#{place}" if isinstance(place, str) else f"#l{place}" if place else "")
            for (file, place), group in self.findings.items()
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
    holders = (_Lines(lesson) for lesson in book.lessons)
    numbers = (str(lesson.number) for lesson in book.lessons)
    hints = hints_of(checked.facts, book.lessons, kept)
    listings = {path: file.text for path, file in book.sources.items() if file.text is not None}
    return Context(
        book,
        checked,
        theme,
        templates_of(theme, kept),
        checked.facts.links,
        kept.result(Values, book.captures, book.settings.captures),
        Parted(number_of, held(zip(numbers, holders, strict=True)), attrgetter("lines")),
        {lesson.slug: at for at, lesson in enumerate(book.lessons)},
        hints,
        Leaves(book, checked, theme, hints, kept),
        dict(zip(listings, kept.results(highlighted, listings.items()), strict=True)),
        _placed(book, checked.findings) if findings_shown else {},
        kept,
    )


@dataclass(frozen=True)
class _Lines:
    """The lines of a lesson by their ids, looked up where one is asked for."""

    lesson: Lesson

    @cached_property
    def lines(self) -> Mapping[str, tuple[Lesson, Line]]:
        return {line.id: (self.lesson, line) for line in self.lesson.lines}


def _placed(book: Book, findings: tuple[Finding, ...]) -> dict[tuple[str, int | str], tuple[Finding, ...]]:
    """Findings by the line or the heading that they stand at or under; 0 is the top of a file."""
    told = {finding.span.file for finding in findings}
    starts = {lesson.file: _starts(lesson) for lesson in book.lessons if lesson.file in told}
    placed: dict[tuple[str, int | str], list[Finding]] = defaultdict(list)
    for finding in findings:
        above = [place for row, place in starts.get(finding.span.file, ()) if row <= finding.span.line]
        placed[finding.span.file, above[-1] if above else 0].append(finding)
    return {place: tuple(found) for place, found in placed.items()}


def _starts(lesson: Lesson) -> list[tuple[int, int | str]]:
    """In which row of its file each line of a lesson begins, and each heading."""
    lines: list[tuple[int, int | str]] = [(line.span.line, line.number) for line in lesson.lines]
    headings = ((heading.text.starts[0][1], heading.anchor) for heading in lesson.headings)
    return sorted([*lines, *headings], key=itemgetter(0))


def markup(text: str) -> Markup:
    """HTML that was escaped where it was made."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  # every caller escapes what an author wrote
