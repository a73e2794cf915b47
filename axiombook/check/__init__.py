"""The second and third room: a book -> its facts -> findings and ledgers. Nothing here opens a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, cast

from axiombook.book import Book, Finding, Severity
from axiombook.check.allow import allowed
from axiombook.check.collect import collect
from axiombook.check.ledger import ledgers
from axiombook.check.rules import find, find_in, rules, shared
from axiombook.facts import Checked, Facts
from axiombook.kept import Kept
from axiombook.side_by_side import Each, one_by_one

__all__ = ["check_book"]


def check_book(book: Book, kept: Kept | None = None, each: Each[Any, Any] = one_by_one) -> Checked:
    """Facts, findings in the order of their places, and ledgers.

    kept: what an earlier check made; the result is the same with and without it. each: how lessons are shared out.
    """
    kept = kept or Kept()
    facts = collect(book, kept, each)
    found = [*book.problems, *(problem for lesson in book.lessons for problem in lesson.problems)]
    standing, used = allowed(book, tuple(_findings(book, facts, kept, each)), kept)
    findings = tuple(sorted({*found, *standing}, key=_place))
    parts, whole = ledgers(book, facts, findings, used, kept, each)
    return Checked(facts, findings, parts, whole)


def _findings(book: Book, facts: Facts, kept: Kept, each: Each[Any, Any]) -> Iterator[Finding]:
    """What the rules find, with the severities of book.toml; what a rule that is off finds is left out."""
    switched = {code: book.settings.lint.get(code, rule.RULE.severity) for code, rule in rules().items()}
    names = kept.same(shared, "", kept.result(shared, kept.same(frozenset, "names", facts.names.small)))
    local = kept.results(find_in, zip(book.lessons, facts.lessons, strict=True), names, each=each)
    for finding in chain(*local, find(book, facts)):
        severity = switched[finding.code]
        if severity != "off":
            yield finding if finding.severity == severity else replace(finding, severity=cast("Severity", severity))


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return (finding.span.file, finding.span.line, finding.span.column, finding.code, finding.message)
