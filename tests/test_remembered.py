"""Where nothing changed, build and check say what they said before; where anything did, they do their work again."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from axiombook.check.rule import WORDS
from axiombook.checking import NAMES
from axiombook.command import main
from axiombook.pages import FEW
from axiombook.remembered import FOLDER, TICK, Memory, Said
from axiombook.report import FORMATS
from tests.tiny import files_in, with_capture, write

LESSON = "# One\n\n1. **nibble** = a count of 4.\n2. A nibble is at {{probe.at}}. {#at}\n\n   ```{log} probe\n   ```\n"
BOOK = {
    **with_capture(LESSON, "at=8\n", "[values]\nat = 'at=(\\w+)'\n"),
    "content/02-two.md": "# Two\n\n1. Two nibbles: `2 * 4 = 8`. {#two}\n",
    "content/book.toml": 'title = "A book"\n',
    "content/index.md": "# A book\n",
    "content/picture.txt": "picture\n",
}
LATER = 2 * TICK / 1e9  # seconds after which a file's time tells


def settled(root: Path) -> Path:
    """A book that was built, long enough after it was written."""
    write(root, BOOK)
    time.sleep(LATER)
    assert main(["build", "--book", str(root)]) == 0
    return root


def built_again(root: Path, *more: str) -> bool:
    """Whether another build writes the site anew: its folder is another one then."""
    before = (root / "site").stat().st_ino
    assert main(["build", "--book", str(root), *more]) == 0
    return (root / "site").stat().st_ino != before


def test_a_build_with_nothing_changed_says_the_same_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = settled(tmp_path)
    said = capsys.readouterr().out
    assert not built_again(root)
    assert capsys.readouterr().out == said


def rewrite(path: Path) -> None:
    """Another text of the same size, with the old times: what a copying tool can leave behind."""
    times = path.stat()
    path.write_text(path.read_text().replace("nibble", "nibbel").replace("at=8", "at=9"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a line of the same length and time": lambda root: rewrite(root / "content/02-two.md"),
    "a log of the same length and time": lambda root: rewrite(root / "proofs/captures/probe.log"),
    "a new lesson": lambda root: (root / "content/03-three.md").write_text("# One\n\n1. `2 * 4 = 8`.\n"),
    "a lesson gone": lambda root: (root / "content/02-two.md").unlink(),
    "a lesson renamed": lambda root: (root / "content/02-two.md").rename(root / "content/02-zwei.md"),
    "the settings": lambda root: (root / "content/book.toml").write_text('title = "Another"\n'),
    "the vocabulary": lambda root: (root / "content/vocabulary.txt").write_text(WORDS + " more\n"),
    "a picture": lambda root: (root / "content/picture.txt").write_text("another\n"),
    "a theme of its own": lambda root: shutil.copytree(Path(__file__).parents[1] / "theme", root / "theme"),
    "a page of the site": lambda root: (root / "site/index.html").write_text("mine"),
    "a page of the site gone": lambda root: (root / "site/terms.html").unlink(),
    "a file in the site": lambda root: (root / "site/more.html").write_text("mine"),
    "the memory gone": lambda root: shutil.rmtree(root / ".cache"),
    "the memory cut": lambda root: (root / FOLDER / "build.json").write_text('{"read":'),
    "the memory of another shape": lambda root: (root / FOLDER / "build.json").write_text("[" * 9999),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(change: str, tmp_path: Path) -> None:
    root = settled(tmp_path)
    CHANGES[change](root)
    before = (root / "site").stat().st_ino
    status = main(["build", "--book", str(root)])
    assert status == 1 or (root / "site").stat().st_ino != before
    assert main(["build", "--book", str(root)]) == status


def test_what_a_link_leads_to_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path, BOOK)
    (tmp_path / "aside.md").write_text("# One\n\n1. `2 * 4 = 8`.\n")
    (tmp_path / "content/03-three.md").symlink_to("../aside.md")
    time.sleep(LATER)
    assert main(["build", "--book", str(tmp_path)]) == 0
    assert not built_again(tmp_path)
    (tmp_path / "aside.md").write_text("# One\n\n1. `2 * 5 = 9`.\n")
    assert main(["build", "--book", str(tmp_path)]) == 1


def test_a_book_that_was_copied_with_its_memory_is_built(tmp_path: Path) -> None:
    root = settled(tmp_path / "one")
    memory = json.loads((root / FOLDER / "build.json").read_text())
    memory["said"]["text"] = "all is well"
    (root / FOLDER / "build.json").write_text(json.dumps(memory))
    root = root.rename(tmp_path / "moved")
    copy = shutil.copytree(root, tmp_path / "two", copy_function=shutil.copy2)
    assert built_again(copy)


@pytest.mark.parametrize("name", ["content/02-two.md", "content/book.toml", "proofs/captures/probe.log", "content/new"])
def test_what_changes_while_a_command_works_is_seen_by_the_next(name: str, tmp_path: Path) -> None:
    """Of the same size, and with the time of its content set back."""
    write(tmp_path, BOOK)
    time.sleep(LATER)
    path, calls = tmp_path / name, list[str]()

    def work() -> Said:
        calls.append(name)
        if len(calls) == 1:
            before = path.read_bytes() if path.exists() else b"new"
            path.write_bytes(before.swapcase())
            os.utime(path, (1, 1))
        return Said(f"{len(calls)}", 0)

    said = [Memory(tmp_path, "check").said(work).text for _ in range(2)]
    time.sleep(LATER)
    said += [Memory(tmp_path, "check").said(work).text for _ in range(2)]
    assert said in (["1", "2", "3", "3"], ["1", "2", "2", "2"])  # how soon the next comes decides what is remembered


@pytest.mark.parametrize("name", ["content", "proofs", "proofs/sources", "."])
def test_a_folder_that_took_the_place_of_another_for_a_while_is_not_what_was_there(name: str, tmp_path: Path) -> None:
    """None of its files has a new time, and afterwards all is as it was before."""
    book, other, aside = tmp_path / "book", tmp_path / "other" / name, tmp_path / "aside"
    for root in (book, tmp_path / "other"):
        write(root, {**BOOK, "proofs/sources/a.c": "int a;\n"})
    place = book / name if name != "." else book
    time.sleep(LATER)

    def work() -> Said:
        place.rename(aside)
        other.rename(place)
        return Said("of the other", 0)

    assert Memory(book, "check").said(work).text == "of the other"
    place.rename(other)
    aside.rename(place)
    time.sleep(LATER)
    assert Memory(book, "check").said(lambda: Said("its own", 0)).text == "its own"


def test_a_link_that_led_elsewhere_for_a_while_is_not_what_was_there(tmp_path: Path) -> None:
    write(tmp_path, BOOK)
    content, one, two = (tmp_path / name for name in ("content", "one", "two"))
    content.rename(one)
    shutil.copytree(one, two)
    content.symlink_to("one")
    time.sleep(LATER)

    def work() -> Said:
        content.unlink()
        content.symlink_to("two")
        return Said("of the other", 0)

    assert Memory(tmp_path, "check").said(work).text == "of the other"
    content.unlink()
    content.symlink_to("one")
    time.sleep(LATER)
    assert Memory(tmp_path, "check").said(lambda: Said("its own", 0)).text == "its own"


@pytest.mark.parametrize("name", ["captures", "sources"])
def test_what_changes_in_a_folder_that_a_link_leads_to_is_seen(name: str, tmp_path: Path) -> None:
    """Written over in its place, so that the folder itself stays as it was."""
    write(tmp_path, {**BOOK, "elsewhere/a.c": "int a;\n"})
    shutil.rmtree(tmp_path / "proofs" / name, ignore_errors=True)
    (tmp_path / "proofs" / name).symlink_to("../elsewhere")
    time.sleep(LATER)
    assert Memory(tmp_path, "check").said(lambda: Said("1", 0)).text == "1"
    assert Memory(tmp_path, "check").said(lambda: Said("2", 0)).text == "1"
    (tmp_path / "elsewhere/a.c").write_text("int b;\n")
    assert Memory(tmp_path, "check").said(lambda: Said("2", 0)).text == "2"


def test_another_folder_for_the_site_is_another_build(tmp_path: Path) -> None:
    root = settled(tmp_path)
    assert main(["build", "--book", str(root), "--out", str(tmp_path / "other")]) == 0
    assert (tmp_path / "other/index.html").is_file()
    shutil.rmtree(tmp_path / "other")
    assert main(["build", "--book", str(root), "--out", str(tmp_path / "other")]) == 0
    assert (tmp_path / "other/index.html").is_file()


def test_check_says_again_what_is_wrong_in_the_form_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**BOOK, "content/02-two.md": "# Two\n\n1. `2 * 4 = 9`.\n2. **cell** = a count of 4.\n"})
    time.sleep(LATER)
    seen = {}
    for more in ([], ["--strict"], ["--format", "json"], ["--format", "github"], ["--format", "sarif"]):
        for _ in range(2):
            assert main(["check", "--book", str(tmp_path), *more]) == 1
            said = capsys.readouterr().out
            assert seen.setdefault(tuple(more), said) == said
    assert len(set(seen.values())) == 4 and "V002" in seen[()]
    write(tmp_path, {"content/02-two.md": "# Two\n\n1. **cell** = a nibble of 4.\n"})
    assert [main(["check", "--book", str(tmp_path), *more]) for more in ([], ["--strict"]) * 2] == [0, 1, 0, 1]


def test_the_formats_are_those_of_the_reports() -> None:
    assert sorted(FORMATS) == list(NAMES)


def test_git_sees_nothing_of_the_memory(tmp_path: Path) -> None:
    root = settled(tmp_path)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    seen = subprocess.run(["git", "status", "--porcelain"], cwd=root, check=True, capture_output=True, text=True).stdout
    assert ".cache" not in seen and "content" in seen


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["01-one", "02-two", "03-three", "04-four"]),
        st.sampled_from(["", "1. `2 * 4 = 8`.\n", "1. `2 * 4 = 9`.\n", "1. A nibble: `2 + 2 = 4`.\n"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=int(os.environ.get("EDITS", "10")), suppress_health_check=[HealthCheck.too_slow])
@given(EDITS, st.booleans())
def test_with_a_memory_the_site_is_that_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, bool]], few: bool
) -> None:
    """few: as in a large book, in which whatever changes is little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("axiombook.pages.FEW", 0 if few else FEW)
        build_after_each(tmp_path_factory.mktemp("book"), edits)


def build_after_each(book: Path, edits: list[tuple[str, str, bool]]) -> None:
    """Builds with what is remembered, and compares with a build that remembers nothing."""
    root = settled(book)
    for name, text, wait in edits:
        path = root / f"content/{name}.md"
        path.write_text(f"# One\n\n{text}") if text else path.unlink(missing_ok=True)
        if wait:
            time.sleep(LATER)
        status = main(["build", "--book", str(root)])
        shutil.rmtree(root / ".cache", ignore_errors=True) if not wait else None
        clean = root.parent / f"{root.name}-clean"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".cache"))
        assert main(["build", "--book", str(clean)]) == status
        if status == 0:
            assert files_in(root / "site") == files_in(clean / "site")
        shutil.rmtree(clean)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("taken = 2026-01-20T09:00:00Z", "taken = 2026-01-20T10:00:00+01:00"),
        ("values = { a = 'at=(\\w+)', b = 'to=(\\w+)' }", "values = { b = 'to=(\\w+)', a = 'at=(\\w+)' }"),
    ],
    ids=["the same moment", "the same values"],
)  # fmt: skip
def test_what_is_equal_and_told_otherwise_is_told_anew(tmp_path: Path, old: str, new: str) -> None:
    values = "values = { a = 'at=(\\w+)', b = 'to=(\\w+)' }\n"
    root = write(tmp_path, with_capture(LESSON.replace("probe.at", "probe.a"), "at=8\nto=9\n", values))
    path = root / "proofs/captures/probe.toml"
    path.write_text(re.sub(r"(?m)^taken = .*$", "taken = 2026-01-20T09:00:00Z", path.read_text()))
    time.sleep(LATER)
    assert main(["build", "--book", str(root)]) == 0
    path.write_text(path.read_text().replace(old, new))
    time.sleep(LATER)
    assert main(["build", "--book", str(root)]) == 0
    incremental = files_in(root / "site")
    assert new.partition(" = ")[2][:20] in path.read_text()
    shutil.rmtree(root / ".cache")
    assert main(["build", "--book", str(root)]) == 0
    assert files_in(root / "site") == incremental
