"""The language server, asked by a client: it says what `check` says, and knows what each name means."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.lsp.conftest import LESSON, ROOT, Editor

FILE = "content/01-one.md"
WRONG = LESSON.replace("A drawer is a drawer", "A drawerr is a drawer, `2 * 2 = 5`").replace(
    "{{probe.file}}", "{{probe.fiel}}"
)


def checked(book: Path) -> list[tuple[str, int, int]]:
    """What `check --format json` finds on disk."""
    command = [sys.executable, str(ROOT / "build.py"), "check", "--format", "json", "--book", str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return [(found["code"], found["line"], found["column"]) for found in json.loads(done.stdout)]


def test_a_sound_book_has_no_marks(editor: Editor) -> None:
    editor.open(FILE, LESSON)
    assert editor.marked(FILE) == []


def test_what_is_typed_is_marked_as_check_would_once_it_is_saved(editor: Editor, book: Path) -> None:
    editor.open(FILE, LESSON)
    editor.change(FILE, WRONG)
    marked = editor.marked(FILE)
    assert {"T002", "V002", "V003"} <= {code for code, _, _ in marked} and checked(book) == []
    (book / FILE).write_text(WRONG)
    assert marked == checked(book)


def test_marks_go_when_the_line_is_mended(editor: Editor) -> None:
    editor.open(FILE, WRONG)
    assert editor.marked(FILE) != []
    editor.change(FILE, LESSON)
    assert editor.marked(FILE) == []


def test_a_term_shows_its_line_and_leads_to_it(editor: Editor) -> None:
    editor.open(FILE, LESSON)
    said = editor.at("hover", FILE, 4, 7)["contents"]["value"]
    assert said.startswith("**1.01**") and "a count" in said
    place = editor.at("definition", FILE, 4, 7)
    assert place["uri"] == editor.uri(FILE) and place["range"]["start"]["line"] == 2


def test_every_use_of_a_term_is_found(editor: Editor) -> None:
    editor.open(FILE, LESSON)
    uses = editor.at("references", FILE, 4, 7, context={"includeDeclaration": False})
    assert [use["range"]["start"]["line"] + 1 for use in uses] == [4, 10, 10]


def test_a_value_shows_the_row_that_it_comes_from(editor: Editor) -> None:
    editor.open(FILE, LESSON)
    said = editor.at("hover", FILE, 4, 24)["contents"]["value"]
    assert "`{{probe.file}}` = `0xff10`" in said and "file=ff10" in said
    assert editor.at("definition", FILE, 4, 24)["uri"] == editor.uri("proofs/captures/probe.toml")


def test_a_label_and_a_capture_lead_to_their_places(editor: Editor) -> None:
    editor.open(FILE, LESSON)
    cited = LESSON.splitlines()[9].index("#held") + 2
    assert editor.at("definition", FILE, 10, cited)["range"]["start"]["line"] == 3
    opened = LESSON.splitlines()[5].index("probe") + 2
    assert editor.at("definition", FILE, 6, opened)["uri"] == editor.uri("proofs/captures/probe.log")


def names(items: list[dict[str, str]]) -> set[str]:
    return {item["label"] for item in items}


def test_only_terms_that_the_reader_has_are_offered(editor: Editor) -> None:
    editor.open(FILE, LESSON)
    before, after = (names(editor.at("completion", FILE, line, 5)) for line in (4, 12))
    assert {"cell", "cells"} <= before and "drawer" not in before
    assert {"cell", "cells", "drawer"} <= after


def test_values_captures_and_labels_are_offered_where_they_can_stand(editor: Editor) -> None:
    text = LESSON + "6. It holds {{pro\n7. See [it](#he\n\n   ```{log} pr\n"
    editor.open(FILE, text)
    rows = text.splitlines()
    asked = [editor.at("completion", FILE, line, len(rows[line - 1]) + 1) for line in (13, 14, 16)]
    assert [names(items) for items in asked] == [{"probe.file", "probe.size"}, {"held"}, {"probe"}]


def test_the_server_outlives_what_an_author_does(editor: Editor, book: Path) -> None:
    editor.open("elsewhere.md", "# Elsewhere\n")
    assert editor.at("hover", "elsewhere.md", 900, 900) is None
    (book / "content/book.toml").write_text("[[[\n")
    editor.open(FILE, "\0" * 40 + "1. **\n```{log}\n{{")
    assert editor.at("completion", FILE, 1, 99) is not None
    (book / "content/book.toml").unlink()
    editor.change(FILE, LESSON)
    assert editor.marked(FILE) == []
    assert editor.close() == 0
