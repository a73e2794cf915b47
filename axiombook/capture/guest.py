"""What the virtual machine holds: probes, programs, jobs, packed as an initramfs."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from axiombook.capture import tools
from axiombook.capture.kernel import Kernel, beside
from axiombook.capture.plan import Shot
from axiombook.capture.trouble import Trouble

PROGRAMS = {"socket_test": "user/main.c", "socket_call": "guest/socket_call.c"}
_COMPILE = ("gcc", "-O0", "-g", "-static", "-Wall")
_INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def build_modules(sources: Path, cache: Path, kernel: Kernel, seconds: float) -> Path:
    """A folder with every probe built against the headers; a warning is an error.

    What is built is kept by the checksum of what it was built from: probes that did not change are not built again.
    """
    built = cache / f"probes_{kernel.name}_{_checksum(sources / 'probes')}"
    if not built.is_dir():
        with beside(built) as work:
            shutil.copytree(sources / "probes", work / "build")
            tools.output(["make", "-j2", f"KERNEL={kernel.name}"], cwd=work / "build", seconds=seconds)
            for module in (work / "build").glob("*.ko"):
                module.rename(work / module.name)
            shutil.rmtree(work / "build")
    return built


def _checksum(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def build_programs(sources: Path, work: Path, seconds: float) -> None:
    """Compiles the user programs, static, into `work`."""
    work.mkdir()
    for program, source in PROGRAMS.items():
        tools.output([*_COMPILE, "-o", str(work / program), str(sources / source)], seconds=seconds)


def lay_out(root: Path, sources: Path, modules: Path, programs: Path, symbols: Sequence[str]) -> None:
    """The file tree of the machine: busybox, the guest's scripts, the modules, the programs, the list of symbols."""
    for folder in ("bin", "etc", "modules", "jobs"):
        (root / folder).mkdir(parents=True)
    busybox = shutil.which("busybox") or "/bin/busybox"
    shutil.copy(busybox, root / "bin" / "busybox")
    for script in sorted((sources / "guest").iterdir()):
        if script.suffix:
            continue
        place = root / "init" if script.name == "init" else root / "bin" / script.name
        shutil.copy(script, place)
        place.chmod(0o755)
    for program in programs.iterdir():
        shutil.copy(program, root / "bin" / program.name)
    for module in modules.glob("*.ko"):
        shutil.copy(module, root / "modules" / module.name)
    (root / "etc" / "symbols").write_text("\n".join(symbols) + "\n")


def write_jobs(root: Path, shots: Sequence[Shot]) -> None:
    """One script a shot, numbered, so that the machine runs them in the order of the plan."""
    shutil.rmtree(root / "jobs")
    (root / "jobs").mkdir()
    for number, shot in enumerate(shots):
        (root / "jobs" / f"{number:03}-{shot.name}").write_text(shot.command + "\n")


def pack(root: Path, archive: Path) -> None:
    """The tree as an initramfs."""
    names = "\n".join(sorted(path.relative_to(root).as_posix() for path in root.rglob("*")))
    command = ["cpio", "--quiet", "-o", "-H", "newc", "-R", "0:0"]
    with archive.open("wb") as out:
        done = subprocess.run(command, input=names.encode(), cwd=root, stdout=out, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise Trouble(f"cpio ended with {done.returncode}: {done.stderr.decode(errors='replace')}", "Is the disk full?")


def sources_of(shot: Shot, sources: Path) -> tuple[str, ...]:
    """The files below proofs/sources that produce a guest shot: its probes, their headers, programs and scripts."""
    if shot.kind != "guest":
        return ()
    words = set(re.findall(r"(?<![\w.$])[\w.]+", shot.command))  # $name.ko is a shell variable, no file
    found = {"guest/init"} | {PROGRAMS[word] for word in words if word in PROGRAMS}
    found |= {f"guest/{word}" for word in words if (sources / "guest" / word).is_file()}
    found |= {f"probes/{word[:-3]}.c" for word in words if word.endswith(".ko")}
    for pattern in shot.sources:
        found |= {path.relative_to(sources).as_posix() for path in sources.glob(pattern)}
    if any(file.startswith("probes/") for file in found):
        found.add("probes/Makefile")
    return tuple(sorted(_with_headers(found, sources)))


def _with_headers(files: set[str], sources: Path) -> set[str]:
    """The files and every header of the same folder that they include, in as many steps as it takes."""
    found, todo = set(files), list(files)
    while todo:
        file = sources / todo.pop()
        if file.suffix not in {".c", ".h"} or not file.is_file():
            continue
        for header in _INCLUDE.findall(file.read_text()):
            name = (file.parent / header).relative_to(sources).as_posix()
            if name not in found:
                found.add(name)
                todo.append(name)
    return found
