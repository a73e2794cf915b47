"""sitemap.xml and feed.xml, for a book that knows its own address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from axiombook.book import Lesson
from axiombook.links import PAGES
from axiombook.pages.context import Context
from axiombook.pages.page import Page

NEVER = "1970-01-01T00:00:00Z"  # the date of what rests on no capture: the book has no clock of its own


def render_feeds(context: Context) -> Iterator[Page]:
    """Both files; nothing where book.toml sets no site."""
    if not context.book.settings.site:
        return
    own = [f"{name}.html" for name in PAGES if name not in ("index", "404")]
    addresses = ["", *own, *(f"{lesson.slug}.html" for lesson in context.book.lessons)]
    yield context.fill("sitemap.xml", "sitemap.xml", "", "", addresses=addresses)
    of = context.of_lessons(_told)
    entries = [(lesson, *told) for lesson, told in zip(context.book.lessons, of, strict=True)]
    newest = max((taken for _, _, taken in entries), default=NEVER)
    yield context.fill("feed.xml", "feed.xml", "", "", entries=entries, newest=newest)


def _told(context: Context, lesson: Lesson) -> tuple[str, str]:
    """What a lesson begins with, and when its newest capture was taken."""
    return _first(lesson), context.of_lesson(taken_last, lesson) or NEVER


def _first(lesson: Lesson) -> str:
    return lesson.lines[0].text.shown if lesson.lines else lesson.name


def taken_last(context: Context, lesson: Lesson) -> str:
    """When the newest capture of a lesson was taken; '' where it rests on none."""
    captures = context.book.captures
    bases = {base for line in lesson.lines for base in context.line_facts(line.id).rests_on}
    names = {context.evidence(base).removeprefix("capture:") for base in bases}
    times = [captures[name].taken for name in names if name in captures]
    return max((stamp(time) for time in times), default="")


def stamp(time: date | datetime | str) -> str:
    """A time as Atom writes it; one without a zone is taken as UTC, text that is no time as never."""
    try:
        moment = time if isinstance(time, date) else datetime.fromisoformat(time)
    except ValueError:
        return NEVER
    if not isinstance(moment, datetime):
        return f"{moment.isoformat()}T00:00:00Z"
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
