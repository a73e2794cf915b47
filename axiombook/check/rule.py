"""What a rule is: a code, a name, its reason, and a small book on either side of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from axiombook.book import Finding, Severity, Span
from axiombook.dataclass import dataclass, field

WORDS = """a an and are as at be by can do each else first from has have hold how if in into is it its last make
more name named no not number of on one or other same say so that the then there they this to two was what when which
who why with without write yes byte bytes count line read slot answer next word after before than"""


@dataclass(frozen=True, slots=True)
class Example:
    """A tiny book: lesson texts by file name, other files by their path, and where the finding stands."""

    lessons: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str = WORDS

    def tree(self) -> dict[str, str]:
        """Every file of the book, path -> text."""
        tree = {f"content/{name}": text for name, text in self.lessons.items()}
        return {"content/vocabulary.txt": self.vocabulary + "\n", **tree, **self.files}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the contract: what `explain` prints, and what the tests run both ways."""

    code: str
    name: str
    severity: Severity
    why: str
    wrong: Example
    right: Example


def capture(log: str, tables: str, sha256: str = "") -> Mapping[str, str]:
    """The two files of a capture named `probe`, with the right checksum unless one is given."""
    digest = sha256 or hashlib.sha256(log.encode()).hexdigest()
    head = (
        f'command = "probe"\nmachine = "a machine"\nkernel = "6.1"\ntaken = 2026-01-20T09:00:00Z\nsha256 = "{digest}"\n'
    )
    return {"proofs/captures/probe.log": log, "proofs/captures/probe.toml": head + tables}


def finding(rule: Rule, span: Span, message: str, help: str) -> Finding:
    """A finding of a rule, with the severity that the contract gives the rule."""
    return Finding(rule.code, rule.severity, span, message, help)
