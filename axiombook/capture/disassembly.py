"""The instructions of functions of the image, as objdump prints them, with the kernel's own names for the addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path

from axiombook.capture import tools
from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass

NAMES_RULE = "the names in <> are put in from the kernel's own kallsyms under nokaslr: the image has no symbols"
TABS_RULE = "tabs become blanks"
CUT_RULE = "of a function named with a colon only the lines around that call are kept; ... marks what is cut"
BRANCH_RULE = "only the instructions that run for this number are kept, in the order in which they run"
_TARGET = re.compile(r"\b(call|jmp|j[a-z]{1,3})(\s+)(?:0x)?([0-9a-f]{16})\b")
_COMMENT = re.compile(r"# (?:0x)?([0-9a-f]{16})")
_ROW = re.compile(r"^([0-9a-f]{16}):\s+((?:[0-9a-f]{2} )+)\s*(.*)$")
_BEFORE, _AFTER = 4, 1
_LARGEST = 0x4000  # bytes of one function


@dataclass(frozen=True, slots=True)
class Names:
    """The symbols of the text of a kernel, by address."""

    addresses: tuple[int, ...]
    names: tuple[str, ...]
    by_name: Mapping[str, int]

    def near(self, address: int) -> str:
        """`name` or `name+0x5` for an address."""
        at = bisect_right(self.addresses, address) - 1
        distance = address - self.addresses[at]
        return self.names[at] + (f"+{distance:#x}" if distance else "")

    def end(self, start: int) -> int:
        """Where the function at `start` ends: at the next symbol behind it."""
        at = bisect_right(self.addresses, start)
        return min(self.addresses[at] if at < len(self.addresses) else start, start + _LARGEST)


def names_of(kallsyms: str) -> Names:
    """The symbols in a listing of /proc/kallsyms; of several at one address, the first that is global."""
    by_name: dict[str, int] = {}
    at: dict[int, tuple[bool, str]] = {}
    for row in kallsyms.splitlines():
        parts = row.split()
        if len(parts) != 3:
            continue
        address, letter, name = int(parts[0], 16), parts[1], parts[2]
        by_name.setdefault(name, address)
        if address not in at or (letter.isupper() and not at[address][0]):
            at[address] = (letter.isupper(), name)
    addresses = tuple(sorted(at))
    return Names(addresses, tuple(at[address][1] for address in addresses), by_name)


def show_functions(vmlinux: Path, names: Names, wanted: tuple[str, ...], seconds: float) -> str:
    """Each function whole, or for `function:callee` the lines around its calls of `callee`."""
    parts = []
    for entry in wanted:
        function, _, callee = entry.partition(":")
        rows = _function(vmlinux, names, function, seconds)
        parts.append(f"{names.by_name[function]:016x} <{function}>:")
        parts += list(_around(rows, callee)) if callee else rows
        parts.append("")
    return "\n".join(parts).rstrip("\n") + "\n"


def show_branches(vmlinux: Path, names: Names, wanted: tuple[str, ...], seconds: float) -> str:
    """For `function number`: the way a number in esi takes through the function's comparisons, until it leaves it."""
    parts = []
    for entry in wanted:
        function, number = entry.split()
        parts.append(f"{names.by_name[function]:016x} <{function}> with esi = {number}:")
        parts += list(_way(_function(vmlinux, names, function, seconds), int(number, 0)))
    return "\n".join(parts) + "\n"


def _function(vmlinux: Path, names: Names, function: str, seconds: float) -> list[str]:
    if function not in names.by_name:
        raise Trouble(f"the kernel has no function `{function}`", "Look at [[capture]] disassembly.")
    start = names.by_name[function]
    span = (f"--start-address={start:#x}", f"--stop-address={names.end(start):#x}")
    printed = tools.output(["objdump", "-d", "-w", *span, str(vmlinux)], seconds=seconds)
    return [_named(row.expandtabs(), names) for row in printed.splitlines() if _ROW.match(row.expandtabs())]


def _named(row: str, names: Names) -> str:
    row = _TARGET.sub(lambda found: f"{found[1]}{found[2]}{found[3]} <{names.near(int(found[3], 16))}>", row)
    return _COMMENT.sub(lambda found: f"# {found[1]} <{names.near(int(found[1], 16))}>", row)


def _around(rows: list[str], callee: str) -> Iterator[str]:
    keep = {
        near
        for at, row in enumerate(rows)
        if f"<{callee}>" in row
        for near in range(max(at - _BEFORE, 0), min(at + _AFTER + 1, len(rows)))
    }
    if not keep:
        raise Trouble(f"no call of `{callee}` was found there", "Look at [[capture]] disassembly.")
    last = -1
    for at in sorted(keep):
        if at != last + 1:
            yield "..."
        yield rows[at]
        last = at


_JUMPS = {
    "je": lambda left, right: left == right,
    "jne": lambda left, right: left != right,
    "ja": lambda left, right: left > right,
    "jae": lambda left, right: left >= right,
    "jb": lambda left, right: left < right,
    "jbe": lambda left, right: left <= right,
}


def _way(rows: list[str], number: int) -> Iterator[str]:
    """The rows that run, from the first on: unsigned comparisons of esi with a constant decide each jump."""
    where = {int(row[:16], 16): at for at, row in enumerate(rows)}
    at, right = 0, 0
    for _ in range(len(rows)):
        row = rows[at]
        yield row
        text = _ROW.match(row)[3]  # type: ignore[index]  # rows are only rows that match
        if compared := re.match(r"cmp\s+\$0x([0-9a-f]+),%esi", text):
            right = int(compared[1], 16)
        jump = re.match(r"(j\w+)\s+([0-9a-f]{16})", text)
        if jump is None:
            at += 1
            continue
        if jump[1] != "jmp" and jump[1] not in _JUMPS:
            raise Trouble(f"the way of {number} meets `{text}`", "This jump follows no comparison of esi.")
        if jump[1] != "jmp" and not _JUMPS[jump[1]](number, right):
            at += 1
        elif int(jump[2], 16) in where:
            at = where[int(jump[2], 16)]
        else:
            return
