"""The tiny book of the pages' tests, without the links that it breaks on purpose."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from ..tiny import write

ALONE = r"PART \d+|1\.\d+"  # a heading of `many`, or a line's number, in a row of its own
BOOK = Path(__file__).parents[1] / "pages" / "book"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = shutil.copytree(BOOK, tmp_path_factory.mktemp("books") / "book")
    with (book / "content/book.toml").open("a") as settings:
        settings.write('L001 = "off"\n')
    return book


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one lesson that is several pages long, with a heading over each third line."""
    chance = random.Random(4)  # no rhythm: a page ends at any place of a line
    text = ["# Many\n"]
    for at in range(1, 180):
        text += [f"\n## Part {at}\n"] if at % 3 == 1 else []
        after = f", after t{at - 1}" if at > 1 else ""
        more = "".join(
            f", and {at} + {more} = {at + more}" for more in range(2, 2 + chance.randrange(24))
        )  # 1 to 6 rows
        text += [
            f"{at}. **t{at}** = {at} + 1 = {at + 1}{more}{after}.\n"
            + ("   Q: 1?\n   A: 1.\n" if chance.random() < 0.2 else "")
        ]
    settings = '[lint]\nT002 = "off"\nT004 = "off"\n'
    return write(tmp_path_factory.mktemp("books") / "many", "\n".join(text), settings=settings)


def pages_of(made: Path) -> list[list[str]]:
    """The rows of each page that hold text, as they stand on it."""
    reader = shutil.which("pdftotext")
    assert reader, "install pdftotext: apt-get install poppler-utils"
    done = subprocess.run([reader, "-layout", str(made), "-"], capture_output=True, text=True, check=True)
    return [[row for row in page.split("\n") if row.strip()] for page in done.stdout.split("\f")[:-1]]
