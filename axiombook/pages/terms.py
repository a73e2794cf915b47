"""Every term of the book: its line, its definition, what it rests on down to the axioms, where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain, groupby

from axiombook.book import Lesson
from axiombook.facts import Term
from axiombook.packed import Piece
from axiombook.pages.context import Context, markup
from axiombook.pages.hints import after
from axiombook.pages.page import Page, written
from axiombook.pages.trees import trees_of
from axiombook.pages.typeset import Typesetter
from axiombook.pages.uses import uses_of

_LONGEST = 40  # rows of one tree; what is deeper goes on at the entry of the term it ends in
_ALL = 40_000  # rows of all trees together: a book of thousands of terms gets shorter ones


def render_terms(context: Context) -> Page:
    """terms.html, in the order of the book, with an index from A to Z."""
    most = max(8, min(_LONGEST, _ALL // max(len(context.facts.terms), 1)))
    found = context.kept.results(_of_lesson, _rows(context, most))
    ordered = sorted(chain.from_iterable(links for links, _ in found), key=lambda link: (link[0].casefold(), link[0]))
    letters = groupby(ordered, lambda link: link[0][:1].lower())
    description = f"{len(ordered)} terms, each with its line, what it rests on, and where it is used."
    return context.fill(
        "terms.html",
        "terms.html",
        "Terms",
        description,
        (sections for _, sections in found),
        count=len(ordered),
        index=tuple((group[0][0][:1], markup("\n".join(link for _, link in group))) for _, (*group,) in letters),
    )


def _rows(context: Context, most: int) -> Iterator[tuple[object, ...]]:
    """Of each lesson its slug, and of each of its terms what is said of it, its tree, and its uses."""
    uses = uses_of(context)
    for lesson, terms, trees in zip(context.book.lessons, context.terms.own, trees_of(context, most), strict=True):
        texts = context.of_lesson(_texts, lesson)
        links = (" ".join(link for id, link in uses.get(term.name, {}).items() if id != term.line) for term in terms)
        yield lesson.slug, terms, texts, trees, tuple(links)


def _of_lesson(
    slug: str, terms: tuple[Term, ...], texts: tuple[str, ...], trees: tuple[str, ...], uses: tuple[str, ...]
) -> tuple[tuple[tuple[str, str], ...], Piece]:
    """The names of a lesson's terms, each with a link to its section, and the sections."""
    links = ((term.name, f'<a href="#{escape(term.anchor)}">{escape(term.name)}</a>') for term in terms)
    rows = zip(terms, texts, trees, uses, strict=True)
    sections = (_section(term, f"{slug}.html#{term.anchor}", *said) for term, *said in rows)
    return tuple(links), Piece(written("".join(sections)))


def _section(term: Term, address: str, text: str, tree: str, uses: str) -> str:
    """A term: its names, what is said of it, what it rests on, the lines that use it."""
    more = f" <small>{escape(', '.join(term.aliases))}</small>" if term.aliases else ""
    rests = f'<pre class="tree" tabindex="0">{tree}</pre>' if tree else "<p>rests on the vocabulary alone</p>"
    return (
        f'<section id="{escape(term.anchor)}" class="piece">\n<h2>{escape(term.name)}{more}</h2>\n'
        f'<div class="line"><a class="no" href="{escape(address)}">{term.line}</a><div><p>{text}</p></div></div>\n'
        f"{rests}\n<p>used by {uses or 'no other line'}</p>\n</section>\n"
    )


def _texts(context: Context, lesson: Lesson) -> tuple[str, ...]:
    """What is said of each term that a lesson defines, as HTML."""
    return tuple(_text(term, context) for term in context.terms.own[context.lessons[lesson.slug]])


def _text(term: Term, context: Context) -> str:
    lesson, line = context.lines[term.line]
    head = line.head_of(term.name)
    body = line.text._replace(inlines=after(line.text.inlines, head.body if head else 0))
    return Typesetter(context, lesson, f"t{context.terms[term.name].number}-").prose(body)
