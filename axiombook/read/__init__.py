"""The first room: a book's files -> the model. What cannot be read becomes a finding, never a traceback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from axiombook.book import LESSON_NAME, Book, Capture, Finding, FrontPage, Lesson, SourceFile
from axiombook.check.rules import codes
from axiombook.read.bind import Evidence, bind_lesson, bind_prose
from axiombook.read.blocks import Row, prose
from axiombook.read.captures import read_capture
from axiombook.read.files import NoBook, files_below, is_inside, read_bytes, read_source
from axiombook.read.inline import read_inline
from axiombook.read.lesson import read_lesson
from axiombook.read.problems import unreadable
from axiombook.read.settings import read_settings, read_vocabulary
from axiombook.read.values import Values

__all__ = ["NoBook", "read_book"]


class _Texts:
    """Reads the files of one book as text, and keeps what it read and what it could not read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rows: dict[str, tuple[str, ...]] = {}
        self.problems: list[Finding] = []

    def read(self, path: Path) -> str | None:
        """The text of a file, or None with a problem kept."""
        file = path.relative_to(self.root).as_posix()
        try:
            text = read_bytes(path).decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            row = error.object[: error.start].count(b"\n") + 1
            column = error.start - (error.object.rfind(b"\n", 0, error.start) + 1) + 1
            message = f"byte {error.start} of this file is not UTF-8"
            self.problems.append(unreadable(file, message, "Save the file as UTF-8.", row, column))
            return None
        except OSError as error:
            help = "Look at the file's rights and its size."
            self.problems.append(unreadable(file, f"this file cannot be read: {error.strerror or error}", help))
            return None
        self.rows[file] = tuple(text.split("\n"))
        return text


def read_book(root: Path) -> Book:
    """The book in a folder, with its evidence put in. Raises NoBook where there is none."""
    root = Path(root)
    content = root / "content"
    if not content.is_dir():
        raise NoBook(f"{root} holds no book: there is no folder content/ in it")
    if not is_inside(content, root):
        raise NoBook(f"{content} leads out of the book")
    texts = _Texts(root)
    settings, wrong = read_settings(_optional(texts, content / "book.toml"), codes())
    vocabulary = read_vocabulary(_optional(texts, content / "vocabulary.txt"))
    captures, sources = _captures(texts), _sources(texts)
    evidence = Evidence(captures, sources, Values(captures, settings.captures))
    lessons = tuple(bind_lesson(lesson, evidence) for lesson in _lessons(texts, content))
    return Book(
        settings,
        lessons,
        captures,
        sources,
        frozenset(vocabulary),
        vocabulary,
        _front(texts, content, evidence.values),
        frozenset(_assets(content, root)),
        tuple(path.name for path in _markdown(content)),
        (*wrong, *texts.problems),
        texts.rows,
    )


def _optional(texts: _Texts, path: Path) -> str:
    if not path.is_file() or not is_inside(path, texts.root):
        return ""
    return texts.read(path) or ""


def _lessons(texts: _Texts, content: Path) -> Iterator[Lesson]:
    """The lessons in order, each line with its place in the order of the book."""
    order = 0
    for number, path in sorted(_named(texts, content), key=lambda entry: (entry[0], entry[1].name)):
        text = texts.read(path)
        if text is None:
            continue
        lesson = read_lesson(number, path.stem, path.relative_to(texts.root).as_posix(), text)
        lines = tuple(replace(line, order=order + at) for at, line in enumerate(lesson.lines))
        order += len(lines)
        yield replace(lesson, lines=lines)


def _named(texts: _Texts, content: Path) -> Iterator[tuple[int, Path]]:
    for path in _markdown(content):
        file = path.relative_to(texts.root).as_posix()
        name = LESSON_NAME.fullmatch(path.name)
        if not path.is_file() or not is_inside(path, texts.root):
            help = "Put the file itself here, not a link that leads out of the book."
            texts.problems.append(unreadable(file, "this lesson is no file inside the book", help))
        elif name is not None:
            yield int(name[1]), path


def _markdown(content: Path) -> tuple[Path, ...]:
    """Every file that a lesson could be, whatever its name."""
    try:
        paths = sorted(content.iterdir())
    except OSError as error:
        raise NoBook(f"{content} cannot be read: {error.strerror}") from error
    return tuple(
        path
        for path in paths
        if path.suffix.lower() == ".md" and path.name != "index.md" and not path.name.startswith(".")
    )


def _captures(texts: _Texts) -> dict[str, Capture]:
    folder = texts.root / "proofs" / "captures"
    found: dict[str, Capture] = {}
    for path in files_below(folder, texts.root):
        log = path.with_suffix(".log")
        if path.suffix != ".toml" or not log.is_file() or not is_inside(log, texts.root):
            continue
        file = path.relative_to(texts.root).as_posix()
        provenance = texts.read(path)
        try:
            data = read_bytes(log)
        except OSError as error:
            texts.problems.append(unreadable(file, f"its log cannot be read: {error}", "Take the capture again."))
            continue
        if provenance is not None:
            name = path.relative_to(folder).with_suffix("").as_posix()
            found[name], problems = read_capture(name, data, provenance, file)
            texts.problems.extend(problems)
    return found


def _sources(texts: _Texts) -> Mapping[str, SourceFile]:
    folder = texts.root / "proofs" / "sources"
    found: dict[str, SourceFile] = {}
    for path in files_below(folder, texts.root):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = read_source(path, name)
        except OSError as error:
            file = path.relative_to(texts.root).as_posix()
            texts.problems.append(unreadable(file, f"this source cannot be read: {error}", "Look at its rights."))
    return found


def _front(texts: _Texts, content: Path, values: Values) -> FrontPage | None:
    text = _optional(texts, content / "index.md")
    if not text:
        return None
    rows = [Row(row, at, 1) for at, row in enumerate(text.split("\n"), 1)]
    return FrontPage(bind_prose(read_inline(prose("content/index.md", rows)), values))


def _assets(content: Path, root: Path) -> Iterator[str]:
    for path in files_below(content, root):
        if path.suffix.lower() not in (".md", ".toml", ".txt"):
            yield path.relative_to(content).as_posix()
