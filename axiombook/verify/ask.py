"""Asks a web server for files below one address, with a limit to the time and to the size of every answer."""

from __future__ import annotations

import http.client
import time
from urllib.parse import quote, urlsplit

from axiombook.dataclass import dataclass
from axiombook.read.files import LARGEST

_PIECE = 1 << 16
_HEADERS = {"User-Agent": "axiombook-verify", "Accept-Encoding": "identity", "Cache-Control": "no-cache"}


class BadAddress(Exception):
    """What was given is no address of a site; the message is what a person reads."""


class Unreachable(Exception):
    """No server answers there; the message is what a person reads."""


@dataclass(frozen=True, slots=True)
class Answer:
    """status: the server's, 0 where no whole answer came; problem says why then. moved: where a redirect leads."""

    status: int
    body: bytes = b""
    moved: str = ""
    problem: str = ""


@dataclass(slots=True)
class Server:
    """One server and the path on it below which the site lies. path begins and ends with /; seconds: for one answer."""

    secure: bool
    host: str
    port: int | None
    path: str
    seconds: float
    connection: http.client.HTTPConnection | None = None

    @classmethod
    def at(cls, url: str, seconds: float) -> Server:
        """The server of an address. Raises BadAddress."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise BadAddress(f"{url!r} is no address: {error}") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadAddress(f"{url!r} is no address of a site: write http:// or https:// and a host")
        if not seconds > 0:
            raise BadAddress("an answer needs more than 0 seconds")
        folder = quote(parts.path, safe="/%~").removesuffix("index.html").rstrip("/") + "/"
        return cls(parts.scheme == "https", parts.hostname, port, folder, seconds)

    @property
    def url(self) -> str:
        """The address of the site, ending in /."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port else ""
        return f"{'https' if self.secure else 'http'}://{host}{port}{self.path}"

    def ask(self, address: str) -> Answer:
        """The file at an address below the site's; one that fails is asked for once more."""
        failed = ""
        for _ in range(2):
            try:
                return self._ask(self.path + quote(address, safe="/"))
            except (OSError, http.client.HTTPException) as error:
                failed = str(error) or type(error).__name__
                self.close()
        return Answer(0, problem=failed)

    def _ask(self, path: str) -> Answer:
        until = time.monotonic() + self.seconds
        if self.connection is None:
            kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
            self.connection = kind(self.host, self.port, timeout=self.seconds)
        self.connection.request("GET", path, headers=_HEADERS)
        response = self.connection.getresponse()
        body, problem = _body(response, until, self.seconds)
        if problem or response.will_close:
            self.close()
        return Answer(response.status, body, response.headers.get("Location", ""), problem)

    def close(self) -> None:
        """Ends the connection; the next question opens another."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def _body(response: http.client.HTTPResponse, until: float, seconds: float) -> tuple[bytes, str]:
    """What came, and why it is not whole or ''."""
    body = bytearray()
    promised = response.length
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > LARGEST:
            return bytes(body), f"the answer is larger than {LARGEST // 1024 // 1024} MiB"
        if time.monotonic() > until:
            return bytes(body), f"the answer took more than {seconds:g} s"
    if promised is not None and len(body) < promised:
        return bytes(body), f"{len(body)} of {promised} bytes came"
    return bytes(body), ""


def plain(text: str) -> str:
    """A server's text as it may go to a terminal: no sign that steers it, and not without end."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:300])
