"""A copy of the site below a path of its own, served as GitHub Pages serves a project: its files, nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from axiombook.pages.page import Page
from axiombook.site import write


def write_preview(pages: Iterable[Page], folder: Path, site: str) -> str:
    """Writes the pages below the path that `site` has, or /book/; returns that path, with / at both ends."""
    path = urlsplit(site).path.strip("/") or "book"
    if ".." in path.split("/"):
        path = "book"
    out = folder / path
    write((page for page in pages if not page.address.startswith(".")), out)
    (out / ".nojekyll").touch()
    return f"/{path}/"


def server(folder: Path, path: str, port: int) -> ThreadingHTTPServer:
    """The server, not yet running. A folder is no page, and an address without a file gets 404.html. Raises OSError."""
    from axiombook.serve.hosts import is_own_host

    root = path.strip("/")
    files = {file.relative_to(folder).as_posix(): file for file in (folder / root).rglob("*") if file.is_file()}

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            """A file, the way from the folder's name to the folder, or 404.html; to this machine's own names alone."""
            if not is_own_host(self.headers.get("Host", ""), "127.0.0.1"):
                self._say(403, b"This server answers only to the machine that it runs on.\n")
                return
            asked = unquote(urlsplit(self.path).path).removeprefix("/")
            if asked == root:
                self._say(301, b"", location=path)
                return
            file = files.get(asked + "index.html" if asked == f"{root}/" else asked)
            missing = files.get(f"{root}/404.html")
            found = file or missing
            kind = mimetypes.guess_type(found.name)[0] if found else None
            self._say(200 if file else 404, found.read_bytes() if found else b"", kind or "application/octet-stream")

        do_HEAD = do_GET  # noqa: N815

        def _say(self, status: int, body: bytes, kind: str = "text/plain", location: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: a preview is looked at in the browser."""

    serving = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    serving.daemon_threads = True
    return serving
