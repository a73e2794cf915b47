"""Captures that need no boot of their own: what the kernel's image, its type information and its source say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from axiombook.capture import disassembly, image, offsets, places, tools
from axiombook.capture.kernel import Kernel, fetch_source, packing
from axiombook.capture.plan import Kind, Plan, Shot
from axiombook.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the log, the command a person would type for it, and the rules that shortened it."""

    log: str
    command: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a reading needs. names: gives the kernel's symbols at link-time addresses; seconds: what time is left."""

    plan: Plan
    kernel: Kernel
    names: Callable[[], disassembly.Names]
    seconds: float

    @property
    def vmlinux(self) -> Path:
        """The kernel's ELF file."""
        return self.kernel.vmlinux


def read(desk: Desk, shot: Shot) -> Reading:
    """The reading of a shot that is no `guest`. Raises Trouble where what it looks for is not there."""
    return _READERS[shot.kind](desk, shot.wanted)


def _packing(desk: Desk, _wanted: tuple[str, ...]) -> Reading:
    return Reading(packing(desk.kernel), "python build.py capture boot_image  # the boot header of vmlinuz")


def _sections(desk: Desk, _wanted: tuple[str, ...]) -> Reading:
    printed = tools.output(["readelf", "-SW", str(desk.vmlinux)], seconds=desk.seconds)
    return Reading(printed.strip("\n"), "readelf -SW vmlinux")


def _bytes(desk: Desk, wanted: tuple[str, ...]) -> Reading:
    log = image.show_bytes(desk.vmlinux.read_bytes(), desk.names().by_name, wanted)
    return Reading(log, f"python build.py capture file_bytes  # {', '.join(wanted)} of vmlinux")


def _disassembly(desk: Desk, wanted: tuple[str, ...]) -> Reading:
    cut = (disassembly.CUT_RULE,) if any(":" in entry for entry in wanted) else ()
    log = disassembly.show_functions(desk.vmlinux, desk.names(), wanted, desk.seconds)
    return Reading(log, _objdump(wanted), (disassembly.NAMES_RULE, disassembly.TABS_RULE, *cut))


def _branches(desk: Desk, wanted: tuple[str, ...]) -> Reading:
    log = disassembly.show_branches(desk.vmlinux, desk.names(), wanted, desk.seconds)
    rules = (disassembly.NAMES_RULE, disassembly.TABS_RULE, disassembly.BRANCH_RULE)
    return Reading(log, _objdump(wanted), rules)


def _objdump(wanted: tuple[str, ...]) -> str:
    return f"objdump -d -w vmlinux  # {', '.join(wanted)}"


def _offsets(desk: Desk, wanted: tuple[str, ...]) -> Reading:
    return Reading(offsets.show_offsets(desk.vmlinux, wanted, desk.seconds), "pahole -F btf vmlinux", (offsets.RULE,))


def _structure(desk: Desk, wanted: tuple[str, ...]) -> Reading:
    log = offsets.show_structures(desk.vmlinux, wanted, desk.seconds)
    return Reading(log, "; ".join(f"pahole -F btf -C {name} vmlinux" for name in wanted), (disassembly.TABS_RULE,))


def _places(desk: Desk, wanted: tuple[str, ...]) -> Reading:
    folder = fetch_source(desk.plan, desk.kernel, places.files_of(wanted), desk.seconds)
    command = f"grep -n, in {desk.plan.source} {desk.kernel.version}"
    return Reading(places.show_places(folder, wanted), command, (places.RULE,))


_READERS: Mapping[Kind, Callable[[Desk, tuple[str, ...]], Reading]] = {
    "packing": _packing,
    "sections": _sections,
    "bytes": _bytes,
    "disassembly": _disassembly,
    "branches": _branches,
    "offsets": _offsets,
    "structure": _structure,
    "places": _places,
}
