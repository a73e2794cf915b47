"""NAME.log and NAME.toml of a capture: where it came from is written anew, what an author wrote into it stays.

Both doors that take captures, `capture` and `prove`, write them through here.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from axiombook.dataclass import dataclass, field

OURS = ("command", "machine", "kernel", "taken", "sha256", "sources", "normalised", "volatile")


class BadProvenance(ValueError):
    """The NAME.toml that is there is no TOML; it is left as it is, since an author's tables are in it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a log came from. sources: file below proofs/sources -> its sha256.

    normalised: the rules, in words, that changed the log before it was kept. volatile: the patterns of what is another
    text in every run, which a comparison leaves out.
    """

    command: str
    machine: str
    kernel: str
    taken: date | datetime
    sources: Mapping[str, str] = field(default_factory=dict)
    normalised: tuple[str, ...] = ()
    volatile: tuple[str, ...] = ()


def checksums(files: tuple[str, ...], sources: Path) -> dict[str, str]:
    """The sha256 of files below a folder of sources, as provenance names them."""
    return {file: hashlib.sha256((sources / file).read_bytes()).hexdigest() for file in files}


def text_of(log: bytes, fields: Provenance, old: str = "") -> str:
    """The text of NAME.toml: these fields, then the tables and comments of its author as they stand in `old`.

    Raises BadProvenance where `old` is no TOML.
    """
    try:
        document = tomlkit.parse(old)
    except TOMLKitError as error:
        raise BadProvenance(str(error)) from error
    for key in OURS:
        document.pop(key, None)
    theirs = tomlkit.dumps(document).strip("\n")
    return tomlkit.dumps(_fields(log, fields)).rstrip("\n") + "\n\n" + (theirs or "[values]") + "\n"


def _fields(log: bytes, fields: Provenance) -> tomlkit.TOMLDocument:
    ours = tomlkit.document()
    ours["command"] = tomlkit.string(fields.command, multiline="\n" in fields.command)
    ours["machine"] = fields.machine
    ours["kernel"] = fields.kernel
    ours["taken"] = fields.taken.replace(microsecond=0) if isinstance(fields.taken, datetime) else fields.taken
    ours["sha256"] = hashlib.sha256(log).hexdigest()
    sources = tomlkit.inline_table()
    sources.update(fields.sources)
    ours["sources"] = sources
    for key, texts in (("normalised", fields.normalised), ("volatile", fields.volatile)):
        if texts:
            ours[key] = _literals(texts)
    return ours


def _literals(texts: tuple[str, ...]) -> tomlkit.items.Array:
    """An array of strings, a backslash in a pattern written once where TOML allows it."""
    array = tomlkit.array()
    for text in texts:
        plain = "'" not in text and text.isprintable()
        array.append(tomlkit.string(text, literal=plain))
    return array.multiline(multiline=len(texts) > 1)


def write(folder: Path, name: str, log: bytes, fields: Provenance) -> None:
    """Writes NAME.log and NAME.toml into a folder, each beside and moved into place.

    Raises BadProvenance, and changes nothing, where the NAME.toml that is there is no TOML.
    """
    toml = folder / f"{name}.toml"
    old = toml.read_text(encoding="utf-8") if toml.is_file() else ""
    text = text_of(log, fields, old)
    folder.mkdir(parents=True, exist_ok=True)
    replace(folder / f"{name}.log", log)
    replace(toml, text.encode())


def replace(path: Path, content: bytes) -> None:
    """Puts a file in the place of another in one move: a reader sees the old one or the new one, never a part."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
