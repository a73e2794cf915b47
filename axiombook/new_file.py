"""A new file of a site: written in a few calls, and summed where it lies.

Each call is made outside Python's lock, which a thread has to wait for after each of them: a large page that is summed
block by block waits longer than it works.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

from axiombook.packed import Bytes

_AT_ONCE = 1024  # IOV_MAX: a call takes so many parts


def write(path: Path, parts: Sequence[Bytes]) -> str:
    """Writes a file that is not there yet; the SHA-256 of its bytes. Raises OSError."""
    with path.open("x+b", buffering=0) as file:
        for first in range(0, len(parts), _AT_ONCE):
            _write_all(file.fileno(), parts[first : first + _AT_ONCE])
        try:
            with mmap(file.fileno(), 0, access=ACCESS_READ) as written:
                return hashlib.sha256(written).hexdigest()
        except (OSError, ValueError):  # neither every disk can be mapped, nor a file without a byte
            return hashlib.sha256(b"".join(parts)).hexdigest()


def _write_all(descriptor: int, parts: Sequence[Bytes]) -> None:
    """Writes them, in as many calls as the system wants: on a disk that is nearly full it takes a part of a part."""
    written = os.writev(descriptor, parts)
    if written < sum(map(len, parts)):
        for rest in _behind(parts, written):
            while rest:
                rest = rest[os.write(descriptor, rest) :]


def _behind(parts: Sequence[Bytes], written: int) -> Iterator[memoryview]:
    """What follows the bytes that were written."""
    for part in parts:
        yield memoryview(part)[written:]
        written = max(0, written - len(part))
