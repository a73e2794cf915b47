"""The virtual machine: started with one kernel and one initramfs, watched until it is off, its evidence unpacked.

The host's kernel is never touched. Results come back on a raw disk, binary-safe; the serial line carries progress only.
"""

from __future__ import annotations

import io
import os
import selectors
import signal
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from axiombook.capture import tools
from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass, field

_DISK = 64 * 1024 * 1024  # bytes of the disk for results; sparse
_ALWAYS = "console=ttyS0 panic=-1 quiet"
_BAD = ("Kernel panic", "BUG:", "Oops", "general protection fault")


@dataclass(frozen=True, slots=True)
class Machine:
    """How qemu is started. accel: tcg computes every instruction; kvm lets the processor run it."""

    accel: str = "tcg"
    memory: int = 256  # MiB

    @property
    def options(self) -> tuple[str, ...]:
        """The options that a log depends on."""
        cpu = "host" if self.accel == "kvm" else "max"
        return ("-accel", self.accel, "-cpu", cpu, "-smp", "1", "-m", str(self.memory))

    def described(self, append: str) -> str:
        """The machine in one line, for a capture's provenance."""
        version = tools.output(["qemu-system-x86_64", "--version"]).split("\n")[0]
        number = version.split("version ")[-1].split(" ")[0]
        return f"qemu-system-x86_64 {number} {' '.join(self.options)}; kernel command line: {append}"


@dataclass(slots=True)
class _Watch:
    """What the serial line has said: the jobs begun, those that left a module behind, and whether all is done."""

    said: Callable[[str], None]
    rest: str = ""
    done: bool = False
    left: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def hear(self, text: str) -> None:
        *lines, self.rest = (self.rest + text).split("\n")
        for line in map(str.strip, lines):
            self.lines.append(line)
            if line.startswith("JOB "):
                self.said(line.removeprefix("JOB "))
            elif line.startswith("LEFT "):
                self.left.append(line.removeprefix("LEFT "))
            elif line == "DONE":
                self.done = True


def boot(
    machine: Machine,
    kernel: Path,
    initramfs: Path,
    append: str,
    work: Path,
    seconds: float,
    said: Callable[[str], None],
) -> dict[str, bytes]:
    """Starts the kernel, waits until the machine is off, and returns the files that it handed out, by name.

    seconds: when to give up. said: called with each job's name as it begins. Raises Trouble if the kernel fails.
    """
    disk = work / "results.raw"
    with disk.open("wb") as file:
        file.truncate(_DISK)
    command = [
        "qemu-system-x86_64", *machine.options, "-nodefaults", "-display", "none", "-no-reboot", "-serial", "stdio",
        "-kernel", str(kernel), "-initrd", str(initramfs), "-append", f"{_ALWAYS} {append}",
        "-drive", f"file={disk},if=none,id=results,format=raw", "-device", "nvme,drive=results,serial=results",
    ]  # fmt: skip
    watch = _Watch(said)
    with _started(command, work) as process:
        _listen(process, watch, time.monotonic() + seconds)
    _judge(watch, work)
    return dict(_results(disk))


@contextmanager
def _started(command: list[str], work: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The running machine, in a process group of its own, so that nothing of it outlives this block."""
    with (work / "qemu.err").open("wb") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def _listen(process: subprocess.Popen[bytes], watch: _Watch, deadline: float) -> None:
    """Hears the serial line until the machine closes it. Raises Trouble when the time is up."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or (not selector.select(left) and time.monotonic() >= deadline):
                job = f"; it was at `{watch.lines[-1]}`" if watch.lines else ""
                raise Trouble(f"the virtual machine took too long{job}", "Give more with --time-limit SECONDS.")
            heard = os.read(process.stdout.fileno(), 65536)
            if not heard:
                return
            watch.hear(heard.decode("utf-8", errors="replace"))


def _judge(watch: _Watch, work: Path) -> None:
    last = "\n".join(watch.lines[-12:])
    if any(bad in line for line in watch.lines for bad in _BAD):
        raise Trouble(f"the kernel in the virtual machine failed:\n{last}", "Look at the probe of the last job.")
    if watch.left:
        raise Trouble(f"modules stayed loaded after: {'; '.join(watch.left)}", "End its command with rmmod.")
    if not watch.done:
        errors = (work / "qemu.err").read_text(errors="replace").strip()
        raise Trouble(f"the virtual machine ended too early:\n{errors or last}", "Run it again; is the disk full?")


def _results(disk: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(disk.read_bytes()), mode="r:") as archive:
        for member in archive:
            data = archive.extractfile(member)
            if data is not None:
                yield member.name.removeprefix("./"), data.read()
