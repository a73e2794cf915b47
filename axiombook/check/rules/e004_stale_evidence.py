"""E004: a source that produced the capture has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding
from axiombook.check.evidence import citing, places_of
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import Facts

RULE = Rule(
    "E004",
    "stale-evidence",
    "warning",
    "A log of an older program proves nothing about the one that is printed beside it.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   ```\n"},
        {**capture("slot=4\n", '[sources]\n"probe.c" = "' + "0" * 64 + '"\n'), "proofs/sources/probe.c": "int slot;\n"},
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   ```\n"}, capture("slot=4\n", "")
    ),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every source of a capture whose checksum is not the recorded one."""
    stale = [
        (entry, path)
        for entry in book.captures.values()
        for path, digest in entry.sources
        if path in book.sources and book.sources[path].sha256 != digest.lower()
    ]
    if not stale:
        return
    cited = citing(book, facts)
    for entry, path in stale:
        for span in places_of(entry, cited, f"sources.{path}"):
            message = f"`{path}` has changed since the capture `{entry.name}` was taken"
            yield finding(RULE, span, message, f"Take it again: python build.py capture {entry.name}")
