"""The first room: a book's files -> the model. What cannot be read becomes a finding, never a traceback."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from axiombook.book import LESSON_NAME, Book, Capture, Finding, FrontPage, Lesson, Rows, SourceFile
from axiombook.check.rules import codes
from axiombook.kept import Kept
from axiombook.no_book import NoBook
from axiombook.packed import PackedText
from axiombook.read.assets import read_assets
from axiombook.read.bind import Evidence, bind_lesson, bind_prose
from axiombook.read.captures import ReadCapture, read_capture
from axiombook.read.files import Files, as_text, is_inside, noted, source_of
from axiombook.read.front import read_front
from axiombook.read.lesson import read_lesson
from axiombook.read.problems import unreadable
from axiombook.read.room import Room
from axiombook.read.settings import read_settings, read_vocabulary
from axiombook.read.values import Values
from axiombook.side_by_side import Each, one_by_one

__all__ = ["NoBook", "read_book"]
CAPTURES, SOURCES = "proofs/captures", "proofs/sources"
INSIDE = "Put the file itself here, not a link that leads out of the book."
LONGEST_LESSON = 1 << 32  # lines; a line's order begins anew there with each lesson, so that no lesson moves another's
OF_ONE_NUMBER = 1 << 16  # lessons; there should be one


class _Texts:
    """Reads the files of one book as text, and keeps what it read and what it could not read.

    unsaved: file -> the text that is read in its place, as an editor holds it.
    """

    def __init__(self, files: Files, kept: Kept, unsaved: Mapping[str, str]) -> None:
        self.root, self.files, self.kept, self._unsaved = files.root, files, kept, unsaved
        self.texts: dict[str, PackedText] = {}
        self.broken: dict[str, PackedText] = {}
        self.problems: list[Finding] = []

    def read(self, file: str) -> str | None:
        """The text of a file, named from the book's folder, or None with a problem kept."""
        packed = self.packed(file)
        return packed.text if packed is not None else None

    def packed(self, file: str) -> PackedText | None:
        """The same for who may not have to read it."""
        try:
            given = self._unsaved.get(file)
            text = self.files.text(file) if given is None else PackedText.of(as_text(given))
        except UnicodeDecodeError as error:
            row = error.object[: error.start].count(b"\n") + 1
            column = len(error.object[error.object.rfind(b"\n", 0, error.start) + 1 : error.start].decode()) + 1
            message = f"byte {error.start} of this file is not UTF-8"
            self.broken[file] = PackedText.of(as_text(error.object.decode(errors="replace")))
            self.problems.append(unreadable(file, message, "Save the file as UTF-8.", row, column))
            return None
        except OSError as error:
            help = "Look at the file's rights and its size."
            self.problems.append(unreadable(file, f"this file cannot be read: {error.strerror or error}", help))
            return None
        self.texts[file] = text
        return text

    def below(self, folder: str, but: tuple[str, ...] = ()) -> Iterator[str]:
        """The names of the files below a folder; one whose name a reader cannot see as it is becomes a problem.

        but: the endings of those that are left out.
        """
        for name in self.files.below(folder):
            if name.lower().endswith(but):
                continue
            if name.isprintable():
                yield name
            else:
                help = "Give it a name that shows what it is: no control signs, no signs that turn the text around."
                self.problems.append(unreadable(f"{folder}/{name}", "this name has a sign that nobody sees", help))


def read_book(
    root: Path,
    kept: Kept | None = None,
    unsaved: Mapping[str, str] | None = None,
    files: Files | None = None,
    each: Each[Any, Any] = one_by_one,
) -> Book:
    """The book in a folder, with its evidence put in. Raises NoBook where there is none.

    kept: what an earlier reading made; the book is the same with and without it. unsaved: file, relative to the book ->
    the text that is read in its place. files: those of the book that were read already. each: how lessons and
    captures are shared out.
    """
    root, kept = Path(root), kept or Kept()
    content = root / "content"
    if not content.is_dir():
        raise NoBook(f"{root} holds no book: there is no folder content/ in it")
    if not is_inside(content, root):
        raise NoBook(f"{content} leads out of the book")
    texts = _Texts(files or Files(root, kept.last(noted, "")), kept, unsaved or {})
    settings, wrong = kept.result(
        read_settings, _optional(texts, "content/book.toml"), kept.same(frozenset, "codes", codes())
    )
    vocabulary = kept.result(read_vocabulary, _optional(texts, "content/vocabulary.txt"))
    sources = kept.results(source_of, _sources(texts))
    evidence = kept.result(_evidence, tuple(_captures(texts, each)), tuple(sources), settings.captures)
    names = _markdown(content)
    lessons = _lessons(texts, names, evidence, each)
    if not names:
        help = 'Write the first lesson: build.py new "Title".'
        texts.problems.append(unreadable("content", "this folder holds no lesson", help))
    if files is None:
        kept.keep(noted, "", noted(texts.files))
    return Book(
        settings,
        lessons,
        evidence.captures,
        evidence.sources,
        kept.result(_words, vocabulary),
        vocabulary,
        kept.result(_front, _optional(texts, "content/index.md"), evidence.values),
        _assets(texts),
        names,
        (*wrong, *texts.problems),
        Rows(texts.texts),
        _halves(texts),
        Rows(texts.broken),
    )


def _evidence(captures: tuple[Capture, ...], sources: tuple[SourceFile, ...], folder: str) -> Evidence:
    named = {capture.name: capture for capture in captures}
    return Evidence(named, {source.path: source for source in sources}, Values(named, folder), Room())


def _words(vocabulary: Mapping[str, int]) -> frozenset[str]:
    return frozenset(vocabulary)


def _optional(texts: _Texts, file: str) -> str:
    """The text of a file that a book may do without; one that is there has to be a file of the book."""
    if texts.files.is_own(file):
        return texts.read(file) or ""
    if os.path.lexists(texts.root / file):
        texts.problems.append(unreadable(file, "this is no file inside the book", INSIDE))
    return ""


def _lessons(
    texts: _Texts, names: Iterable[str], evidence: Evidence, each: Each[tuple[Any, ...], Lesson]
) -> tuple[Lesson, ...]:
    """The lessons in order."""
    named = ((number, name, texts.packed(f"content/{name}")) for number, name in sorted(_named(texts, names)))
    read = [(number, name, text) for number, name, text in named if text is not None]
    rows = (
        (*each, number * OF_ONE_NUMBER + at)
        for number, same in groupby(read, itemgetter(0))
        for at, each in enumerate(same)
    )
    return tuple(texts.kept.results(_lesson, rows, evidence, each=each))


def _lesson(number: int, name: str, packed: PackedText, place: int, evidence: Evidence) -> Lesson:
    """A lesson with its evidence. place: of two lessons the later has the higher one."""
    lesson = read_lesson(number, name.removesuffix(".md"), f"content/{name}", packed.text)
    lines = tuple(line._replace(order=place * LONGEST_LESSON + at) for at, line in enumerate(lesson.lines))
    return bind_lesson(replace(lesson, lines=lines), evidence)


def _named(texts: _Texts, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    for file in names:
        name = LESSON_NAME.fullmatch(file)
        if not texts.files.is_own(f"content/{file}"):
            texts.problems.append(unreadable(f"content/{file}", "this lesson is no file inside the book", INSIDE))
        elif name is not None:
            yield int(name[1]), file


def _markdown(content: Path) -> tuple[str, ...]:
    """The name of every file that a lesson could be, whatever it is called."""
    try:
        names = sorted(path.name for path in content.iterdir())
    except OSError as error:
        raise NoBook(f"{content} cannot be read: {error.strerror}") from error
    return tuple(
        name for name in names if name.lower().endswith(".md") and name != "index.md" and not name.startswith(".")
    )


def _captures(texts: _Texts, each: Each[tuple[str, bytes, str, str], ReadCapture]) -> Iterator[Capture]:
    for capture, problems in texts.kept.results(read_capture, _pairs(texts), each=each):
        texts.problems.extend(problems)
        yield capture


def _pairs(texts: _Texts) -> Iterator[tuple[str, bytes, str, str]]:
    """What a capture is read from: its name, its log, the text of its TOML, and where that is."""
    names = frozenset(texts.below(CAPTURES))
    for name in sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")):
        file = f"{CAPTURES}/{name}.toml"
        provenance = texts.read(file)
        if f"{name}.log" not in names:
            continue
        try:
            data = texts.files.read(f"{CAPTURES}/{name}.log")
        except OSError as error:
            texts.problems.append(unreadable(file, f"its log cannot be read: {error}", "Take the capture again."))
            continue
        if provenance is not None:
            yield name, data, provenance, file


def _halves(texts: _Texts) -> tuple[str, ...]:
    """The files of captures/ that have lost their other half: a log nobody vouches for, a TOML without its log."""
    names = frozenset(texts.below(CAPTURES))
    other = {"log": "toml", "toml": "log"}
    parts = (name.rpartition(".") for name in sorted(names))
    halves = tuple(
        f"{CAPTURES}/{stem}.{end}" for stem, _, end in parts if end in other and f"{stem}.{other[end]}" not in names
    )
    for file in halves:
        with suppress(OSError):
            texts.broken[file] = PackedText.of(texts.files.read(file).decode(errors="replace"))
    return halves


def _sources(texts: _Texts) -> Iterator[tuple[str, bytes]]:
    for name in texts.below(SOURCES):
        file = f"{SOURCES}/{name}"
        try:
            data = texts.files.read(file)
        except OSError as error:
            texts.problems.append(unreadable(file, f"this source cannot be read: {error}", "Look at its rights."))
            continue
        yield name, data


def _front(text: str, values: Values) -> FrontPage | None:
    if not text:
        return None
    return FrontPage(bind_prose(read_front(text), values))


def _assets(texts: _Texts) -> frozenset[str]:
    found = tuple(read_assets(texts.files, texts.below("content", (".md", ".toml", ".txt"))))
    texts.problems.extend(each for each in found if isinstance(each, Finding))
    return frozenset(each for each in found if isinstance(each, str))
