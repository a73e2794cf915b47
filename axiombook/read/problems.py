"""What is wrong with a file before any rule can look at it: the F codes, always errors."""

from __future__ import annotations

from axiombook.book import Finding, Span


def unreadable(file: str, message: str, help: str, line: int = 1, column: int = 1) -> Finding:
    """F001: a file of the book cannot be read as what it should be."""
    return Finding("F001", "error", Span(file, line, column, column + 1), message, help)


def bad_directive(span: Span, message: str, help: str) -> Finding:
    """F002: a fenced block that names no directive, or gives one what it does not take."""
    return Finding("F002", "error", span, message, help)


def bad_settings(file: str, message: str, help: str, line: int = 1, column: int = 1) -> Finding:
    """F003: a TOML file that cannot be read, or a key with a value that it cannot have."""
    return Finding("F003", "error", Span(file, line, column, column + 1), message, help)


def bad_allow(span: Span, message: str, help: str) -> Finding:
    """F004: an allow comment that names no rule, gives no reason, or allows nothing."""
    return Finding("F004", "error", span, message, help)
