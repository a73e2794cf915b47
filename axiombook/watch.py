"""The edge where changes on disk are seen: the kernel says what was saved, and a short quiet ends a burst."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)  # fmt: skip
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from axiombook.dataclass import dataclass

FOLDERS = ("content", "proofs", "theme")
QUIET = 0.02  # seconds without a change that end a burst; an editor saves in several steps
DONE = 0.005  # the same, where the last step was one that ends a save: a file closed, moved or deleted
LONGEST = 0.2  # seconds after which a burst that does not end is answered all the same
_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileAttribEvent, FileClosedEvent, FileCreatedEvent,
    FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip  # not: opened or read, which the builder does itself

_ENDS = (FileClosedEvent, FileDeletedEvent, FileMovedEvent)


@dataclass(frozen=True, slots=True)
class Change:
    """What was seen. files: those that were written, came or went, named from the book's folder.

    all: folders came or went, so any file may have changed. done: it looks like the end of a save.
    """

    files: frozenset[str]
    all: bool = False
    done: bool = False


class Burst:
    """Calls `act` on the loop, with all that changed, once a burst of changes is over."""

    def __init__(self, loop: asyncio.AbstractEventLoop, act: Callable[[Change], None]) -> None:
        self._loop, self._act = loop, act
        self._timer: asyncio.TimerHandle | None = None
        self._latest, self._seen = 0.0, Change(frozenset())

    def changed(self, change: Change) -> None:
        """A change was seen; from any thread."""
        self._loop.call_soon_threadsafe(self._wait, change)

    def _wait(self, change: Change) -> None:
        now = self._loop.time()
        if self._timer is None:
            self._latest = now + LONGEST
        else:
            self._timer.cancel()
        self._seen = Change(self._seen.files | change.files, self._seen.all or change.all)
        self._timer = self._loop.call_at(min(now + (DONE if change.done else QUIET), self._latest), self.settle)

    def settle(self) -> None:
        """Answers the changes seen so far now; nothing where there is none."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer, seen = None, self._seen
            self._seen = Change(frozenset())
            self._act(seen)


class Watch(FileSystemEventHandler):
    """Watches the folders of a book, and a theme that lies elsewhere; a folder may come and go meanwhile."""

    def __init__(self, root: Path, theme: Path, changed: Callable[[Change], None]) -> None:
        self._root, self._changed = root.resolve(), changed
        self._folders = {*(self._root / name for name in FOLDERS), theme.resolve()}
        self._watched: dict[Path, ObservedWatch] = {}
        self._observer: BaseObserver = Observer()

    def __enter__(self) -> Watch:
        self._observer.schedule(self, str(self._root), event_filter=_CHANGES)
        for folder in self._folders:
            self._follow(folder)
        self._observer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    def _follow(self, folder: Path) -> None:
        if folder in self._watched:
            self._observer.unschedule(self._watched.pop(folder))
        if folder.is_dir():
            self._watched[folder] = self._observer.schedule(self, str(folder), recursive=True, event_filter=_CHANGES)

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called by the observer, in its own thread."""
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        for path in paths:
            if event.is_directory and path in self._folders:
                self._follow(path)
        files = frozenset(
            path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else str(path)
            for path in paths
            if self._matters(path)
        )
        if files:
            self._changed(Change(files, event.is_directory, isinstance(event, _ENDS)))

    def _matters(self, path: Path) -> bool:
        """Whether a path is one that a reading looks at: in a folder of the book, and nowhere hidden."""
        folder = next((folder for folder in self._folders if path.is_relative_to(folder)), None)
        return folder is not None and not any(part.startswith(".") for part in path.relative_to(folder).parts)
