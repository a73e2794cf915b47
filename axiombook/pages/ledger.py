"""The ledger of the whole book, of each lesson, everything that was allowed, and how many lines are of each kind."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from axiombook.book import Kind, Lesson
from axiombook.check.ledger import ledger_text, register_rows
from axiombook.facts import Ledger
from axiombook.pages.context import Context
from axiombook.pages.page import Page
from axiombook.settings import Register

Places = tuple[tuple[str, str], ...]  # a line's id and its address
Registered = tuple[str, int, tuple[tuple[str, Places, str], ...]]
"""The title of a register, how many of its ids have no line and no reason, and its rows."""


def render_ledger(context: Context) -> Page:
    """ledger.html."""
    book, checked = context.book, context.checked
    named = tuple((lesson.number, lesson.name, lesson.slug) for lesson in book.lessons)
    counted = Counter[Kind]()
    for of_lesson in context.of_lessons(_kinds):
        counted.update(of_lesson)
    kinds = tuple((kind, counted[kind]) for kind in get_args(Kind))
    total = sum(lesson.count for lesson in book.lessons)
    allowed = tuple((place, _address(context, place), code, reason) for place, code, reason in checked.ledger.allowed)
    registers = tuple(_register(context, register) for register in book.settings.registers)
    parts = (checked.ledgers, checked.ledger)
    return context.page(_page, "ledger.html", named, parts, kinds, total, allowed, registers)


def _page(
    context: Context,
    _named: tuple[tuple[int, str, str], ...],
    parts: tuple[tuple[Ledger, ...], Ledger],
    kinds: tuple[tuple[Kind, int], ...],
    total: int,
    allowed: tuple[tuple[str, str, str, str], ...],
    registers: tuple[Registered, ...],
) -> Page:
    """The page of the lessons, which show the names given, and of their ledgers and the book's."""
    ledgers, whole = parts
    return context.fill(
        "ledger.html",
        "ledger.html",
        "Ledger",
        f"What {context.book.settings.title} defines, derives, computes and shows, counted by machine.",
        whole=ledger_text(whole),
        kinds=kinds,
        total=total,
        lessons=tuple(zip(context.book.lessons, map(ledger_text, ledgers), strict=True)),
        allowed=allowed,
        registers=registers,
    )


def _kinds(context: Context, lesson: Lesson) -> dict[Kind, int]:
    """How many lines of a lesson are of each kind."""
    return dict(Counter(kind for line in lesson.lines for kind in context.line_facts(line.id).kinds))


def _register(context: Context, register: Register) -> Registered:
    rows = tuple(
        (id, tuple((line, context.href(line)) for line in lines), why)
        for id, lines, why in register_rows(context.book, register)
    )
    return register.title, sum(not lines and not why for _, lines, why in rows), rows


def _address(context: Context, place: str) -> str:
    """The address of what was allowed: a line by its id, else a lesson by its slug."""
    return context.href(place) if place in context.lines else f"{place}.html"
