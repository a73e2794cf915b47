"""E001: a capture or a source file is not there."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Book, Chain, Finding, Lesson, Log, Span, Trace
from axiombook.check.evidence import citing, missing, places_of
from axiombook.check.rule import Example, Rule, capture, finding
from axiombook.facts import Facts, LessonFacts

RULE = Rule(
    "E001",
    "missing-evidence",
    "error",
    "A proof that is not there proves nothing; a build that goes on without it would hide the hole.",
    wrong=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} prob\n   ```\n"}, capture("slot=4\n", "")
    ),
    right=Example(
        {"01-one.md": "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   ```\n"}, capture("slot=4\n", "")
    ),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every proof block without its file."""
    for lost in missing(lesson, "E001"):
        yield finding(RULE, lost.span, lost.message, lost.help)


def find(book: Book, facts: Facts) -> Iterator[Finding]:
    """Every half of a capture and every source of one that is gone."""
    yield from _halves(book)
    gone = [(entry, path) for entry in book.captures.values() for path, _ in entry.sources if path not in book.sources]
    if not gone:
        return
    cited = citing(book, facts)
    for entry, path in gone:
        for span in places_of(entry, cited, f"sources.{path}"):
            message = f"the source `{path}` of the capture `{entry.name}` is not there"
            yield finding(RULE, span, message, f"Put it back under proofs/sources, or take `{entry.name}` again.")


def _halves(book: Book) -> Iterator[Finding]:
    """Every capture with one of its two files, unless a block that shows it is told of already."""
    if not book.halves:
        return
    lost = {block.name for line in book.lines() for block in line.blocks if isinstance(block, Log | Chain | Trace)}
    if book.settings.captures:
        lost |= {f"{book.settings.captures.strip('/')}/{name}" for name in lost}
    for file in book.halves:
        stem, _, end = file.rpartition(".")
        gone = f"{stem}.{'log' if end == 'toml' else 'toml'}"
        if stem.removeprefix("proofs/captures/") not in lost:
            message = f"`{file}` has no `{gone.rpartition('/')[2]}` beside it"
            yield finding(RULE, Span(file), message, "A capture is NAME.log with NAME.toml: put the other back.")
