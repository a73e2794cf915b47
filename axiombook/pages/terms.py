"""Every term of the book: its line, its definition, what it rests on down to the axioms, where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from axiombook.book import Lesson
from axiombook.facts import Term
from axiombook.pages.context import Context, markup
from axiombook.pages.hints import after
from axiombook.pages.page import Page
from axiombook.pages.trees import trees_of
from axiombook.pages.typeset import Typesetter
from axiombook.pages.uses import uses_of

_ROWS = 40  # rows of one tree; what is deeper goes on at the entry of the term it ends in
_ALL = 40_000  # rows of all trees together: a book of thousands of terms gets shorter ones


class Entry(NamedTuple):
    """A term as the page shows it: its name, a link to its section, and the section."""

    name: str
    link: str
    section: str


def render_terms(context: Context) -> Page:
    """terms.html, in the order of the book, with an index from A to Z."""
    most = max(8, min(_ROWS, _ALL // max(len(context.facts.terms), 1)))
    entries = tuple(_entries(context, most))
    ordered = sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name))
    letters = groupby(ordered, lambda entry: entry.name[:1].lower())
    description = f"{len(entries)} terms, each with its line, what it rests on, and where it is used."
    return context.fill(
        "terms.html",
        "terms.html",
        "Terms",
        description,
        count=len(entries),
        index=tuple((group[0].name[:1], _joined(entry.link for entry in group)) for _, (*group,) in letters),
        sections=_joined(entry.section for entry in entries),
    )


def _joined(parts: Iterable[str]) -> Markup:
    return markup("\n".join(parts))


def _entries(context: Context, most: int) -> Iterator[Entry]:
    uses = uses_of(context)
    rows = zip(context.book.lessons, context.terms.own, trees_of(context, most), strict=True)
    for lesson, terms, trees in rows:
        texts = context.of_lesson(_texts, lesson, partial(_texts, context, lesson))
        for term, text, tree in zip(terms, texts, trees, strict=True):
            links = " ".join(link for id, link in uses.get(term.name, {}).items() if id != term.line)
            link = f'<a href="#{escape(term.anchor)}">{escape(term.name)}</a>'
            yield Entry(term.name, link, _section(term, f"{lesson.slug}.html#{term.anchor}", text, tree, links))


def _section(term: Term, address: str, text: str, tree: str, uses: str) -> str:
    """A term: its names, what is said of it, what it rests on, the lines that use it."""
    more = f" <small>{escape(', '.join(term.aliases))}</small>" if term.aliases else ""
    rests = f'<pre class="tree" tabindex="0">{tree}</pre>' if tree else "<p>rests on the vocabulary alone</p>"
    return (
        f'<section id="{escape(term.anchor)}" class="piece">\n<h2>{escape(term.name)}{more}</h2>\n'
        f'<div class="line"><a class="no" href="{escape(address)}">{term.line}</a><div><p>{text}</p></div></div>\n'
        f"{rests}\n<p>used by {uses or 'no other line'}</p>\n</section>"
    )


def _texts(context: Context, lesson: Lesson) -> tuple[str, ...]:
    """What is said of each term that a lesson defines, as HTML."""
    return tuple(_text(term, context) for term in context.terms.own[context.lessons[lesson.slug]])


def _text(term: Term, context: Context) -> str:
    lesson, line = context.lines[term.line]
    head = next((head for head in line.definitions if head.name == term.name), None)
    body = line.text._replace(inlines=after(line.text.inlines, head.body if head else 0))
    return Typesetter(context, lesson, f"t{context.terms[term.name].number}-").prose(body)
