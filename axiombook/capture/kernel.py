"""The packaged kernel: fetched, unpacked into a folder of its own, never installed.

Only its image and its source are fetched. The headers must be installed, for kbuild looks for them at a fixed place.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axiombook.capture import tools
from axiombook.capture.plan import Plan
from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass

_SETUP_SECTORS, _PAYLOAD = 0x1F1, 0x248  # places in the boot header of an x86 kernel: Documentation/arch/x86/boot
_UPDATE = "Bring the package lists up to date, `sudo apt-get update`, then install the headers again: "


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel on this machine. name: as `uname -r` says it; version: Debian's; folder: where it is unpacked."""

    name: str
    version: str
    folder: Path

    @property
    def vmlinuz(self) -> Path:
        """The image that a boot loader starts."""
        return self.folder / "vmlinuz"

    @property
    def vmlinux(self) -> Path:
        """The kernel as an ELF file, unpacked from vmlinuz."""
        return self.folder / "vmlinux"


def installed_headers(plan: Plan, root: Path = Path("/usr/src")) -> str:
    """The plan's own kernel, or the newest of its release and flavour, if its headers are below `root`; else ''."""
    if plan.exact:
        return plan.exact if (root / f"linux-headers-{plan.exact}").is_dir() else ""
    prefix, suffix = f"linux-headers-{plan.release}.", f"-{plan.flavour}"
    names = [path.name for path in root.glob(f"{prefix}*{suffix}") if path.is_dir()]
    return max(names, key=_numbers, default="").removeprefix("linux-headers-")


def _numbers(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in "".join(sign if sign.isdigit() else " " for sign in name).split())


def fetch_kernel(plan: Plan, cache: Path, seconds: float) -> Kernel:
    """The kernel whose headers are installed, with image and ELF file, from the cache or from Debian's packages."""
    name = installed_headers(plan)
    if not name:
        wanted = f"linux-headers-{plan.exact or f'{plan.release}...-{plan.flavour}'}"
        raise Trouble(f"{wanted} is not installed", f"Install it: {tools.INSTALL} {plan.exact or plan.release}")
    query = ["dpkg-query", "-W", "-f", "${Version}", f"linux-headers-{name}"]
    version = tools.output(query, seconds=seconds)
    kernel = Kernel(name, version, cache / f"{name}_{version}")
    if not kernel.vmlinux.is_file():
        with beside(kernel.folder) as work:
            _unpack(f"linux-image-{name}={version}", work / "package", seconds)
            shutil.move(work / "package" / "boot" / f"vmlinuz-{name}", work / "vmlinuz")
            shutil.rmtree(work / "package")
            (work / "vmlinux").write_bytes(unpack_image((work / "vmlinuz").read_bytes()))
    return kernel


def fetch_source(plan: Plan, kernel: Kernel, files: tuple[str, ...], seconds: float) -> Path:
    """A folder with these files of the kernel's packaged source, of the same version as the image."""
    folder = kernel.folder.with_name(f"{plan.source}_{kernel.version}")
    if not all((folder / file).is_file() for file in files):
        with beside(folder) as work:
            _unpack(f"{plan.source}={kernel.version}", work / "package", seconds)
            archive = work / "package" / "usr" / "src" / f"{plan.source}.tar.xz"
            _extract(archive, plan.source, files, work)
            shutil.rmtree(work / "package")
    return folder


def _extract(archive: Path, top: str, files: tuple[str, ...], work: Path) -> None:
    wanted = {f"{top}/{file}": file for file in files}
    with tarfile.open(archive, "r|xz") as source:
        for member in source:
            file = wanted.pop(member.name, "")
            data = source.extractfile(member) if file else None
            if data is not None:
                (work / file).parent.mkdir(parents=True, exist_ok=True)
                (work / file).write_bytes(data.read())
            if not wanted:
                return
    raise Trouble(f"{archive.name} holds no {', '.join(wanted.values())}", "Look at [[capture]] places.")


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A work folder that takes the place of `folder` when its block is done, and vanishes when it fails."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        yield work
        shutil.rmtree(folder, ignore_errors=True)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _unpack(package: str, into: Path, seconds: float) -> None:
    """Fetches a package and unpacks it into a folder; nothing is installed."""
    into.mkdir()
    try:
        tools.output(["apt-get", "download", package], cwd=into, seconds=seconds)
    except Trouble as trouble:
        raise Trouble(trouble.message, _UPDATE + tools.INSTALL) from trouble
    (archive,) = into.glob("*.deb")
    tools.output(["dpkg", "-x", archive.name, "."], cwd=into, seconds=seconds)
    archive.unlink()


def unpack_image(image: bytes) -> bytes:
    """The ELF file inside a bzImage. Raises Trouble for an image that is none, or packed in an unknown way."""
    if image[0x202:0x206] != b"HdrS":
        raise Trouble("the kernel image has no boot header", "Fetch the package again: delete .cache/capture.")
    start, length = _payload(image)
    payload = image[start : start + length]
    # the last 4 bytes are the unpacked size and no part of the stream: the program says so, and unpacks the rest
    command = [_packer(payload), "-dcq"]
    elf = subprocess.run(command, input=payload, capture_output=True, check=False).stdout
    if elf[:4] != b"\x7fELF":
        raise Trouble("what the kernel image holds is no ELF file", "Report this kernel's version.")
    return elf


def packing(kernel: Kernel) -> str:
    """What the boot header of vmlinuz says: how large the part is that unpacks, how large the part that is packed."""
    image = kernel.vmlinuz.read_bytes()
    start, length = _payload(image)
    rows = (
        f"vmlinuz size={len(image)}",
        f"vmlinuz packed.offset={start}",
        f"vmlinuz packed.size={length}",
        f"vmlinuz packed.by={_packer(image[start : start + length])}",
        f"vmlinuz rest.size={len(image) - length}",
        f"vmlinux size={kernel.vmlinux.stat().st_size}",
    )
    return "\n".join(rows) + "\n"


def _payload(image: bytes) -> tuple[int, int]:
    """Where the packed kernel lies in a bzImage: offset and length in bytes."""
    sectors = image[_SETUP_SECTORS] or 4
    offset, length = struct.unpack_from("<II", image, _PAYLOAD)
    return (sectors + 1) * 512 + offset, length


def _packer(payload: bytes) -> str:
    """The program that unpacks it, by its first bytes."""
    known = {b"\x02\x21\x4c\x18": "lz4", b"\x28\xb5\x2f\xfd": "zstd", b"\x1f\x8b": "gzip", b"\xfd7zXZ": "xz"}
    for magic, program in known.items():
        if payload.startswith(magic):
            return program
    raise Trouble(f"the kernel image is packed in an unknown way: {payload[:4].hex()}", "Report this version.")
