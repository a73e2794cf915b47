"""A term whose words are each known alone reads as plain words where its definition lost its head.

R001 misses the head where the line is nothing but a definition. Where it computes or observes, too, the term is cited,
as in `[place value](#t-place-value)`, and R003 misses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from axiombook.book import Book, Prose
from axiombook.check import check_book
from axiombook.check.matcher import matcher_of
from axiombook.check.scan import Text, scan
from axiombook.check.vocabulary import Vocabulary
from axiombook.facts import Facts, Place, Term
from axiombook.read import read_book
from axiombook.read.inline import read_inline
from tests.abuse.mutations import without_head

ROOT = Path(__file__).resolve().parents[2]
PLACE = Place("1.01", 0, "theory", "line")


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(ROOT)


def spellings(facts: Facts, without: Term) -> Iterator[tuple[str, str]]:
    """Every way to write a term, but for one."""
    for term in facts.terms.values():
        if term.name != without.name:
            yield from ((spelling, term.name) for spelling in (term.name, *term.aliases))


def reads_as_plain_words(term: Term, book: Book, facts: Facts) -> bool:
    """Whether every place that uses the term would be understood without it."""
    matcher, vocabulary = matcher_of(spellings(facts, term)), Vocabulary(book.vocabulary)
    places = {use.span for use in facts.uses if use.term == term.name}
    written = {book.texts[place.file][place.line - 1][place.column - 1 : place.end - 1] for place in places}
    texts = [Text(read_inline(Prose("", said, ((0, 1, 1),))), PLACE) for said in written]
    return not any(scan(text, matcher, vocabulary, set())[1] for text in texts)


def is_missed(term: Term, book: Book) -> bool:
    """Whether the book is refused where the definition has lost its head."""
    rows = list(book.texts[term.span.file])
    rows[term.span.line - 1] = without_head(rows[term.span.line - 1])
    return check_book(read_book(ROOT, unsaved={term.span.file: "\n".join(rows)})).errors > 0


def test_such_a_term_is_cited_where_its_line_does_more_than_define_it(book: Book) -> None:
    facts = check_book(book).facts
    cited = {citation.label for citation in facts.citations}
    doing_more = [term for term in facts.terms.values() if facts.lines[term.line].kinds != ("definition",)]
    plain = [term for term in doing_more if reads_as_plain_words(term, book, facts)]
    assert len(plain) > 3
    assert [term.name for term in plain if term.anchor not in cited and not is_missed(term, book)] == []
