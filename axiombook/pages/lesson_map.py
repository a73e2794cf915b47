"""Which lesson rests on which, drawn as a staircase: a mark right of the stairs would be a forward reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from axiombook.book import Lesson
from axiombook.dataclass import dataclass
from axiombook.pages.context import Context
from axiombook.pages.page import Page
from axiombook.pages.runs import runs

COLUMNS = 100  # what a screen has room for; in a book of more lessons a column stands for several

Named = tuple[int, str, str]
"""The number, the name and the slug of a lesson."""


@dataclass(frozen=True, slots=True)
class Row:
    """A lesson in the map. marks: one sign for each column of lessons before it, # where it rests on one of them.

    rests_on and used_by: runs of lessons, by the numbers of the first and the last.
    """

    number: int
    name: str
    address: str
    marks: str
    rests_on: tuple[tuple[int, int], ...]
    used_by: tuple[tuple[int, int], ...]


def render_map(context: Context) -> Page:
    """map.html."""
    lessons = tuple((lesson.number, lesson.name, lesson.slug) for lesson in context.book.lessons)
    rests = tuple(context.of_lessons(_rests_on))
    return context.page(_map, "map.html", lessons, rests)


def _map(context: Context, lessons: tuple[Named, ...], rests_on: tuple[tuple[str, ...], ...]) -> Page:
    """The map of lessons that rest on others, these by their slugs."""
    places = {slug: at for at, (_, _, slug) in enumerate(lessons)}
    rests = [{places[slug] for slug in slugs} - {at} for at, slugs in enumerate(rests_on)]
    used: dict[int, list[int]] = defaultdict(list)
    for at, bases in enumerate(rests):
        for base in bases:
            used[base].append(at)
    each = -(-len(lessons) // COLUMNS)
    rows = tuple(_rows(lessons, rests, used, each))
    width = max((len(str(row.number)) for row in rows), default=1)
    description = "Which lesson rests on which, drawn from the lines of the book."
    addresses = {row.number: row.address for row in rows}
    return context.fill(
        "map.html", "map.html", "Map", description, rows=rows, width=width, addresses=addresses, each=each
    )


def _rests_on(context: Context, lesson: Lesson) -> tuple[str, ...]:
    """The lessons that the lines of a lesson rest on, by their slugs."""
    bases = dict.fromkeys(base for line in lesson.lines for base in context.line_facts(line.id).rests_on)
    return tuple(dict.fromkeys(context.lines[base][0].slug for base in bases if base in context.lines))


def _rows(
    lessons: Sequence[Named], rests: Sequence[set[int]], used: Mapping[int, list[int]], each: int
) -> Iterator[Row]:
    """The rows of the map. each: how many lessons a column stands for."""
    numbers = [number for number, _, _ in lessons]
    for at, (number, name, slug) in enumerate(lessons):
        columns = {base // each for base in rests[at] if base < at}
        marks = "".join("#" if column in columns else "." for column in range(-(-at // each)))
        bases, users = (runs(numbers[other] for other in found) for found in (sorted(rests[at]), used.get(at, ())))
        yield Row(number, name, f"{slug}.html", marks, bases, users)
