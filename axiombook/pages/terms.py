"""Every term of the book: its line, its definition, what it rests on down to the axioms, where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from axiombook.book import Lesson
from axiombook.dataclass import dataclass
from axiombook.facts import Defined, Term
from axiombook.joined import Joined
from axiombook.links import term_anchor
from axiombook.outline import Names
from axiombook.packed import Piece
from axiombook.pages.context import Context, markup
from axiombook.pages.hints import after
from axiombook.pages.page import Page, written
from axiombook.pages.trees import trees_of
from axiombook.pages.typeset import Typesetter
from axiombook.pages.uses import UsedTerms, uses_of
from axiombook.sealed import Sealed

Group = tuple[str, str]
"""Of the index: a letter, and a link to the section of each term that begins with it."""
_LONGEST = 40  # rows of one tree; what is deeper goes on at the entry of the term it ends in
_ALL = 40_000  # rows of all trees together: a book of thousands of terms gets shorter ones


@dataclass(frozen=True, slots=True)
class Texts(Sealed):
    """What is said of each term that a lesson defines, as HTML."""

    of: tuple[str, ...]


def render_terms(context: Context) -> Page:
    """terms.html, in the order of the book, with an index from A to Z."""
    kept, names = context.kept, context.facts.names
    most = max(8, min(_LONGEST, _ALL // max(len(names.heads), 1)))
    sections = kept.joined(_of_lesson, _rows(context, most))
    return context.page(_page, "terms.html", len(names.heads), kept.result(_index, names), sections)


def _index(names: Names) -> tuple[Group, ...]:
    """The terms from A to Z."""
    ordered = sorted((name.casefold(), name) for name in names.heads)
    letters = groupby((name for _, name in ordered), lambda name: name[:1].lower())
    groups = (tuple(group) for _, group in letters)
    return tuple(
        (group[0][:1], "\n".join(f'<a href="#{escape(term_anchor(name))}">{escape(name)}</a>' for name in group))
        for group in groups
    )


def _page(context: Context, count: int, index: tuple[Group, ...], sections: Joined) -> Page:
    """The page of some terms, from their index and the sections of each lesson's terms."""
    return context.fill(
        "terms.html",
        "terms.html",
        "Terms",
        f"{count} terms, each with its line, what it rests on, and where it is used.",
        sections.parts,
        count=count,
        index=tuple((letter, markup(links)) for letter, links in index),
    )


def _rows(context: Context, most: int) -> Iterator[tuple[object, ...]]:
    """Of each lesson its slug, and of each of its terms what is said of it, its tree, and its uses."""
    slugs = (lesson.slug for lesson in context.book.lessons)
    texts, trees = context.of_lessons(_texts), trees_of(context, most)
    yield from zip(slugs, context.terms.own, texts, trees, uses_of(context), strict=True)


def _of_lesson(slug: str, defined: Defined, texts: Texts, trees: tuple[str, ...], uses: UsedTerms) -> Piece:
    """The sections of a lesson's terms."""
    rows = zip(defined.terms, texts.of, trees, uses.of, strict=True)
    sections = (_section(term, f"{slug}.html#{term.anchor}", text, tree, used.links) for term, text, tree, used in rows)
    return Piece(written("".join(sections)))


def _section(term: Term, address: str, text: str, tree: str, uses: str) -> str:
    """A term: its names, what is said of it, what it rests on, the lines that use it."""
    more = f" <small>{escape(', '.join(term.aliases))}</small>" if term.aliases else ""
    rests = f'<pre class="tree" tabindex="0">{tree}</pre>' if tree else "<p>rests on the vocabulary alone</p>"
    return (
        f'<section id="{escape(term.anchor)}" class="piece">\n<h2>{escape(term.name)}{more}</h2>\n'
        f'<div class="line"><a class="no" href="{escape(address)}">{term.line}</a><div><p>{text}</p></div></div>\n'
        f"{rests}\n<p>used by {uses or 'no other line'}</p>\n</section>\n"
    )


def _texts(context: Context, lesson: Lesson) -> Texts:
    return Texts(tuple(_text(term, context) for term in context.terms.own[context.lessons[lesson.slug]].terms))


def _text(term: Term, context: Context) -> str:
    lesson, line = context.lines[term.line]
    head = line.head_of(term.name)
    body = line.text._replace(inlines=after(line.text.inlines, head.body if head else 0))
    return Typesetter(context, lesson, f"t{context.terms[term.name].number}-").prose(body)
