"""The pages over HTTP, and the web socket over which an open page hears of changes."""

from __future__ import annotations

import json
import mimetypes
import re
from html import escape
from pathlib import Path
from typing import Any, cast

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from axiombook.serve.desk import Answer, Desk, Message
from axiombook.serve.hosts import is_own_host, is_own_origin
from axiombook.watch import Burst

OWN = "/-serve/"  # what only the server has; no address of a site begins so
_HERE = Path(__file__).parent
_FILES = {"patch.js": "text/javascript", "patch.css": "text/css"}
# What the pages say of themselves, for whatever else is served, too.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'self'; "
    "form-action 'none'"
)
_BASE = re.compile(rb'<base href="[^"]*">')


def application(desk: Desk, burst: Burst, name: str) -> Application:
    """The server's addresses. burst: changes that are seen and not answered yet. name: what --host named."""
    given = {"desk": desk, "burst": burst, "name": name}
    return Application(
        [
            (OWN + "socket", Socket, given),
            (OWN + "(.*)", OwnFile, given),
            ("/(.*)", SitePage, given),
        ],
        log_function=lambda _: None,
        websocket_ping_interval=20,
    )


class _Guarded(RequestHandler):
    """Answers only to its own names, and to no page of another site."""

    desk: Desk
    burst: Burst
    name: str

    def initialize(self, desk: Desk, burst: Burst, name: str) -> None:
        self.desk, self.burst, self.name = desk, burst, name

    def prepare(self) -> None:
        host, origin = self.request.headers.get("Host", ""), self.request.headers.get("Origin")
        if not is_own_host(host, self.name) or (origin is not None and not is_own_origin(origin, host)):
            self.set_status(403)
            self.finish("This server answers only to the machine that it runs on.\n")

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")


class SitePage(_Guarded):
    """A page or a file of the site, as the newest draft has it."""

    def get(self, address: str) -> None:
        """Never older than the last change that was seen."""
        self.burst.settle()
        address = address or "index.html"
        answer = self.desk.answer(address)
        self.set_status(answer.status)
        kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
        if answer.status != 200 or kind == "text/html":
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.write(with_script(self.desk, answer, address))
        else:
            self.set_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
            self.write(answer.content)

    head = get


class OwnFile(_Guarded):
    """The script that patches an open page, and its style. No built site holds them."""

    def get(self, address: str) -> None:
        """One of the two."""
        if address not in _FILES:
            self.set_status(404)
            return
        self.set_header("Content-Type", f"{_FILES[address]}; charset=utf-8")
        self.write((_HERE / address).read_bytes())

    head = get


class Socket(WebSocketHandler, _Guarded):
    """One open page. It says what it shows; it is told what is new."""

    address = ""
    sums: dict[str, str]

    def check_origin(self, origin: str) -> bool:
        """The socket's own rule; `prepare` keeps the same."""
        return is_own_origin(origin, self.request.headers.get("Host", ""))

    def on_message(self, message: str | bytes) -> None:
        """`{"address": ..., "page": sum, "style": sum, "script": sum}`; anything else ends the connection."""
        try:
            said = cast("dict[str, Any]", json.loads(message))
            self.address = str(said.pop("address"))
            self.sums = {str(key): str(value) for key, value in said.items()}
        except (ValueError, KeyError, AttributeError, TypeError):
            self.close(1003, "this is no greeting")
            return
        self.desk.readers.add(self)
        self.burst.settle()
        self.desk.refresh(self)

    def on_close(self) -> None:
        """The page was left."""
        self.desk.readers.discard(self)

    def tell(self, message: Message) -> None:
        """Sends it, if the page is still there."""
        try:
            self.write_message(json.dumps(dict(message)))
        except WebSocketClosedError:
            self.desk.readers.discard(self)


def with_script(desk: Desk, answer: Answer, address: str) -> bytes:
    """A page with the script that keeps it new. Links of the page for missing ones start at this server's root."""
    sums = "".join(f' data-{key}="{escape(value)}"' for key, value in desk.sums(answer).items())
    own = (
        f'<link rel="stylesheet" href="{OWN}patch.css">'
        f'<script defer src="{OWN}patch.js" data-address="{escape(address)}"{sums}></script>'
    ).encode()
    content = _BASE.sub(b'<base href="/">', answer.content) if answer.status == 404 else answer.content
    head, found, rest = content.partition(b"</head>")
    return head + own + found + rest if found else own + content
