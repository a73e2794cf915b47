"""Where each term of a book is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from axiombook.book import Lesson
from axiombook.facts import LessonFacts
from axiombook.kept import transient
from axiombook.pages.context import Context


def uses_of(context: Context) -> Mapping[str, Mapping[str, str]]:
    """Term -> the lines that use it, in reading order, each with a link to it; a heading is no line."""
    pairs = zip(context.book.lessons, context.facts.lessons, strict=True)
    return context.kept.result(_merged, context.kept.results(_in_lesson, pairs))


@transient  # two pages of a build ask for it; the next build puts it together anew
def _merged(lessons: list[dict[str, dict[str, str]]]) -> Mapping[str, Mapping[str, str]]:
    uses: dict[str, dict[str, str]] = defaultdict(dict)
    for found in lessons:
        for term, lines in found.items():
            uses[term].update(lines)
    return uses


def _in_lesson(lesson: Lesson, facts: LessonFacts) -> dict[str, dict[str, str]]:
    links = {line.id: f'<a href="{lesson.slug}.html#l{line.number}">{line.id}</a>' for line in lesson.lines}
    uses: dict[str, dict[str, str]] = defaultdict(dict)
    for use in facts.uses:
        if use.place.line:
            uses[use.term][use.place.line] = links[use.place.line]
    return dict(uses)
