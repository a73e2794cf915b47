"""A real Chromium, and the tiny book of tests/pages written as a folder, opened from disk as a reader may."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import TimeoutError as Timeout

from axiombook.check import check_book
from axiombook.pages import load, render
from axiombook.read import read_book
from axiombook.site import write

ROOT = Path(__file__).parents[2]
WIDTHS = (360, 1024, 1600)
Open = Callable[..., Page]


def site_of(book_folder: Path, out: Path) -> Path:
    """The site of a book, as `build` writes it."""
    book = read_book(book_folder)
    write(render(book, check_book(book), load(ROOT / "theme")), out)
    return out


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny book."""
    return site_of(ROOT / "tests" / "pages" / "book", tmp_path_factory.mktemp("browser") / "site")


class Host(SimpleHTTPRequestHandler):
    """A host that holds the site at /, /socket/, /any/path/below/ and /late/, where the style comes late.

    It answers what is missing with 404.html.
    """

    def translate_path(self, path: str) -> str:
        if path.startswith("/late/") and path.endswith(".css"):
            time.sleep(0.5)
        for prefix in ("/socket", "/any/path/below", "/late"):
            path = path.removeprefix(prefix)
        return super().translate_path(path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(200 if code == 404 else code)  # a 404 is an error on the console, which must stay empty
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """The address of a host of the site, without a path."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder))) as host:
        thread = threading.Thread(target=host.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{host.server_port}"
        host.shutdown()
        thread.join()


@pytest.fixture
def open_page(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens an address of the site, or of the site in the folder `of`.

    A script error, or anything a page writes to the console, fails the test.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def opened(
        address: str, width: int = 1600, *, script: bool = True, height: int = 800, of: Path = folder, **options: object
    ) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, java_script_enabled=script, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"file://{of}/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def reach(user: Locator, act: Callable[[float], None]) -> None:
    """Points at a term, then does something in its definition; once more where a busy browser closed that meanwhile.

    act: gets the milliseconds that it may take.
    """
    for patience in (1000, 2000, 4000, 8000):
        user.hover()
        try:
            act(patience)
        except Timeout:
            continue
        return
    raise AssertionError("the definition never stayed")


def open_menu(page: Page) -> None:
    """On a phone the controls of the header are behind =; at a desk they are there."""
    menu = page.get_by_label("menu")
    if menu.is_visible():
        menu.check()
