"""A real editor's side of the protocol: `build.py lsp` as a process, messages through its pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tiny import with_capture, write

ROOT = Path(__file__).resolve().parents[2]
LESSON = """# One

1. **cell** (cells) = a count.
2. A cell holds {{probe.file}}. {#held}

   ```{log} probe
   match: file=
   ```

3. ∴ The cell of [that line](#held) is a cell.
4. **drawer** = a count.
5. A drawer is a drawer. {axiom}
"""
LOG = "file=ff10\nsize=16\n"
TABLES = "[values]\nfile = 'file=([0-9a-f]+)'\nsize = 'size=([0-9]+)'\n"


class Editor:
    """Opens documents, asks, and keeps the newest diagnostics of each."""

    def __init__(self, book: Path) -> None:
        self.book, self._id = book, 0
        self.marks: dict[str, list[dict[str, Any]]] = {}
        command = [sys.executable, str(ROOT / "build.py"), "lsp", "--stdio", "--book", str(book)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.ask("initialize", {"processId": None, "rootUri": book.as_uri(), "capabilities": {}})
        self.tell("initialized", {})

    def uri(self, file: str) -> str:
        return (self.book / file).as_uri()

    def open(self, file: str, text: str) -> None:
        item = {"uri": self.uri(file), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def change(self, file: str, text: str, version: int = 2) -> None:
        document = {"uri": self.uri(file), "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def at(self, method: str, file: str, line: int, column: int, **more: object) -> Any:
        """The answer about a place; line and column count from 1."""
        place = {"line": line - 1, "character": column - 1}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri(file)}, "position": place, **more})

    def marked(self, file: str) -> list[tuple[str, int, int]]:
        """(code, line, column) of each diagnostic, once the server has seen all that was sent."""
        self.at("hover", file, 1, 1)
        found = self.marks.get(self.uri(file), [])
        return [(m["code"], m["range"]["start"]["line"] + 1, m["range"]["start"]["character"] + 1) for m in found]

    def ask(self, method: str, params: object) -> Any:
        self._id += 1
        self._send({"id": self._id, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._id and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            if message.get("method") == "textDocument/publishDiagnostics":
                self.marks[message["params"]["uri"]] = message["params"]["diagnostics"]

    def tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def close(self) -> int:
        """Ends the server as an editor does; returns its exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while (row := self.process.stdout.readline()) != b"\r\n":
            assert row, "the server ended"
            if row.lower().startswith(b"content-length:"):
                length = int(row.split(b":")[1])
        return json.loads(self.process.stdout.read(length))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "a book", with_capture(LESSON, LOG, TABLES), "that line")


@pytest.fixture
def editor(book: Path) -> Iterator[Editor]:
    editor = Editor(book)
    try:
        yield editor
    finally:
        editor.process.kill()
        editor.process.communicate()
