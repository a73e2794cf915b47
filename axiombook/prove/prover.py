"""Runs captures again, one after the other, and says what came out of each."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from axiombook.capture.normalise import normalise
from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass
from axiombook.prove.compare import difference
from axiombook.prove.plan import Plan, Shot
from axiombook.prove.shell import copy_of, lacking, output, sources_of
from axiombook.provenance import Provenance, checksums

NO_KERNEL = "none: no answer of a kernel is in it"


@dataclass(frozen=True, slots=True)
class Proved:
    """What one command gave: its log, or the trouble it had; diff: how the log differs from the one that is kept."""

    shot: Shot
    log: str = ""
    trouble: Trouble | None = None
    diff: tuple[str, ...] = ()
    known: bool = True


class Prover:
    """Runs shots of one plan for one book; holds nothing that changes."""

    def __init__(self, plan: Plan, book: Path) -> None:
        self._plan = plan
        self._sources = book / "proofs" / "sources"
        self._work = self._sources / plan.work
        self._captures = book / "proofs" / "captures" / plan.folder

    def prove(self, shots: tuple[Shot, ...], say: Callable[[Shot], None]) -> Iterator[Proved]:
        """Each shot, run again and compared; `say` is told of it before it runs."""
        for shot in shots:
            say(shot)
            try:
                yield self._compared(shot, self._log(shot))
            except Trouble as trouble:
                yield Proved(shot, trouble=trouble)

    def _log(self, shot: Shot) -> str:
        if missing := lacking(shot.command, self._plan.packages):
            things = ", ".join(thing for thing, _ in missing)
            packages = " ".join(dict.fromkeys(package for _, package in missing))
            raise Trouble(f"this machine has no {things}", f"Install it: apt-get install {packages}")
        with copy_of(self._work) as folder:
            return normalise(output(shot.command, folder, shot.seconds), self._plan.rules_of(shot))

    def _compared(self, shot: Shot, log: str) -> Proved:
        kept = self._captures / f"{shot.name}.log"
        old = kept.read_text(encoding="utf-8", errors="replace") if kept.is_file() else ""
        diff = difference(f"{self._plan.folder}/{shot.name}", old, log, shot.volatile)
        return Proved(shot, log, diff=diff, known=kept.is_file())

    def machine(self) -> str:
        """This machine in one line: its system, its compilers, its library."""
        with copy_of(self._work) as folder:
            return " ".join(output(self._plan.machine, folder, 30).split())

    def provenance(self, shot: Shot, machine: str) -> Provenance:
        """Where a capture just taken comes from."""
        files = tuple(f"{self._plan.work}/{name}" for name in sources_of(shot.command, self._work))
        kernel = platform.release() if shot.asks_kernel else NO_KERNEL
        rules = tuple(map(str, self._plan.rules_of(shot)))
        sums = checksums(files, self._sources)
        return Provenance(shot.command, machine, kernel, datetime.now(UTC), sums, rules, shot.volatile)
