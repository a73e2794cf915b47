"""Which words are a term, in every spelling, at their exact place; and that one pass finds the terms of a large book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.check.matcher import Matcher, forms_of, matcher_of, plural_of
from axiombook.check.tokens import Token, tokens_of
from axiombook.check.vocabulary import Vocabulary
from tests.tiny import codes, findings

TERMS = """2. **nibble** = a count.
3. **`sock_x`** (struct sock_x, sk) = a count.
4. **AF_X** = a count.
5. **DMA** = a count.
6. **→** = a sign.
7. **page table** = a count.
8. **page** = a count.
9. **slot-end** (`->`) = a count.
10. **kASLR** = a count.
11. **bus** = a count.
12. **entry** = a count.
13. **C** = a sign.
"""

# What stands on line 1 -> the term and the text that the finding marks; '' where nothing is a forward reference.
FORWARD = {
    "A nibble here": ("nibble", "nibble"),
    "Nibble here": ("nibble", "Nibble"),
    "NIBBLE": ("nibble", "NIBBLE"),
    "two nibbles": ("nibble", "nibbles"),
    "the nibble's count": ("nibble", "nibble"),
    "the nibbles’ count": ("nibble", "nibbles"),
    "(nibble)": ("nibble", "nibble"),
    "“nibble”": ("nibble", "nibble"),
    "nibble-wide": ("nibble", "nibble"),
    "one-nibble": ("nibble", "nibble"),
    "4-nibble": ("nibble", "nibble"),
    "nibble/count": ("nibble", "nibble"),
    "nibble—count": ("nibble", "nibble"),
    "**nibble**": ("nibble", "nibble"),
    "a [nibble](#here)": ("nibble", "nibble"),
    "`nibble`": ("nibble", "nibble"),
    "`a.nibble[4]`": ("nibble", "nibble"),
    "`sock_x`": ("sock_x", "sock_x"),
    "sock_x": ("sock_x", "sock_x"),
    "Struct sock_x": ("sock_x", "Struct sock_x"),
    "`struct sock_x *`": ("sock_x", "struct sock_x"),
    "sk": ("sock_x", "sk"),
    "two sks": ("sock_x", "sks"),
    "AF_X": ("AF_X", "AF_X"),
    "by DMA": ("DMA", "DMA"),
    "two DMAs": ("DMA", "DMAs"),
    "so → so": ("→", "→"),
    "so→so": ("→", "→"),
    "a page table": ("page table", "page table"),
    "page  tables": ("page table", "page  tables"),
    "Page Table": ("page table", "Page Table"),
    "the *page* table": ("page table", "page* table"),
    "the `page` table": ("page table", "page` table"),
    "the page&nbsp;table": ("page table", "page&nbsp;table"),
    "a page-table": ("page", "page"),
    "pages": ("page", "pages"),
    "the slot-end": ("slot-end", "slot-end"),
    "`a->b`": ("slot-end", "->"),
    "kASLR": ("kASLR", "kASLR"),
    "two buses": ("bus", "buses"),
    "entries": ("entry", "entries"),
    "in C so": ("C", "C"),
    "by dma": ("", ""),
    "a nib ble": ("", ""),
    "nibble_x": ("", ""),
    "nibble4": ("", ""),
    "slot - end": ("", ""),
    "a c": ("", ""),
}


@pytest.mark.parametrize("text", FORWARD)
def test_a_forward_reference_in_every_spelling_at_its_exact_place(text: str, tmp_path: Path) -> None:
    term, token = FORWARD[text]
    row = f"1. Here {text}. {{axiom}} {{#here}}"
    found = [f for f in findings(tmp_path, f"# One\n\n{row}\n{TERMS}", "sign") if f.code == "T001"]
    if not term:
        assert found == []
        return
    [finding] = found
    assert (finding.span.line, row[finding.span.column - 1 : finding.span.end - 1]) == (3, token)
    assert finding.message.startswith(f"`{term}` stands here before line ")


def test_a_term_that_is_broken_over_two_rows_is_told_where_it_begins(tmp_path: Path) -> None:
    text = "# One\n\n1. Here is a page\n   table so. {axiom}\n" + TERMS
    [finding] = [f for f in findings(tmp_path, text, "sign") if f.code == "T001"]
    assert (finding.span.line, finding.span.column, finding.span.end) == (3, 14, 18)


def test_a_value_between_two_words_parts_them(tmp_path: Path) -> None:
    text = (
        "# One\n\n1. A page {{probe.x}} table. {axiom}\n2. **page table** = a count.\n3. A page table is so. {axiom}\n"
    )
    assert [f.code for f in findings(tmp_path, text, "page table")] == ["V003"]


TWICE = {
    "an alias that is taken": (
        "**cell** (f) = a count.\n4. **slot-end** (f, g) = a slot.\n5. A slot-end g f. {axiom}",
        ["T003:4"],
    ),
    "a name that is taken": (
        "**cell** = a count.\n4. **cell** (g) = a slot.\n5. A cell is g. {axiom}",
        ["T003:4", "T002:5"],
    ),
    "an alias that is taken, spelled twice": (
        "**cell** = a count.\n4. **slot-end** (cell, cELL) = a slot.\n5. A cell slot-end cELL. {axiom}",
        ["T003:4"],
    ),
    "another definition's text": ("**cell** = a count. **slot-end** = a cell.\n4. A slot-end. {axiom}", []),
    "its own text behind another": (
        "**cell** = a count. **slot-end** = a slot-end.\n4. A cell. {axiom}",
        ["T005:3", "T004:3"],
    ),
}


@pytest.mark.parametrize("what", TWICE)
def test_which_definition_a_term_stands_in_and_which_of_two_is_kept(what: str, tmp_path: Path) -> None:
    text, expected = TWICE[what]
    found = codes(tmp_path, f"# One\n\n1. {text}\n", "slot is", '[lint]\nS004 = "off"\n')
    assert sorted(found) == sorted(expected)


UNKNOWN = {
    "a nible": "nible",
    "a nible's count": "nible",
    "`slot->nible`": "nible",
    "`kmalloc(4)`": "kmalloc",
    "`0xzz`": "0xzz",
    "4nible": "4nible",
    "a ✓ so": "✓",
    "5 € so": "€",
    "`\u200bnible`": "nible",
    "größe": "größe",
    "## nible": "nible",
    "don't": "don't",
    "![nible](a.png)": "",
    "<!-- nible -->": "",
    "[slot](nible.md)": "",
    "a well-known slot": "",
    "e.g. a slot": "",
    "the zed's slot": "",
    "3rd, 21st": "",
    "`6f a0`": "",
    "“a” – ‘b’ … § 4 ± 3": "±",
    "4°": "°",
    "a ²": "²",
    "&amp; &lt; &copy;": "©",
}


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_neither_vocabulary_nor_a_term(text: str, tmp_path: Path) -> None:
    told = [
        f.message
        for f in findings(tmp_path, f"# One\n\n1. Is {text} {{axiom}}\n", "well-known e.g. b zed's")
        if f.code == "T002"
    ]
    assert told == ([f"`{UNKNOWN[text]}` is neither in the vocabulary nor defined by a line"] if UNKNOWN[text] else [])


WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)


def spelled(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    tokens = list(tokens_of(text))
    return [(m.term, text[tokens[m.first].start : tokens[m.last - 1].end]) for m in matcher.matches(tokens)]


@given(st.lists(WORD, min_size=1, max_size=3).map(" ".join))
def test_the_plural_and_the_capital_of_every_term_are_uses_of_it(term: str) -> None:
    matcher = matcher_of([(term, term)])
    many = " ".join([*term.split(" ")[:-1], plural_of(term.split(" ")[-1])])
    for form in (term, many, term.capitalize(), many.capitalize(), term.upper(), term.title()):
        assert spelled(matcher, f"so {form}, 4") == [(term, form)]


@given(WORD, WORD)
def test_the_longest_term_wins_wherever_it_begins(one: str, two: str) -> None:
    terms = [one, f"{one} {two}", f"{one} {two} {one}"]
    matcher = matcher_of((term, term) for term in terms)
    for term in terms:
        assert spelled(matcher, f"4 {term} 4") == [(term, term)]


@given(st.lists(WORD, min_size=1, max_size=20, unique=True), st.lists(WORD, max_size=40))
def test_no_word_is_lost_between_the_matches(terms: list[str], words: list[str]) -> None:
    matcher = matcher_of((term, term) for term in terms)
    tokens = list(tokens_of(" ".join([*words, *terms])))
    last = 0
    for match in matcher.matches(tokens):
        assert last <= match.first < match.last <= len(tokens)
        last = match.last
    known = {form[0] for term in terms for form in forms_of(term)}
    missed = [token.text for token in tokens if token.text in known]
    assert len(missed) == sum(1 for _ in matcher.matches(tokens))


class Counting(list[Token]):
    """Tokens that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, at: Any) -> Any:
        self.looks += 1
        return super().__getitem__(at)


def test_of_two_terms_that_differ_in_a_capital_the_one_as_written_is_meant() -> None:
    """The name `big RAM` is known by its capitals only, `big ram` by any: one text, one term, in every process."""
    for pairs in ((("big RAM", "one"), ("big ram", "two")), (("big ram", "two"), ("big RAM", "one"))):
        matcher = matcher_of(pairs)
        for text, term in (("big RAM", "one"), ("big ram", "two"), ("big Ram", "two")):
            assert [match.term for match in matcher.matches(tokens_of(text))] == [term]


def test_a_token_is_looked_at_a_few_times_however_many_terms_there_are() -> None:
    terms = [f"word{at} end" for at in range(2500)] + [f"term{at}" for at in range(2500)]
    text = " ".join(f"term{at % 2500} so word{at % 2500} end word{at % 2500} so" for at in range(20_000))
    for size in (10, 5000):
        counting = Counting(tokens_of(text))
        found = sum(1 for _ in matcher_of((term, term) for term in terms[:size]).matches(counting))
        assert counting.looks < 4 * len(counting)
    assert found == 40_000


ENDINGS = {
    "count": "counts counted counting",
    "make": "makes making",
    "carry": "carries carried carrying",
    "stop": "stops stopped stopping",
    "pass": "passes passed passing",
    "agree": "agrees agreed agreeing",
    "box": "boxes boxed boxing",
}


@pytest.mark.parametrize("word", ENDINGS)
def test_the_regular_endings_come_with_a_word(word: str) -> None:
    known = Vocabulary(frozenset({word}))
    for form in (word, *ENDINGS[word].split()):
        assert known.knows(form) and known.knows(form.capitalize()) and known.knows(form.upper())
    for other in (f"{word}er", f"un{word}", f"{word}ly", f"{word}x", word[:-1]):
        assert not known.knows(other)


def test_a_word_of_the_vocabulary_is_read_in_any_letters_and_with_comments(tmp_path: Path) -> None:
    book = {
        "content/01-one.md": "# One\n\n1. Zig zag ZOG {axiom}\n",
        "content/vocabulary.txt": "\ufeff# words\none  # the first\nZig\r\nzag zog\n",
    }
    assert codes(tmp_path, book) == []


CLASHES = {
    "a name": ("**slot** = a count.", "T006"),
    "an alias": ("**cell** (slot) = a count.", "T006"),
    "a capital": ("**Slot** = a count.", "T006"),
    "a name twice": ("**cell** = a count.\n2. **cell** = a count.", "T003"),
    "a name twice, apart": ("**cell** = a count.\n2. **part** = a count.\n3. **cell** = a count.", "T003"),
    "a name and an alias": ("**cell** = a count.\n2. **part** (cell) = a count.", "T003"),
    "two aliases": ("**cell** (x) = a count.\n2. **part** (x) = a count.", "T003"),
    "a name in capitals": ("**cell** = a count.\n2. **Cell** = a count.", "T003"),
    "a name and its plural": ("**cell** = a count.\n2. **cells** = counts.", "T003"),
    "a plural and its name": ("**return boxes** = counts.\n2. **return box** = a count.", "T003"),
    "its own name": ("**cell** = a cell.", "T005"),
    "its own plural": ("**cell** = a count of cells.", "T005"),
    "its own alias": ("**cell** (part) = a part.", "T005"),
    "its own name in code": ("**`cell_x`** = `cell_x`.", "T005"),
}


@pytest.mark.parametrize("what", CLASHES)
def test_names_that_clash_and_definitions_that_turn_round(what: str, tmp_path: Path) -> None:
    text, code = CLASHES[what]
    found = {f.code for f in findings(tmp_path, f"# One\n\n1. {text}\n", settings='[lint]\nT004 = "off"\n')}
    assert found == {code}


def test_ram_and_ram_are_two_terms(tmp_path: Path) -> None:
    text = "# One\n\n1. **DMA** = a count.\n2. **dma** = a slot.\n3. A DMA and a dma. {axiom}\n"
    assert codes(tmp_path, text) == []
