"""What is known of a book beside its faults: what each line rests on, what rests on it, and where each number began."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.tiny import checked, with_capture

TABLES = '[values]\nat = \'at=(.*)\'\n[[chain]]\nname = "s"\nat = "at"\n'
LESSONS: Mapping[str, str | bytes] = {
    **with_capture(
        "# One\n\n1. **nibble** (half) = a count of 4. {#nibble}\n2. `16 * 256 = 4096`. {#sum}\n", "at=ff10\n", TABLES
    ),
    "content/02-two.md": "# Two of 4096\n\n"
    "1. A half is [that](#sum) of {{probe.at}}: 4096. {#two}\n\n   ```{log} probe\n   ```\n\n"
    "   Q: Is [it](#nibble) 4096?\n   A: `4096 + 4 = 4100`.\n\n"
    "2. ∴ [It](#l1) is a nibble, [not](#none) 0xff10 and no half.\n\n   ```{chain} probe\n   ```\n\n"
    "3. The [nibble](#t-nibble) of `a.c`. {given}\n\n   ```{source} a.c\n   ```\n",
    "content/10-ten.md": "# Ten of 8192\n\n1. `64 * 64 = 4096`, `4096 - 96 = 4000`. {#ten}\n2. [Ten](#ten), [two](#two) and [one](#nibble): 8192. {axiom}\n\n   ```\n   0x2000\n   ```\n",
    "proofs/sources/a.c": "int a;\n",
}


LINES = {
    "1.01": (("definition",), (), ("2.01", "2.02", "2.03", "10.02"), ("nibble",)),
    "1.02": (("calculation",), (), ("2.01", "10.01"), ()),
    "2.01": (("observation",), ("1.01", "1.02", "capture:probe", "value:probe.at"), ("2.02", "10.02"), ()),
    "2.02": (("inference", "observation"), ("1.01", "2.01", "capture:probe"), (), ()),
    "2.03": (("given", "observation"), ("1.01", "source:a.c"), (), ()),
    "10.01": (("calculation",), ("1.02",), ("10.02",), ()),
    "10.02": (("axiom",), ("1.01", "2.01", "10.01"), (), ()),
}
CITATIONS = [
    ("2.01", "sum", "1.02"),
    ("2.01", "nibble", "1.01"),
    ("2.02", "l1", "2.01"),
    ("2.02", "none", ""),
    ("2.03", "t-nibble", "1.01"),
    ("10.02", "ten", "10.01"),
    ("10.02", "two", "2.01"),
    ("10.02", "nibble", "1.01"),
]
NUMBERS = [
    [("4096", "1.02")],
    [("4096", "1.02")] * 4 + [("4100", "2.01"), ("0xff10", "2.01")],
    [("8192", ""), ("4096", "1.02"), ("4096", "1.02"), ("4000", "10.01"), ("8192", ""), ("0x2000", "")],
]


def test_what_is_known_of_a_book_is_what_stands_in_it(tmp_path: Path) -> None:
    facts = checked(tmp_path, LESSONS, "ten two that c").facts
    assert {id: tuple(line) for id, line in facts.lines.items()} == LINES
    assert [(entry.place.line, entry.label, entry.target) for entry in facts.citations] == CITATIONS
    assert [[(use.text, use.origin) for use in part.numbers] for part in facts.lessons] == NUMBERS
    assert [use for uses in facts.uses_at.values() for use in uses] == list(facts.uses)
    assert [(term.row, term.anchor) for term in facts.terms.values()] == [(3, "t-nibble")]
    assert facts.links.href("#sum", "02-two") == ("01-one.html#l2", "")
    assert [part.derived for part in facts.lessons] == [1, 2, 1]
    assert [sorted(part.needs) for part in facts.lessons] == [[], ["nibble"], []]


def test_a_calculation_stands_where_its_text_shows_it(tmp_path: Path) -> None:
    made = checked(tmp_path, "# One\n\n1. So `2 + 2 = 4` and **3 + 3** = 6.\n")
    [[one, two]] = made.facts.sums_at.values()
    assert (one.start, one.end, two.start, two.end) == (3, 12, 17, 26)
