"""The whole book on one page, in reading order: line, its proof, its questions. The form for paper."""

from __future__ import annotations

from html import escape
from itertools import groupby

from markupsafe import Markup

from axiombook.book import Lesson, Line
from axiombook.check.ledger import ledger_text
from axiombook.packed import Bytes, Piece
from axiombook.pages.context import Context, markup
from axiombook.pages.lesson import part_of
from axiombook.pages.page import Page, written
from axiombook.pages.panels import (
    anchors_of,
    based_on,
    between,
    findings_at,
    marks_of,
    proofs_of,
    questions_of,
    spans,
    theory_of,
)
from axiombook.pages.typeset import Typesetter


def render_whole(context: Context) -> Page:
    """book.html."""
    title = context.book.settings.title
    description = f"{title} on one page: every line with its proof and its questions."
    return context.fill(
        "book.html",
        "book.html",
        f"{title} on one page",
        description,
        contents=contents_on_paper(context),
        sections=sections_on_paper(context),
    )


def contents_on_paper(context: Context) -> tuple[tuple[tuple[int, str] | None, tuple[Lesson, ...]], ...]:
    """The parts of the book, each with its lessons; None for the lessons that stand before the first part."""
    parts = groupby(context.book.lessons, lambda lesson: part_of(context, lesson))
    return tuple((part, tuple(lessons)) for part, lessons in parts)


def sections_on_paper(context: Context) -> list[Bytes]:
    """Each lesson with its title, its lines and its ledger."""
    return [piece.content for piece in context.of_lessons(_section)]


def _section(context: Context, lesson: Lesson) -> Piece:
    ledger = context.checked.ledgers[context.lessons[lesson.slug]]
    title = f"<h2>{lesson.number}  {escape(lesson.name)}</h2>"
    below = f'<pre class="ledger">{escape(ledger_text(ledger))}</pre>'
    body = lesson_on_paper(context, lesson)
    return Piece(written(f'<section id="{escape(lesson.slug)}">\n{title}\n{body}\n{below}\n</section>\n'))


def lessons_on_paper(context: Context) -> tuple[tuple[Lesson, Markup, str], ...]:
    """Each lesson, its lines as HTML, and its ledger."""
    pairs = zip(context.book.lessons, context.checked.ledgers, strict=True)
    return tuple((lesson, markup(lesson_on_paper(context, lesson)), ledger_text(ledger)) for lesson, ledger in pairs)


def lesson_on_paper(context: Context, lesson: Lesson) -> str:
    """The lines of one lesson as HTML; line 7.03 is #l7.03, its proof #p7.03, its questions #q7.03."""
    setter = Typesetter(context, lesson, "")
    parts: list[str] = []
    for count in range(len(lesson.lines) + 1):
        parts += between(lesson, count, setter)
        if count < len(lesson.lines):
            parts.append(_line(lesson.lines[count], setter))
    return "".join(parts)


def _line(line: Line, setter: Typesetter) -> str:
    anchors = spans(anchors_of(line, setter.context))
    rests = based_on(setter.context.line_facts(line.id).rests_on, setter)
    parts = [
        f'<div class="line" id="l{line.id}">{anchors}<a class="no" href="#l{line.id}">{line.id}</a><div>',
        f"<p>{setter.prose(line.text)}{marks_of(line)}</p>{theory_of(line, setter)}",
        findings_at(setter.context, setter.lesson, line.number) if setter.lesson else "",
        f'<p class="rests"><span>rests on {rests}</span></p>' if rests else "",
    ]
    for panel, body in (("p", proofs_of(line, setter)), ("q", questions_of(line, setter))):
        parts.append(f'<div class="entry" id="{panel}{line.id}">{body}</div>' if body else "")
    return "".join([*parts, "</div></div>\n"])
