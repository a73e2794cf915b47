"""The door `serve`: builds in memory, serves, watches, and patches what changed into the open page at its place."""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from axiombook.build import theme_of
from axiombook.report.progress import Progress
from axiombook.serve.desk import Desk
from axiombook.serve.web import application
from axiombook.uncollected import collected_later
from axiombook.watch import Burst, Change, Watch

EVERYTHING = Change(frozenset(), all=True)
LATER = 2.0  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--port and --host."""
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port (default: 8000; 0: any free one)")
    parser.add_argument("--host", default="127.0.0.1", metavar="NAME", help="the address (default: this machine only)")


def run(arguments: argparse.Namespace) -> int:
    """0 once it is stopped by Ctrl-C; 2 where the port cannot be had."""
    host, port = arguments.host, arguments.port
    if not 0 <= port <= 65535:
        print(f"build.py: there is no port {port}; a port is a number from 0 to 65535", file=sys.stderr)
        return 2
    try:
        sockets = bind_sockets(port, host)
    except OSError as error:
        print(f"build.py: {refusal(error, host, port)}", file=sys.stderr)
        return 2
    return asyncio.run(_serve(arguments.book, host, sockets))


def refusal(error: OSError, host: str, port: int) -> str:
    """Why the port cannot be had, and what to do."""
    if isinstance(error, socket.gaierror):
        return f"this machine has no address `{host}`; leave --host out, or name one that it has"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use; end the program that has it, or take another: serve --port {port + 1}"
    return f"port {port} of {host} cannot be had: {error.strerror or error}"


class Again:
    """Reads everything once more when a burst is long over: should the kernel ever forget to tell of a file."""

    def __init__(self, loop: asyncio.AbstractEventLoop, renew: Callable[[Change], None]) -> None:
        self._loop, self._renew = loop, renew
        self._timer: asyncio.TimerHandle | None = None

    def renew(self, change: Change) -> None:
        """Answers a change at once, and everything later."""
        if self._timer is not None:
            self._timer.cancel()
        with collected_later():
            self._renew(change)
        self._timer = self._loop.call_later(LATER, self._renew, EVERYTHING)


async def _serve(book: Path, host: str, sockets: list[socket.socket]) -> int:
    @contextmanager
    def serving(desk: Desk, burst: Burst) -> Iterator[str]:
        server = HTTPServer(application(desk, burst, host))
        server.add_sockets(sockets)
        yield f"serving http://{_shown(host)}:{sockets[0].getsockname()[1]}/ (Ctrl-C ends it)\n"
        server.stop()

    return await _watch(book, "building", serving)


def watch_and_tell(book: Path) -> int:
    """What `serve` tells the terminal, without a server: the findings, then at each save what came and is mended."""
    return asyncio.run(_watch(book, "checking", lambda *_: nullcontext("watching (Ctrl-C ends it)\n")))


async def _watch(book: Path, doing: str, beside: Callable[[Desk, Burst], AbstractContextManager[str]]) -> int:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    with Progress(doing):
        desk = Desk(book, _say)
    gc.collect()
    gc.freeze()  # what the first draft is made of mostly lives on: it is not searched for the dead again
    burst = Burst(loop, Again(loop, desk.renew).renew)
    with Watch(book, theme_of(book), burst.changed):
        desk.renew(EVERYTHING)  # what was saved while the first draft was made
        with beside(desk, burst) as greeting:
            _say(greeting)
            await stop.wait()
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host or "127.0.0.1"
