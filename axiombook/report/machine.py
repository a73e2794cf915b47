"""Findings for machines: a JSON array, GitHub's annotations, SARIF 2.1.0."""

from __future__ import annotations

import json
from urllib.parse import quote

from axiombook import __version__
from axiombook.book import Book, Finding
from axiombook.check.rules import rules
from axiombook.report.text import plain


def json_text(book: Book, findings: tuple[Finding, ...]) -> str:
    """One JSON array; file relative to the book, line and column counted from 1."""
    return json.dumps([as_mapping(finding) for finding in findings], indent=1) + "\n"


def as_mapping(finding: Finding) -> dict[str, str | int]:
    """The fields of a finding as the contract names them."""
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "message": finding.message,
        "help": finding.help,
    }


def github(book: Book, findings: tuple[Finding, ...]) -> str:
    """One workflow command a finding, which GitHub shows on the line."""
    return "".join(f"{_annotation(finding)}\n" for finding in findings)


def _annotation(finding: Finding) -> str:
    span = finding.span
    place = f"file={_property(span.file)},line={span.line},col={span.column},endColumn={max(span.end - 1, span.column)}"
    return f"::{finding.severity} {place},title={finding.code}::{_data(f'{finding.message}. {finding.help}')}"


def _data(text: str) -> str:
    text = "\n".join(map(plain, text.split("\n")))  # the log of a run is read in a terminal, too
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(book: Book, findings: tuple[Finding, ...]) -> str:
    """A SARIF 2.1.0 log of one run."""
    described = [
        {
            "id": code,
            "name": rule.RULE.name,
            "shortDescription": {"text": rule.RULE.name},
            "fullDescription": {"text": rule.RULE.why},
        }
        for code, rule in rules().items()
    ]
    driver = {"name": "axiombook", "version": __version__, "rules": described}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(f) for f in findings]}
        ],
    }
    return json.dumps(log, indent=1) + "\n"


def _result(finding: Finding) -> dict[str, object]:
    span = finding.span
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": max(span.end, span.column + 1)}
    uri = quote(span.file, errors="surrogateescape")
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": f"{finding.message}. {finding.help}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
