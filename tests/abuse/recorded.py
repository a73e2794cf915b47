"""The counts that take hours, or downloads, as docs/abuse.md has them, each with the command that takes it again.

python -m tests.abuse.recorded
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/abuse.md"
AGAIN = {"Fuzz": "make fuzz", "Books from elsewhere": "make elsewhere BOOK=FOLDER", "The tests under test": "mutmut"}


def recorded(text: str) -> Iterator[str]:
    """The tables and the dated sentences of those sections."""
    for section in re.split(r"(?m)^## ", text)[1:]:
        title, _, body = section.partition("\n")
        if title in AGAIN:
            yield f"{title} (again: {AGAIN[title]})"
            yield from (f"  {row}" for row in body.split("\n") if re.match(r"\||\d{4}-\d\d-\d\d|Measured", row))


if __name__ == "__main__":
    sys.stdout.write("\n".join(recorded(PAGE.read_text(encoding="utf-8"))) + "\n")
