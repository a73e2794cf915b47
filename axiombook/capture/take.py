"""Takes captures: fetches, builds, boots, reads the image. What it returns is not yet in the book."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from axiombook.capture import disassembly, guest, tools
from axiombook.capture.kernel import fetch_kernel, installed_headers
from axiombook.capture.machine import Machine, boot
from axiombook.capture.normalise import normalise
from axiombook.capture.plan import Boot, Plan, Shot
from axiombook.capture.progress import Progress
from axiombook.capture.readings import Desk, read
from axiombook.capture.taken import Taken
from axiombook.capture.trouble import Trouble

_LINK = "nokaslr no5lvl"  # with it, every address is the one that the linker gave
_NO_MACHINE = "none: the kernel's image, unpacked from its package"
_BROKEN = 1 << 7 | 1 << 9  # of /proc/sys/kernel/tainted: the kernel died, the kernel warned


def check_tools(plan: Plan, shots: Sequence[Shot]) -> None:
    """Raises Trouble that names every package that these captures need and that is not installed."""
    kinds = {shot.kind for shot in shots}
    needed = tools.IMAGE | tools.GUEST | (tools.OFFSETS if kinds & {"offsets", "structure"} else {})
    lacking = tools.missing(needed)
    headers = () if installed_headers(plan) else (f"linux-headers-{plan.exact or plan.flavour}",)
    tools.refuse((*lacking, *headers))


class Taker:
    """Takes the shots of one run; holds what several of them need: the kernel, the built probes, the symbols."""

    def __init__(self, plan: Plan, book: Path, machine: Machine, progress: Progress, work: Path) -> None:
        self._plan, self._machine, self._progress, self._work = plan, machine, progress, work
        self._sources = book / "proofs" / "sources"
        self._cache = book / ".cache" / "capture"
        with progress.step("the kernel's packages"):
            self._kernel = fetch_kernel(plan, self._cache, progress.left())
        self._root = work / "root"

    def take(self, shots: Sequence[Shot]) -> Iterator[Taken]:
        """Every shot: first those that need a boot, boot by boot, then those that read the image."""
        guests = [shot for shot in shots if shot.kind == "guest"]
        images = [shot for shot in shots if shot.kind != "guest"]
        if guests:
            self._build()
        for start in self._plan.boots:
            if of_boot := [shot for shot in guests if shot.boot == start.name]:
                yield from self._booted(start, of_boot)
        for shot in images:
            with self._progress.step(f"image: {shot.name}"):
                taken = self._read(shot)
            yield taken

    def _build(self) -> None:
        with self._progress.step("the probes, built"):
            modules = guest.build_modules(self._sources, self._cache, self._kernel, self._progress.left())
        with self._progress.step("the programs, built"):
            guest.build_programs(self._sources, self._work / "programs", self._progress.left())
            guest.lay_out(self._root, self._sources, modules, self._work / "programs", self._plan.symbols)

    def _booted(self, start: Boot, shots: Sequence[Shot]) -> Iterator[Taken]:
        with self._progress.step(f"boot {start.name}: {len(shots)} captures"):
            files = self._boot(start.append, shots)
        moment = datetime.now(UTC)
        machine = self._machine.described(start.append)
        for shot in shots:
            yield self._taken(shot, _text(files, shot.name), shot.command, machine, moment)

    def _boot(self, append: str, shots: Sequence[Shot]) -> dict[str, bytes]:
        guest.write_jobs(self._root, shots)
        archive = self._work / "initramfs.cpio"
        guest.pack(self._root, archive)
        said: Callable[[str], None] = lambda job: self._progress.say(f"           {job}")  # noqa: E731
        left = self._progress.left()
        files = boot(self._machine, self._kernel.vmlinuz, archive, append, self._work, left, said)
        if int(files.get(".tainted", b"0")) & _BROKEN:
            raise Trouble("the kernel in the virtual machine warned or died while a probe ran", "Take one at a time.")
        return files

    def _taken(self, shot: Shot, log: str, command: str, machine: str, moment: datetime, *more: str) -> Taken:
        rules = self._plan.rules_of(shot)
        kernel = f"{self._kernel.name}, Debian {self._kernel.version}"
        sources = guest.sources_of(shot, self._sources)
        text = normalise(log, rules)
        if not text:
            raise Trouble(f"the capture {shot.name} is empty", "Look at its command in proofs/capture.toml.")
        return Taken(shot.name, text, command, machine, kernel, moment, sources, (*map(str, rules), *more))

    def _read(self, shot: Shot) -> Taken:
        """A shot that needs no boot of its own."""
        desk = Desk(self._plan, self._kernel, self._names, self._progress.left())
        reading = read(desk, shot)
        return self._taken(shot, reading.log, reading.command, _NO_MACHINE, datetime.now(UTC), *reading.rules)

    def _names(self) -> disassembly.Names:
        """The symbols at their link-time addresses: from one boot, kept beside the kernel for the next time."""
        kept = self._kernel.folder / "kallsyms"
        if not kept.is_file():
            if not self._root.is_dir():
                self._build()
            shot = Shot("kallsyms", "", "guest", "", "cat /proc/kallsyms")
            with self._progress.step("boot for the symbols"):
                text = self._boot(_LINK, [shot])["kallsyms.log"]
            kept.with_suffix(".new").write_bytes(text)
            kept.with_suffix(".new").replace(kept)
        return disassembly.names_of(kept.read_text(encoding="utf-8"))


def _text(files: dict[str, bytes], name: str) -> str:
    return files.get(f"{name}.log", b"").decode("utf-8", errors="replace")


def work_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for everything that is made on the way; it vanishes with its block."""
    return tempfile.TemporaryDirectory(prefix="axiombook-capture-")
