"""What is said where the builder itself fails: one sentence, and a file with the rest."""

from __future__ import annotations

import tempfile
import traceback


def noted(error: BaseException) -> str:
    """Writes the traceback to a file of its own; returns the sentence that names it."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="axiombook-", suffix=".txt", delete=False) as file:
        file.write("".join(traceback.format_exception(error)))
    return (
        f"the builder itself failed ({type(error).__name__}), through no fault of the book; "
        f"the last good pages stay. What happened is written in {file.name}"
    )
