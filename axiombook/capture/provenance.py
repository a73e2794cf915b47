"""NAME.toml: what a capture came from is written anew, what an author wrote into it stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from axiombook.capture.trouble import Trouble

OURS = ("command", "machine", "kernel", "taken", "sha256", "sources", "normalised")


@dataclass(frozen=True, slots=True)
class Taken:
    """A capture just taken: the log as it is kept, and where it came from. sources: files below proofs/sources."""

    name: str
    log: str
    command: str
    machine: str
    kernel: str
    taken: datetime
    sources: tuple[str, ...] = ()
    normalised: tuple[str, ...] = ()


def provenance(taken: Taken, sources: Path, old: str) -> str:
    """The TOML of a capture: `old` with the tables and comments of its author, and our own keys rewritten.

    Raises Trouble where `old` is no TOML: nothing of an author's is ever thrown away.
    """
    try:
        document = tomlkit.parse(old)
    except TOMLKitError as error:
        raise Trouble(f"{taken.name}.toml is no TOML: {error}", "Mend it, or move it away.") from error
    ours = tomlkit.document()
    ours["command"] = tomlkit.string(taken.command, multiline="\n" in taken.command)
    ours["machine"] = taken.machine
    ours["kernel"] = taken.kernel
    ours["taken"] = taken.taken.replace(microsecond=0)
    ours["sha256"] = hashlib.sha256(taken.log.encode()).hexdigest()
    ours["sources"] = _checksums(taken.sources, sources)
    ours["normalised"] = _rules(taken.normalised)
    for key in OURS:
        document.pop(key, None)
    rest = tomlkit.dumps(document).strip("\n")
    return tomlkit.dumps(ours).rstrip("\n") + "\n\n" + (rest or "[values]") + "\n"


def _checksums(files: Iterable[str], sources: Path) -> tomlkit.items.InlineTable:
    table = tomlkit.inline_table()
    for file in files:
        table[file] = hashlib.sha256((sources / file).read_bytes()).hexdigest()
    return table


def _rules(rules: tuple[str, ...]) -> tomlkit.items.Array:
    array = tomlkit.array()
    array.extend(rules)
    return array.multiline(multiline=len(rules) > 1)
