"""A drawing of signs has its words beside it; code is read as it stands."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from axiombook.pages import load, render
from tests.tiny import checked, read

THEME = Path(__file__).parents[2] / "theme"


def figure(folder: Path, drawing: str, language: str = "") -> str:
    rows = "\n".join(f"   {row}" for row in drawing.splitlines())
    lesson = f"# One\n\n1. 1 + 1 = 2.\n\n   ```{language}\n{rows}\n   ```\n"
    book = read(folder, lesson)
    pages = {page.address: page.content.decode() for page in render(book, checked(folder, lesson), load(THEME))}
    found = re.search(r'<pre class="figure".*?</pre>', pages["01-one.html"], re.DOTALL)
    assert found
    return unescape(found[0])


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ("+---+---+\n| 2 | 5 |   one byte\n+---+---+", "2, 5, one byte"),
        ("slot   0     45\n     +--+- - -+--+\n     |a |     | b|\n     +--+- - -+--+", "slot, 0, 45; a, b"),
        ("counts  32   9   32 + 9 = 41", "counts, 32, 9, 32 + 9 = 41"),
        ("caller ----> rdi\nrax <- callee", "caller, to, rdi; rax, from, callee"),
        ("+--> slot of RAM", "to, slot of RAM"),
        ("<----->\n12 bytes", "to and from; 12 bytes"),
        ("5 steps back: 2 - 5 = -3\n      |\n      v\n  here", "5 steps back: 2 - 5 = -3; here"),
        ("0 ........ 8", "0, 8"),
        ('say "7" & <b>', 'say "7" & <b>'),
    ],
)
def test_a_drawing_says_its_rows_without_its_borders(tmp_path: Path, drawing: str, words: str) -> None:
    assert f'role="img" aria-label="figure: {words}"' in figure(tmp_path, drawing)


def test_code_is_no_picture(tmp_path: Path) -> None:
    shown = figure(tmp_path, "int x = 1;", "c")
    assert "role=" not in shown and "<b>int</b>" in shown


def test_borders_alone_have_no_words(tmp_path: Path) -> None:
    assert "role=" not in figure(tmp_path, "+---+\n|   |\n+---+")
