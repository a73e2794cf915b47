"""The real book: it passes, it is built twice to the same bytes, its links land, and a planted defect is refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from axiombook.build import OWN_THEME, assets
from axiombook.check import check_book
from axiombook.check.ledger import register_rows
from axiombook.pages import render
from axiombook.pages.theme import load
from axiombook.read import read_book
from axiombook.site import write
from tests.abuse.mutations import MUTATIONS
from tests.abuse.run import plant

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 60  # lines of a lesson
WORDS = 1500  # of the vocabulary


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "site"
    book = read_book(ROOT)
    write([*render(book, check_book(book), load(OWN_THEME)), *assets(book, ROOT)], out)
    return out


def test_the_book_passes_with_every_rule_on() -> None:
    book = read_book(ROOT)
    checked = check_book(book)
    assert [str(finding) for finding in checked.findings] == []
    assert book.settings.lint == {} and book.settings.large == 1000
    assert checked.ledger.allowed == () and checked.ledger.passed


def test_the_vocabulary_is_small_and_lessons_are_short() -> None:
    book = read_book(ROOT)
    assert len(book.vocabulary) <= WORDS
    assert {lesson.slug: len(lesson.lines) for lesson in book.lessons if len(lesson.lines) > LONGEST} == {}


def test_every_lesson_asks_answers_computes_and_ends_in_a_puzzle() -> None:
    for lesson in read_book(ROOT).lessons:
        kinds = [type(block).__name__ for line in lesson.lines for block in line.blocks]
        assert kinds.count("Question") >= 2, lesson.slug
        for kind in ("Seven", "Puzzle", "Calc", "Log"):
            assert kind in kinds, (lesson.slug, kind)


def test_everything_the_book_owes_a_place_has_one_or_a_reason() -> None:
    book = read_book(ROOT)
    missing = [
        id
        for register in book.settings.registers
        for id, lines, why in register_rows(book, register)
        if not lines and not why
    ]
    assert missing == []


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    book = read_book(ROOT)
    write([*render(book, check_book(book), load(OWN_THEME)), *assets(book, ROOT)], tmp_path / "again")
    first = {path.name: path.read_bytes() for path in site.iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}


def links_of(text: str) -> Iterator[str]:
    yield from (match[1] for match in re.finditer(r'(?:href|src)="([^"]*)"', text))


def test_every_link_inside_the_site_lands(site: Path) -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in site.iterdir() if path.suffix == ".html"}
    places = {name: set(re.findall(r'\sid="([^"]*)"', text)) for name, text in pages.items()}
    lost = []
    for name, text in pages.items():
        for link in links_of(text):
            if re.match(r"[a-z]+:|//", link):
                continue
            path, anchor = urldefrag(link)
            target = unquote(path) or name
            if not (site / target).exists() or (anchor and target in places and unquote(anchor) not in places[target]):
                lost.append((name, link))
    assert lost == []


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for path in site.glob("*.html"):
        loaded = re.findall(r'<(?:script|img|link|iframe)[^>]*(?:src|href)="((?:https?:)?//[^"]*)"', path.read_text())
        assert [address for address in loaded if 'rel="canonical"' not in address] == []


@pytest.mark.parametrize("seed", range(len(MUTATIONS)))
def test_a_planted_defect_is_refused(seed: int) -> None:
    name, _, refused, changed = plant(seed)
    assert refused, (name, changed)


def test_a_fresh_copy_without_site_and_git_passes(tmp_path: Path) -> None:
    for name in ("content", "proofs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    assert check_book(read_book(tmp_path)).errors == 0


def test_the_same_book_holds_on_the_second_kernel(tmp_path: Path) -> None:
    for name in ("content", "proofs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    settings = tmp_path / "content/book.toml"
    settings.write_text(settings.read_text().replace('captures = "6.1"', 'captures = "6.12"'))
    book = read_book(tmp_path)
    assert book.settings.captures == "6.12"
    assert [(finding.code, finding.span) for finding in check_book(book).findings] == []
