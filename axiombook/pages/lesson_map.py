"""Which lesson rests on which, drawn as a staircase: a mark right of the stairs would be a forward reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from axiombook.book import Lesson
from axiombook.pages.context import Context
from axiombook.pages.page import Page
from axiombook.pages.runs import runs

COLUMNS = 100  # what a screen has room for; in a book of more lessons a column stands for several


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
    rests = _rests(context)
    used: dict[int, list[int]] = defaultdict(list)
    for at, bases in rests.items():
        for base in bases:
            used[base].append(at)
    each = -(-len(context.book.lessons) // COLUMNS)
    rows = tuple(_rows(context, rests, used, each))
    width = max((len(str(row.number)) for row in rows), default=1)
    description = "Which lesson rests on which, drawn from the lines of the book."
    addresses = {row.number: row.address for row in rows}
    return context.fill(
        "map.html", "map.html", "Map", description, rows=rows, width=width, addresses=addresses, each=each
    )


def _rests(context: Context) -> Mapping[int, set[int]]:
    """Lesson -> the other lessons that its lines rest on, by their places in the book."""
    rests: dict[int, set[int]] = defaultdict(set)
    for at, lesson in enumerate(context.book.lessons):
        slugs = context.of_lesson(_rests_on, lesson)
        rests[at] = {context.lessons[slug] for slug in slugs} - {at}
    return rests


def _rests_on(context: Context, lesson: Lesson) -> tuple[str, ...]:
    """The lessons that the lines of a lesson rest on, by their slugs."""
    bases = dict.fromkeys(base for line in lesson.lines for base in context.line_facts(line.id).rests_on)
    return tuple(dict.fromkeys(context.lines[base][0].slug for base in bases if base in context.lines))


def _rows(context: Context, rests: Mapping[int, set[int]], used: Mapping[int, list[int]], each: int) -> Iterator[Row]:
    """The rows of the map. each: how many lessons a column stands for."""
    numbers = [lesson.number for lesson in context.book.lessons]
    for at, lesson in enumerate(context.book.lessons):
        columns = {base // each for base in rests[at] if base < at}
        marks = "".join("#" if column in columns else "." for column in range(-(-at // each)))
        bases, users = (runs(numbers[other] for other in found) for found in (sorted(rests[at]), used.get(at, ())))
        yield Row(lesson.number, lesson.name, f"{lesson.slug}.html", marks, bases, users)
