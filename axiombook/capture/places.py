"""Where functions and calls stand in the kernel's packaged source: names and line numbers, never the source itself."""

from __future__ import annotations

import re
from pathlib import Path

from axiombook.capture.trouble import Trouble
from axiombook.read.symbols import code_of

RULE = "only file, line number and names are kept: the source itself stays in its package"


def files_of(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The files that the entries name, each once."""
    return tuple(dict.fromkeys(entry.split()[0] for entry in wanted))


def show_places(folder: Path, wanted: tuple[str, ...]) -> str:
    """One line an entry: `FILE NAME` is where NAME is defined, `FILE NAME > CALL` where CALL stands inside NAME.

    `NAME#2` is the second definition of NAME in the file.
    """
    return "".join(_place(folder, entry) + "\n" for entry in wanted)


def _place(folder: Path, entry: str) -> str:
    file, rest = entry.split(maxsplit=1)
    name, _, call = (part.strip() for part in rest.partition(">"))
    rows = (folder / file).read_text(encoding="utf-8", errors="replace").splitlines()
    name, _, which = name.partition("#")
    start = defined(rows, name, int(which or "1"))
    if start is None:
        raise Trouble(f"{file} defines no `{name}`", "Look at [[capture]] places.")
    if not call:
        return f"{file} {start} {name}"
    inside = called(rows, start, call)
    if inside is None:
        raise Trouble(f"`{name}` in {file} has no `{call}`", "Look at [[capture]] places.")
    return f"{file} {inside} {name} > {call}"


def defined(rows: list[str], name: str, which: int = 1) -> int | None:
    """The line, from 1, on which a function, structure, table, macro, system call or assembly label begins.

    which: 1 for the first definition, 2 for the second where the configuration decides between two.
    """
    word = re.escape(name)
    system_call = re.match(r"__x64_sys_(\w+)", name)
    patterns = [
        rf"^(?!\s|#|extern|EXPORT|\*|/).*(?<![\w.>]){word}\b\s*(\(|\[|=|\{{)",
        rf"^SYM_CODE_START\({word}\)",
        rf"^#\s*define\s+{word}\b",
    ]
    if system_call:
        patterns.insert(0, rf"^SYSCALL_DEFINE\d\({system_call[1]},")
    for pattern in patterns:
        found = [at for at, row in enumerate(rows) if re.search(pattern, row) and not _declared(rows, at)]
        if len(found) >= which:
            return found[which - 1] + 1
    return None


def _declared(rows: list[str], at: int) -> bool:
    """Whether what begins at a row ends with a semicolon before any brace opens: a declaration, or a macro's use."""
    for row in rows[at : at + 12]:
        if "{" in row or row.startswith(("SYSCALL_DEFINE", "SYM_CODE", "#")):
            return False
        if row.rstrip().endswith(";"):
            return not re.search(r"__read_mostly|=|\]", row)
    return False


def called(rows: list[str], start: int, call: str) -> int | None:
    """The line, from 1, inside the body that begins at line `start` on which `call` stands as a whole word.

    What a comment says is no call.
    """
    word = re.compile(rf"(?<!\w){re.escape(call)}(?!\w)")
    rows = code_of("\n".join(rows)).split("\n")
    for number in range(start + 1, len(rows) + 1):
        if rows[number - 1].startswith(("}", "SYM_CODE_END")):
            return None
        if word.search(rows[number - 1]):
            return number
    return None
