"""The one thing that every command can be told wrong: a folder without a book."""

from __future__ import annotations


class NoBook(Exception):
    """The folder holds no book, or it cannot be read; the message is what a person reads."""
