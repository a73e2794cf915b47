"""Findings told once: what is new since the last time, and what is mended."""

from __future__ import annotations

import re
from collections import Counter

from axiombook.book import Book, Finding
from axiombook.report.text import count, finding_text, plain

Same = tuple[str, str, str]
_NUMBERS = re.compile(r"\d+")


class Told:
    """Remembers what was told. A finding that only moved, because lines came or went above it, is no new one."""

    def __init__(self) -> None:
        self._before: Counter[Same] | None = None

    def news(self, book: Book, findings: tuple[Finding, ...]) -> str:
        """What to say now: new findings in full, mended ones in a row each, the count; '' where all is as it was."""
        now = Counter(map(_same, findings))
        before, self._before = self._before, now
        if before is not None and now == before:
            return ""
        fresh, known = [], Counter(before)
        for finding in findings:
            known[_same(finding)] -= 1
            if known[_same(finding)] < 0:
                fresh.append(finding_text(book, finding) + "\n\n")
        mended = sum((Counter(before) - now).values())
        said = f"{mended} mended. " if mended else ""
        return "".join(fresh) + said + plain(count(book, findings)) + "\n"


def _same(finding: Finding) -> Same:
    return finding.code, finding.span.file, _NUMBERS.sub("0", finding.message)
