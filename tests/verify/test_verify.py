"""A published site is compared with its build: a real server on this machine, with faults planted."""

from __future__ import annotations

import hashlib
import io
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from axiombook.command import main
from tests.tiny import files_in, write

LESSON = "# One\n\n1. **nibble** = a count of 4. {#first}\n2. A nibble has `2 * 2 = 4`.\n"


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


def build(command: str, book: Path, *arguments: str) -> Done:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([command, "--book", str(book), *arguments])
    return Done(status, out.getvalue(), err.getvalue())


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who leaves early is no fault of the server."""


class Site:
    """A server that answers below /book/ with files, as a host of pages does: no folder's list, 404 for the rest."""

    def __init__(self, folder: Path) -> None:
        self.files = files_in(folder)
        self.status: dict[str, tuple[int, str]] = {}
        self.promise: dict[str, int] = {}
        self.not_found = 404
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 10

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/book/"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        address = handler.path.removeprefix("/book/") or "index.html"
        inside = handler.path.startswith("/book/") and address in self.files
        status, place = self.status.get(address, (200 if inside else self.not_found, ""))
        body = self.files.get(address if inside else "404.html", b"")
        handler.send_response(status)
        if place:
            handler.send_header("Location", place)
        handler.send_header("Content-Length", str(self.promise.get(address, len(body))))
        handler.send_header("Connection", "close" if address in self.promise else "keep-alive")
        handler.end_headers()
        with suppress(ConnectionError):
            handler.wfile.write(body)
        handler.close_connection = address in self.promise


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = write(tmp_path / "book", {"content/01-one.md": LESSON, "content/02-two.md": "# Two\n\n1. `1 + 1 = 2`.\n"})
    assert build("build", folder).returncode == 0
    return folder


@pytest.fixture
def site(book: Path) -> Iterator[Site]:
    site = Site(book / "site")
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_what_was_built_is_what_is_up(book: Path, site: Site) -> None:
    done = build("verify", book, site.url)
    assert done.returncode == 0, done.stdout
    assert f"{site.url} is what was built" in done.stdout


def test_the_address_is_taken_from_the_settings(book: Path, site: Site) -> None:
    (book / "content/book.toml").write_text(f'site = "{site.url}"\n')
    build("build", book)
    site.files = files_in(book / "site")
    done = build("verify", book)
    assert done.returncode == 0, done.stdout


def test_a_copy_at_another_address_is_what_was_built_too(book: Path, site: Site) -> None:
    (book / "content/book.toml").write_text('site = "https://you.example/deep/book/"\n')
    build("build", book)
    site.files = files_in(book / "site")
    done = build("verify", book, site.url)
    assert done.returncode == 0, done.stdout


def test_a_place_is_found_as_its_address_is_written_and_as_it_is_read(book: Path, site: Site) -> None:
    write(book, {"content/02-two.md": "# Two\n\n1. So.\n\n   ```{source} a b%.c\n   symbol: f\n   ```\n"})
    write(book, {"proofs/sources/a b%.c": "int f(void)\n{\n}\n", "content/book.toml": '[lint]\nT002 = "off"\n'})
    assert build("build", book).returncode == 0
    site.files = files_in(book / "site")
    assert b'href="evidence.html#source:a%20b%25.c"' in site.files["02-two.html"]
    done = build("verify", book, site.url)
    assert done.returncode == 0, done.stdout


def lose(site: Site) -> None:
    del site.files["02-two.html"]


def age(site: Site) -> None:
    old = site.files["02-two.html"].replace(b"<title>", b"<title>Old ")
    site.files["02-two.html"] = old
    manifest = json.loads(site.files["manifest.json"])
    manifest["sha256"]["02-two.html"] = hashlib.sha256(old).hexdigest()
    site.files["manifest.json"] = json.dumps(manifest).encode()


def cut(site: Site) -> None:
    site.files["style.css"] = site.files["style.css"][:50]


def cut_on_the_way(site: Site) -> None:
    site.promise["style.css"] = len(site.files["style.css"]) + 7


def root_links(site: Site) -> None:
    site.files["02-two.html"] = site.files["02-two.html"].replace(b'href="style.css"', b'href="/style.css"')


def lost_place(site: Site) -> None:
    site.files["01-one.html"] = site.files["01-one.html"].replace(b'id="l2"', b'id="l9"')


def lead_away(site: Site) -> None:
    site.status["02-two.html"] = (302, "https://elsewhere.example/")


def dead_link(site: Site) -> None:
    site.files["02-two.html"] = site.files["02-two.html"].replace(b"</body>", b'<a href="03-no.html">x</a></body>')


def any_page(site: Site) -> None:
    site.not_found = 200


def more(site: Site) -> None:
    site.files["manifest.json"] = site.files["manifest.json"].replace(b'"404.html"', b'"stray.html": "0", "404.html"')


def no_manifest(site: Site) -> None:
    site.files["manifest.json"] = b"[1, \x1b[31m"


def break_down(site: Site) -> None:
    site.status["book.json"] = (500, "")


FAULTS: list[tuple[Callable[[Site], None], str]] = [
    (lose, "missing    02-two.html: the server answers 404"),
    (age, "old        02-two.html: another build of it is up: its title is 'Old "),
    (cut, "different  style.css: it ends after 50 of "),
    (cut_on_the_way, "broken     style.css: "),
    (root_links, "broken     02-two.html: its link to /style.css leads out of /book/"),
    (lost_place, "#l2 finds no such place"),
    (lead_away, "moved      02-two.html: 302, and sent away to https://elsewhere.example/"),
    (dead_link, "broken     02-two.html: its link to 03-no.html leads nowhere: 404"),
    (any_page, "is answered 200, not 404"),
    (more, "extra      stray.html"),
    (no_manifest, "different  manifest.json"),
    (break_down, "missing    book.json: the server answers 500"),
]


@pytest.mark.parametrize(("plant", "told"), FAULTS, ids=lambda part: getattr(part, "__name__", ""))
def test_a_planted_fault_is_found(plant: Callable[[Site], None], told: str, book: Path, site: Site) -> None:
    plant(site)
    done = build("verify", book, site.url)
    assert done.returncode == 1, done.stderr
    assert told in done.stdout, done.stdout


def test_a_wrong_base_path_misses_every_page(book: Path, site: Site) -> None:
    done = build("verify", book, site.url.replace("/book/", "/other/"))
    assert done.returncode == 1 and "missing    index.html" in done.stdout and "missing    01-one.html" in done.stdout


def test_a_server_that_is_not_there_is_a_sentence(book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    done = build("verify", book, f"http://127.0.0.1:{port}/")
    assert done.returncode == 2 and "does not answer" in done.stderr and "Traceback" not in done.stderr


def test_a_server_that_says_nothing_is_not_waited_for(book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        done = build("verify", book, f"http://127.0.0.1:{silent.getsockname()[1]}/", "--seconds", "0.2")
    assert done.returncode == 2 and "does not answer" in done.stderr


@pytest.mark.parametrize("url", ["", "book", "ftp://a.example/", "http://", "http://[", "http://a:b/"])
def test_what_is_no_address_is_a_sentence(url: str, book: Path) -> None:
    done = build("verify", book, *([url] if url else []))
    assert done.returncode == 2 and done.stderr.startswith("build.py: ") and "Traceback" not in done.stderr


def test_without_a_build_there_is_nothing_to_compare_with(book: Path, site: Site, tmp_path: Path) -> None:
    done = build("verify", book, site.url, "--out", str(tmp_path / "none"))
    assert done.returncode == 2 and "run build.py build first" in done.stderr
