"""Says on the terminal what goes on, for work that takes more than a second."""

from __future__ import annotations

import sys
import threading
from types import TracebackType


class Progress:
    """`with Progress("checking"):` prints the word after a second, and takes it back at the end."""

    def __init__(self, doing: str, after: float = 1.0) -> None:
        self._doing, self._shown = doing, False
        self._timer = threading.Timer(after, self._show)
        self._timer.daemon = True

    def _show(self) -> None:
        self._shown = True
        sys.stderr.write(f"{self._doing} ..." + ("" if sys.stderr.isatty() else "\n"))
        sys.stderr.flush()

    def __enter__(self) -> Progress:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._shown and sys.stderr.isatty():
            sys.stderr.write("\r" + " " * (len(self._doing) + 4) + "\r")
            sys.stderr.flush()
