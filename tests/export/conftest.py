"""The tiny book of the pages' tests, without the links that it breaks on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[1] / "pages" / "book"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = shutil.copytree(BOOK, tmp_path_factory.mktemp("books") / "book")
    with (book / "content/book.toml").open("a") as settings:
        settings.write('L001 = "off"\n')
    return book
