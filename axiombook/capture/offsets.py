"""Sizes of structures and places of their fields, from the type information (BTF) that the kernel's image carries."""

from __future__ import annotations

import re
from pathlib import Path

from axiombook.capture import tools
from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass

RULE = "of each structure that pahole prints only the fields named here are kept, one a line: offset and size in bytes"
_FIELD = re.compile(r"^\t.*?(\w+)(?:\[\d*\])*(?:\s*__attribute__\(.*\))?;\s*/\*\s*(\d+)\s+(\d+) \*/")
_POINTER = re.compile(r"^\t.*\(\*(\w+)\)\(.*\);\s*/\*\s*(\d+)\s+(\d+) \*/")
_TYPE = re.compile(r"^\t+struct (\w+)\s+(\w+)(?:\s*__attribute__\(.*\))?;")
_SIZE = re.compile(r"/\* size: (\d+),")


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure: its size in bytes, and field -> (offset, size, name of the field's own structure or '')."""

    name: str
    size: int
    fields: dict[str, tuple[int, int, str]]


def read_structure(name: str, printed: str) -> Structure:
    """The structure that `pahole -C name` printed. Raises Trouble where it printed none."""
    size = _SIZE.search(printed)
    if size is None:
        raise Trouble(f"the kernel's type information has no struct {name}", "Look at [[capture]] offsets.")
    fields: dict[str, tuple[int, int, str]] = {}
    for row in printed.splitlines():
        found = _POINTER.match(row) or _FIELD.match(row)
        if found is not None:
            own = _TYPE.match(row)
            fields.setdefault(found[1], (int(found[2]), int(found[3]), own[1] if own else ""))
    return Structure(name, int(size[1]), fields)


def show_offsets(vmlinux: Path, wanted: tuple[str, ...], seconds: float) -> str:
    """One line an entry: `struct`, `struct.field`, or `struct.short = struct.inner.field` for a macro's name."""
    known: dict[str, Structure] = {}

    def structure(name: str) -> Structure:
        if name not in known:
            known[name] = read_structure(name, pahole(vmlinux, name, seconds))
        return known[name]

    rows = []
    for entry in wanted:
        shown, _, path = (part.strip() for part in entry.partition("="))
        name, *inner = (path or shown).split(".")
        if not inner:
            rows.append(f"{shown} size={structure(name).size}")
            continue
        offset, size = 0, 0
        for field in inner:
            if field not in structure(name).fields:
                raise Trouble(f"struct {name} has no field `{field}`", "Look at [[capture]] offsets.")
            distance, size, name = structure(name).fields[field]
            offset += distance
        rows.append(f"{shown} offset={offset} size={size}" + (f" ({path})" if path else ""))
    return "\n".join(rows) + "\n"


def pahole(vmlinux: Path, name: str, seconds: float) -> str:
    """A structure as pahole prints it."""
    return tools.output(["pahole", "-F", "btf", "-C", name, str(vmlinux)], seconds=seconds)


def show_structures(vmlinux: Path, wanted: tuple[str, ...], seconds: float) -> str:
    """Structures whole, as pahole prints them."""
    return "\n".join(pahole(vmlinux, name, seconds).expandtabs() for name in wanted)
