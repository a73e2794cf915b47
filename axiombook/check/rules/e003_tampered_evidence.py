"""E003: the log's sha256 is not the recorded one."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Finding
from axiombook.check.evidence import citing, places_of
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import Facts

RULE = Rule(
    "E003",
    "tampered-evidence",
    "error",
    "A captured log is what the machine said. One changed byte makes it what somebody wrote.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   ```\n"},
        capture("slot=4\n", "", sha256="0" * 64),
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   ```\n"}, capture("slot=4\n", "")
    ),
)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every capture whose log is not what its TOML recorded, at each place that rests on it."""
    tampered = [entry for entry in book.captures.values() if entry.sha256.lower() != entry.actual_sha256]
    if not tampered:
        return
    cited = citing(book, facts)
    for entry in tampered:
        recorded = f"its TOML records {entry.sha256[:12]}..." if entry.sha256 else "its TOML records none"
        for span in places_of(entry, cited, "sha256"):
            message = f"the log of `{entry.name}` has the sha256 {entry.actual_sha256[:12]}..., {recorded}"
            yield finding(RULE, span, message, f"Put the log back as it was taken, or take `{entry.name}` again.")
