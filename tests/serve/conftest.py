"""A book that is being written: a folder, a server that was started as an author starts it, and a real browser."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.tiny import write

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
PATIENCE = 20.0  # seconds until a condition that does not come fails a test
LESSON = "content/02-two.md"


def line(number: int) -> str:
    """A line of the long lesson, told from every other by its own numbers."""
    return f"{number}. `{number} + {number} = {2 * number}`.\n"


def long_lesson(lines: int = 60) -> str:
    """A lesson longer than any screen; every tenth line has a question, every fifteenth a proof."""
    parts = ["# Two\n\n"]
    for number in range(1, lines + 1):
        parts.append(line(number))
        if number % 10 == 0:
            parts.append(f"\n   Q: What is {number} + {number}?\n   A: It is {2 * number}.\n\n")
        if number % 15 == 0:
            parts.append(f"\n   ```{{calc}}\n   {number} * 2 = {2 * number}\n   ```\n\n")
    return "".join(parts)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two lessons: a term, and sums enough to scroll."""
    files: dict[str, str | bytes] = {
        "content/01-one.md": "# One\n\n1. **pair** = a count of 2.\n2. A pair and a pair: `2 + 2 = 4`.\n",
        LESSON: long_lesson(),
        "content/book.toml": 'title = "Sums"\n',
    }
    return write(tmp_path / "book", files, words="count sum what it sums")


class Server:
    """`build.py serve` as a process of its own; what it prints is gathered."""

    def __init__(self, book: Path, *options: str) -> None:
        command = [sys.executable, "-X", "dev", str(ROOT / "build.py"), "serve", "--book", str(book), "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self.printed, self.stopped = "", False
        self._reader = threading.Thread(target=self._gather, daemon=True)
        self._reader.start()
        found = self.wait(lambda: re.search(r"serving http://([^/]+):(\d+)/", self.printed))
        self.port = int(found[2])
        self.url = f"http://127.0.0.1:{self.port}/"

    def _gather(self) -> None:
        assert self.process.stdout is not None
        for row in self.process.stdout:
            self.printed += row

    def wait(self, condition: Callable[[], T | None]) -> T:
        """Waits until the condition holds; fails with what was printed where it does not."""
        return wait(condition, lambda: self.printed)

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        """Asks for a path exactly as it is written."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        host = headers.pop("Host", f"127.0.0.1:{self.port}")
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": host, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", errors="replace") if answer.status != 101 else ""
        connection.close()
        return answer, text

    def stop(self) -> int:
        """Ends it as Ctrl-C does; its exit status."""
        self.stopped = True
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


def wait(condition: Callable[[], T | None], otherwise: Callable[[], str] = str) -> T:
    """Waits until the condition holds."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, otherwise()
        time.sleep(0.01)
    return found


Serve = Callable[..., Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers. One that ends before its test, or prints a traceback, fails the test."""
    started: list[Server] = []

    def start(book: Path, *options: str) -> Server:
        started.append(Server(book, *options))
        return started[-1]

    yield start
    for server in started:
        assert server.stopped or server.process.poll() is None, server.printed
        assert server.stopped or server.stop() == 0
        assert "Traceback" not in server.printed, server.printed


class Window:
    """An open page that is connected to its server."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def until(self, expression: str, argument: object = None) -> None:
        """Waits until an expression of the page is true."""
        wait(lambda: self.page.evaluate(expression, argument), lambda: f"{expression}: {self.page.content()}")

    def until_said(self, text: str) -> None:
        """Waits until the page says a text."""
        self.until("text => document.body.innerText.includes(text)", text)

    def top(self, selector: str) -> float:
        """Where an element is in the window, in pixels from its top."""
        return float(self.page.evaluate("s => document.querySelector(s).getBoundingClientRect().top", selector))


Look = Callable[..., Window]


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """Opens pages of a server. What a page writes to the console as an error fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(server: Server, address: str = "", width: int = 1600, height: int = 800) -> Window:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(server.url + address)
        window = Window(page)
        window.until("document.documentElement.dataset.serve === 'open'")
        return window

    yield opened
    for context in contexts:
        context.close()
    expected = ("404 (Not Found)", "net::ERR_CONNECTION_REFUSED")  # a page that is gone, a server that is gone
    assert [error for error in errors if not any(reason in error for reason in expected)] == []
