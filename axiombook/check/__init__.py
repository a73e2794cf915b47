"""The second and third room: a book -> its facts -> findings and ledgers. Nothing here opens a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from axiombook.book import Book, Finding, Severity
from axiombook.check.allow import allowed
from axiombook.check.collect import collect
from axiombook.check.front import front_links
from axiombook.check.ledger import ledgers
from axiombook.check.rules import rules
from axiombook.facts import Checked, Facts
from axiombook.kept import Kept

__all__ = ["check_book"]


def check_book(book: Book, kept: Kept | None = None) -> Checked:
    """Facts, findings in the order of their places, and ledgers.

    kept: what an earlier check made; the result is the same with and without it.
    """
    kept = kept or Kept()
    facts = collect(book, kept)
    facts = replace(facts, links=(*facts.links, *front_links(book)))
    found = [*book.problems, *(problem for lesson in book.lessons for problem in lesson.problems)]
    standing, used = allowed(book, tuple(_findings(book, facts)))
    findings = tuple(sorted({*found, *standing}, key=_place))
    parts, whole = ledgers(book, facts, findings, used, kept)
    return Checked(facts, findings, parts, whole)


def _findings(book: Book, facts: Facts) -> Iterator[Finding]:
    """What the rules find, with the severities of book.toml; a rule that is off is not asked."""
    for code, rule in rules().items():
        switched = book.settings.lint.get(code, rule.RULE.severity)
        if switched == "off":
            continue
        severity = cast("Severity", switched)
        for finding in rule.find(book, facts):
            yield finding if finding.severity == severity else replace(finding, severity=severity)


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return (finding.span.file, finding.span.line, finding.span.column, finding.code, finding.message)
