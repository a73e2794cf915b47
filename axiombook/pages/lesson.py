"""A lesson's four pages: the three panels side by side, and each of them alone. One lesson needs no other's pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from axiombook.book import Lesson
from axiombook.check.ledger import ledger_text
from axiombook.dataclass import dataclass
from axiombook.pages.context import Context, markup
from axiombook.pages.feeds import taken_last
from axiombook.pages.known import Pages
from axiombook.pages.page import Page
from axiombook.pages.panels import alone, proofs, questions, theory
from axiombook.pages.typeset import Typesetter

if TYPE_CHECKING:
    from markupsafe import Markup

TITLES = {"proof": "Proof", "theory": "Theory", "questions": "Q&A"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its address in the page, its title, the key that widens it, how many entries it holds, its HTML."""

    id: str
    title: str
    key: int
    count: int
    body: Markup


def render_lesson(context: Context, lesson: Lesson) -> Pages:
    """The lesson's page, then proof, theory and questions alone."""
    panels = _panels(context, lesson)
    return tuple(_page(context, lesson, panels, panel) for panel in (None, *panels))


def render_lesson_at(context: Context, lesson: Lesson, address: str) -> Page | None:
    """The one page of a lesson that has the address."""
    panels = _panels(context, lesson)
    for panel in (None, *panels):
        if address == _address(lesson, panel):
            return _page(context, lesson, panels, panel)
    return None


def _address(lesson: Lesson, panel: Panel | None) -> str:
    return f"{lesson.slug}.{panel.id}.html" if panel else f"{lesson.slug}.html"


def _page(context: Context, lesson: Lesson, panels: tuple[Panel, ...], panel: Panel | None) -> Page:
    index = context.lessons[lesson.slug]
    values = _heading(context, lesson, index)
    values["ledger"] = context.checked.ledgers[index]
    values["ledger_text"] = ledger_text(context.checked.ledgers[index])
    description = lesson.lines[0].text.shown if lesson.lines else lesson.name
    title = f"{lesson.number} {lesson.name}"
    address = _address(lesson, panel)
    if panel is None:
        return context.fill("lesson.html", address, title, description, (), panels=panels, **values)
    if panel.id == "theory":
        panel = replace(panel, body=markup(alone(panel.body)))
    return context.fill("panel.html", address, f"{title}: {panel.title}", description, (), panel=panel, **values)


def _panels(context: Context, lesson: Lesson) -> tuple[Panel, ...]:
    bodies = {"proof": proofs, "theory": theory, "questions": questions}
    counts = {
        "proof": sum(any(block.panel == "proof" for block in line.blocks) for line in lesson.lines),
        "theory": len(lesson.lines),
        "questions": sum(any(block.panel == "questions" for block in line.blocks) for line in lesson.lines),
    }
    return tuple(
        Panel(id, TITLES[id], key, counts[id], markup(make(context, lesson)))
        for key, (id, make) in enumerate(bodies.items(), 1)
    )


def _heading(context: Context, lesson: Lesson, index: int) -> dict[str, object]:
    """What stands over a lesson: its part, its neighbours, its title, how many terms its reader knows."""
    lessons = context.book.lessons
    return {
        "lesson": lesson,
        "heading": markup(Typesetter(context, lesson, "h").prose(lesson.title)) if lesson.title else lesson.slug,
        "part": part_of(context, lesson),
        "before": lessons[index - 1] if index else None,
        "after": lessons[index + 1] if index + 1 < len(lessons) else None,
        "known": context.terms.known[index],
        "left": len(lessons) - index - 1,
        "taken": context.of_lesson(taken_last, lesson),
    }


def part_of(context: Context, lesson: Lesson) -> tuple[int, str] | None:
    """The number and the title of the part that a lesson stands in; None before the first part."""
    parts = enumerate(context.book.settings.parts, 1)
    begun = [(number, part.title) for number, part in parts if part.first <= lesson.number]
    return begun[-1] if begun else None
