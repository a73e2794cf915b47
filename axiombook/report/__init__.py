"""Renderings of the one tuple of findings: text for a person, json, github and sarif for machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from axiombook.book import Book, Finding
from axiombook.report.machine import github, json_text, sarif
from axiombook.report.text import text

FORMATS: Mapping[str, Callable[[Book, tuple[Finding, ...]], str]] = {
    "text": text,
    "json": json_text,
    "github": github,
    "sarif": sarif,
}
