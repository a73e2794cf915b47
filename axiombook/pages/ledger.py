"""The ledger of the whole book, of each lesson, everything that was allowed, and how many lines are of each kind."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from axiombook.book import Kind, Lesson
from axiombook.check.ledger import ledger_text, register_rows
from axiombook.pages.context import Context
from axiombook.pages.page import Page
from axiombook.settings import Register

Places = tuple[tuple[str, str], ...]  # a line's id and its address


def render_ledger(context: Context) -> Page:
    """ledger.html."""
    book, checked = context.book, context.checked
    of = (context.of_lesson(_kinds, lesson) for lesson in book.lessons)
    counted = Counter(kind for kinds in of for kind in kinds)
    lessons = tuple((lesson, ledger_text(ledger)) for lesson, ledger in zip(book.lessons, checked.ledgers, strict=True))
    allowed = tuple((place, _address(context, place), code, reason) for place, code, reason in checked.ledger.allowed)
    return context.fill(
        "ledger.html",
        "ledger.html",
        "Ledger",
        f"What {book.settings.title} defines, derives, computes and shows, counted by machine.",
        whole=ledger_text(checked.ledger),
        kinds=tuple((kind, counted[kind]) for kind in get_args(Kind)),
        total=sum(lesson.count for lesson in book.lessons),
        lessons=lessons,
        allowed=allowed,
        registers=tuple(_register(context, register) for register in book.settings.registers),
    )


def _kinds(context: Context, lesson: Lesson) -> tuple[Kind, ...]:
    """The kinds of the lines of a lesson."""
    return tuple(kind for line in lesson.lines for kind in context.line_facts(line.id).kinds)


def _register(context: Context, register: Register) -> tuple[str, int, tuple[tuple[str, Places, str], ...]]:
    """Its title, how many of its ids have no line and no reason, and its rows."""
    rows = tuple(
        (id, tuple((line, context.href(line)) for line in lines), why)
        for id, lines, why in register_rows(context.book, register)
    )
    return register.title, sum(not lines and not why for _, lines, why in rows), rows


def _address(context: Context, place: str) -> str:
    """The address of what was allowed: a line by its id, else a lesson by its slug."""
    return context.href(place) if place in context.lines else f"{place}.html"
