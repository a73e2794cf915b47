"""One file a rule; the folder is the registry.

A file holds RULE, which says what the rule is, and `find(book, facts)`, which yields what it found.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, cast

from axiombook.book import Book, Finding
from axiombook.check.rule import Rule
from axiombook.facts import Facts


class RuleFile(Protocol):
    """What a file of this folder offers."""

    RULE: Rule

    def find(self, book: Book, facts: Facts) -> Iterator[Finding]:
        """What the rule finds in a book."""


@cache
def rules() -> Mapping[str, RuleFile]:
    """Every rule by its code, in the order of the codes."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [cast("RuleFile", importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {rule.RULE.code: rule for rule in found}


@cache
def codes() -> frozenset[str]:
    """The codes of all rules, from the names of their files: no rule is loaded for it."""
    return frozenset(module.name.partition("_")[0].upper() for module in pkgutil.iter_modules(__path__))
