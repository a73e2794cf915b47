"""The protocol: documents in, diagnostics and answers out. All that is said comes from the rooms that `check` uses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from axiombook import __version__
from axiombook.book import Finding, Span
from axiombook.lsp.answers import definition, hover, references
from axiombook.lsp.completion import Choice, begun, choices
from axiombook.lsp.desk import Desk, Reading
from axiombook.lsp.place import thing_at
from axiombook.no_book import NoBook
from axiombook.serve.trouble import noted
from axiombook.watch import Burst, Change, Watch

A = TypeVar("A")
Place = tuple[str, int, int]  # file, line, column
Asked = types.HoverParams | types.DefinitionParams | types.ReferenceParams | types.CompletionParams
SEVERITY = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}
SORTS = {
    "term": types.CompletionItemKind.Class,
    "value": types.CompletionItemKind.Value,
    "capture": types.CompletionItemKind.File,
    "source": types.CompletionItemKind.File,
    "symbol": types.CompletionItemKind.Function,
    "label": types.CompletionItemKind.Reference,
    "rule": types.CompletionItemKind.Constant,
    "directive": types.CompletionItemKind.Keyword,
    "key": types.CompletionItemKind.Property,
}


class Editor:
    """One editor with one book open."""

    def __init__(self, server: LanguageServer, root: Path) -> None:
        self._server, self._desk = server, Desk(root)
        self._root = root.resolve()
        self.burst = Burst(asyncio.get_running_loop(), self._renew)
        self._watch = Watch(root, root / "theme", self.burst.changed)
        self._marked: set[str] = set()
        self._reading: Reading | None = None
        self._watch.__enter__()
        self._renew(Change(frozenset(), all=True))

    def stop(self) -> None:
        """Ends the watch."""
        self._watch.__exit__()

    def edited(self, uri: str, text: str | None) -> None:
        """A document holds a text that need not be on disk; None: it was closed."""
        file = self._file(uri)
        if text is None:
            self._desk.unsaved.pop(file, None)
        else:
            self._desk.unsaved[file] = text
        self.burst.changed(Change(frozenset()))

    def ask(self, uri: str, position: types.Position, about: Callable[[Editor, Reading, Place], A]) -> A | None:
        """An answer about a place, from the newest text."""
        self.burst.settle()
        if self._reading is None:
            return None
        file = self._file(uri)
        codec = self._server.workspace.position_codec
        place = codec.position_from_client_units(self._reading.rows(file), position)
        return about(self, self._reading, (file, place.line + 1, place.character + 1))

    def location(self, span: Span) -> types.Location:
        """A place as the protocol writes it."""
        return types.Location((self._root / span.file).as_uri(), self.range(span))

    def _file(self, uri: str) -> str:
        """The file of a document, named from the book's folder; one elsewhere keeps its whole name."""
        path = Path(unquote(urlsplit(uri).path)).resolve()
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else str(path)

    def range(self, span: Span) -> types.Range:
        """A stretch of a row as the protocol writes it."""
        rows = self._reading.rows(span.file) if self._reading is not None else ()
        start = types.Position(span.line - 1, span.column - 1)
        end = types.Position(span.line - 1, max(span.end, span.column) - 1)
        if not 1 <= span.line <= len(rows):
            return types.Range(types.Position(start.line, 0), types.Position(start.line, 0))
        return self._server.workspace.position_codec.range_to_client_units(rows, types.Range(start, end))

    def _renew(self, change: Change) -> None:
        self._desk.changed(None if change.all else change.files)
        try:
            self._reading = self._desk.read()
        except NoBook as error:
            self._say(str(error))
            return
        except Exception as error:  # noqa: BLE001  # a fault of the builder must not take the author's editor along
            self._say(noted(error))
            return
        found = self._reading.findings()
        for file in sorted({*found, *self._marked}):
            marks = [self._diagnostic(finding) for finding in found.get(file, ())]
            uri = (self._root / file).as_uri()
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, marks))
        self._marked = set(found)

    def _diagnostic(self, finding: Finding) -> types.Diagnostic:
        return types.Diagnostic(
            self.range(finding.span),
            f"{finding.message}\n{finding.help}",
            severity=SEVERITY[finding.severity],
            code=finding.code,
            source="axiombook",
        )

    def _say(self, sentence: str) -> None:
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, sentence))


def book_in(folder: str | None, given: Path | None, otherwise: Path) -> Path:
    """The book that is meant: the one that --book names, or that the editor's folder is in, or the engine's own."""
    if given is not None:
        return given
    here = Path(folder).resolve() if folder else otherwise
    return next((path for path in (here, *here.parents) if (path / "content").is_dir()), otherwise)


def serve(given: Path | None, otherwise: Path) -> None:
    """Speaks until the editor ends it. given: the book that --book names."""
    server = LanguageServer("axiombook", __version__)
    editors: list[Editor] = []

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        editors.append(Editor(server, book_in(server.workspace.root_path, given, otherwise)))

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        while editors:
            editors.pop().stop()

    _documents(server, editors)
    _questions(server, editors)
    server.start_io()


def _documents(server: LanguageServer, editors: list[Editor]) -> None:
    """What the editor tells of its documents."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(given: types.DidOpenTextDocumentParams) -> None:
        newer(given.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(given: types.DidChangeTextDocumentParams) -> None:
        newer(given.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(given: types.DidCloseTextDocumentParams) -> None:
        for editor in editors:
            editor.edited(given.text_document.uri, None)

    def newer(uri: str) -> None:
        for editor in editors:
            editor.edited(uri, server.workspace.get_text_document(uri).source)


def _questions(server: LanguageServer, editors: list[Editor]) -> None:
    """What the editor asks of a place."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(given: types.HoverParams) -> types.Hover | None:
        def about(_: Editor, reading: Reading, place: Place) -> types.Hover | None:
            thing = thing_at(reading, *place)
            said = hover(reading, thing) if thing is not None else ""
            return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said)) if said else None

        return _ask(editors, given, about)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(given: types.DefinitionParams) -> types.Location | None:
        def about(editor: Editor, reading: Reading, place: Place) -> types.Location | None:
            thing = thing_at(reading, *place)
            span = definition(reading, thing) if thing is not None else None
            return editor.location(span) if span is not None else None

        return _ask(editors, given, about)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def used(given: types.ReferenceParams) -> list[types.Location] | None:
        def about(editor: Editor, reading: Reading, place: Place) -> list[types.Location]:
            thing = thing_at(reading, *place)
            spans = references(reading, thing, given.context.include_declaration) if thing is not None else ()
            return [editor.location(span) for span in spans]

        return _ask(editors, given, about)

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["{", "#", ".", ":", " "])
    )
    def completed(given: types.CompletionParams) -> list[types.CompletionItem] | None:
        def about(editor: Editor, reading: Reading, place: Place) -> list[types.CompletionItem]:
            file, line, column = place
            where = editor.range(Span(file, line, begun(reading.row(file, line), column), column))
            asked = given.context is None or given.context.trigger_character is None
            found = choices(reading, *place)
            return [
                _item(choice, where) for choice in found if asked or choice.sort != "term"
            ]  # no list at every blank

        return _ask(editors, given, about)


def _ask(editors: list[Editor], given: Asked, about: Callable[[Editor, Reading, Place], A]) -> A | None:
    """The answer of the editor's book; None before it was read."""
    return editors[0].ask(given.text_document.uri, given.position, about) if editors else None


def _item(choice: Choice, where: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        choice.text,
        kind=SORTS[choice.sort],
        detail=choice.detail or None,
        documentation=choice.about or None,
        text_edit=types.TextEdit(where, choice.text),
    )
