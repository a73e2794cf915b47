"""Which lines changed since the site was published before: known to `publish` alone, which has both models."""

from __future__ import annotations

from collections.abc import Sequence

from axiombook.pages.context import Context
from axiombook.pages.page import Page

ADDRESS = "changes.html"


def render_changes(context: Context, changes: Sequence[tuple[str, str]] | None = None) -> Page:
    """changes.html. changes: a line's id and what became of it; None in a copy that was built and not published."""
    description = "Which lines of the book changed since it was published before."
    rows = tuple(
        (id, what, context.href(id) if id in context.checked.facts.lines else "") for id, what in changes or ()
    )
    return context.fill(ADDRESS, ADDRESS, "Changes", description, known=changes is not None, rows=rows)
