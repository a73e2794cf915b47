"""Every term of the book: its line, its definition, what it rests on down to the axioms, where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain, groupby

from axiombook.book import Lesson
from axiombook.dataclass import dataclass
from axiombook.facts import Term
from axiombook.packed import Piece
from axiombook.pages.context import Context, markup
from axiombook.pages.hints import after
from axiombook.pages.page import Page, written
from axiombook.pages.trees import trees_of
from axiombook.pages.typeset import Typesetter
from axiombook.pages.uses import UsedTerms, uses_of
from axiombook.sealed import Sealed

Entry = tuple[str, str, str]
"""A term in the index: its name in small letters, its name, a link to its section."""
_LONGEST = 40  # rows of one tree; what is deeper goes on at the entry of the term it ends in
_ALL = 40_000  # rows of all trees together: a book of thousands of terms gets shorter ones


@dataclass(frozen=True, slots=True)
class Texts(Sealed):
    """What is said of each term that a lesson defines, as HTML."""

    of: tuple[str, ...]


def render_terms(context: Context) -> Page:
    """terms.html, in the order of the book, with an index from A to Z."""
    most = max(8, min(_LONGEST, _ALL // max(len(context.facts.terms), 1)))
    return context.page(_page, "terms.html", tuple(context.kept.results(_of_lesson, _rows(context, most))))


def _page(context: Context, found: tuple[tuple[tuple[Entry, ...], Piece], ...]) -> Page:
    """The page of the entries and the sections of each lesson's terms."""
    ordered = sorted(chain.from_iterable(entries for entries, _ in found))
    letters = groupby(ordered, lambda entry: entry[1][:1].lower())
    description = f"{len(ordered)} terms, each with its line, what it rests on, and where it is used."
    return context.fill(
        "terms.html",
        "terms.html",
        "Terms",
        description,
        (sections for _, sections in found),
        count=len(ordered),
        index=tuple((group[0][1][:1], markup("\n".join(link for *_, link in group))) for _, (*group,) in letters),
    )


def _rows(context: Context, most: int) -> Iterator[tuple[object, ...]]:
    """Of each lesson its slug, and of each of its terms what is said of it, its tree, and its uses."""
    rows = zip(context.book.lessons, context.terms.own, trees_of(context, most), uses_of(context), strict=True)
    for lesson, terms, trees, uses in rows:
        yield lesson.slug, terms, context.of_lesson(_texts, lesson), trees, uses


def _of_lesson(
    slug: str, terms: tuple[Term, ...], texts: Texts, trees: tuple[str, ...], uses: UsedTerms
) -> tuple[tuple[Entry, ...], Piece]:
    """The entries of a lesson's terms in the index, and their sections."""
    entries = (
        (term.name.casefold(), term.name, f'<a href="#{escape(term.anchor)}">{escape(term.name)}</a>') for term in terms
    )
    rows = zip(terms, texts.of, trees, uses.of, strict=True)
    sections = (_section(term, f"{slug}.html#{term.anchor}", text, tree, used.links) for term, text, tree, used in rows)
    return tuple(entries), Piece(written("".join(sections)))


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
    return Texts(tuple(_text(term, context) for term in context.terms.own[context.lessons[lesson.slug]]))


def _text(term: Term, context: Context) -> str:
    lesson, line = context.lines[term.line]
    head = line.head_of(term.name)
    body = line.text._replace(inlines=after(line.text.inlines, head.body if head else 0))
    return Typesetter(context, lesson, f"t{context.terms[term.name].number}-").prose(body)
