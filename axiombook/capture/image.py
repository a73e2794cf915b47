"""The kernel's ELF file: its sections, and the bytes that lie in the file for an address."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass

_NO_BYTES = 8  # SHT_NOBITS: the section has addresses and no bytes in the file
_IN_MEMORY = 2  # SHF_ALLOC: the section has addresses at all
_HEADER = struct.Struct("<IIQQQQIIQQ")


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the addresses [address, address + size), its bytes from `offset` of the file on."""

    name: str
    address: int
    offset: int
    size: int
    stored: bool


def sections(elf: bytes) -> tuple[Section, ...]:
    """The sections of an ELF file of 64 bits that have addresses, in the order of the file."""
    (start,) = struct.unpack_from("<Q", elf, 0x28)
    size, count, names = struct.unpack_from("<HHH", elf, 0x3A)
    headers = [_HEADER.unpack_from(elf, start + size * at) for at in range(count)]
    strings = headers[names][4]
    found = []
    for name, kind, flags, address, offset, length, *_ in headers:
        if flags & _IN_MEMORY and length:
            text = elf[strings + name : elf.index(b"\0", strings + name)].decode()
            found.append(Section(text, address, offset, length, kind != _NO_BYTES))
    return tuple(found)


def section_of(elf_sections: tuple[Section, ...], address: int) -> Section:
    """The section in which an address lies. Raises Trouble where there is none."""
    for section in elf_sections:
        if section.address <= address < section.address + section.size:
            return section
    raise Trouble(f"{address:016x} lies in no section of the image", "Is it a symbol of a module?")


def show_bytes(elf: bytes, symbols: Mapping[str, int], wanted: tuple[str, ...]) -> str:
    """What lies in the file for `SYMBOL COUNT` or `SYMBOL+OFFSET COUNT`: its place, then 8 bytes a line.

    Raises Trouble for a symbol that is not there.
    """
    rows, known = [], sections(elf)
    for entry in wanted:
        place, count = entry.split()
        symbol, _, more = place.partition("+")
        if symbol not in symbols:
            raise Trouble(f"the kernel has no symbol `{symbol}`", "Look at [[capture]] bytes.")
        address = symbols[symbol] + int(more or "0", 0)
        section = section_of(known, address)
        rows.append(f"FILE {place} address={address:016x}")
        rows.append(f"FILE {place} section={section.name} at={section.address:016x} offset={section.offset:#x}")
        if not section.stored:
            rows.append(f"FILE {place} holds no bytes in the file: all are 0")
            continue
        offset = section.offset + address - section.address
        rows.append(f"FILE {place} offset={offset:#x}")
        eights = ((address + at, elf[offset + at : offset + at + 8]) for at in range(0, int(count), 8))
        rows += [f"FILE {place:016x}: {data.hex(' ')}" for place, data in eights]
    return "\n".join(rows) + "\n"
