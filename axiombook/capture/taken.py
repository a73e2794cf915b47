"""A capture just taken: its log, and where it came from. It is not yet in the book."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from axiombook.dataclass import dataclass
from axiombook.provenance import Provenance, checksums


@dataclass(frozen=True, slots=True)
class Taken:
    """The log as it is kept, and where it came from. sources: the files below proofs/sources that produced it."""

    name: str
    log: str
    command: str
    machine: str
    kernel: str
    taken: datetime
    sources: tuple[str, ...] = ()
    normalised: tuple[str, ...] = ()

    def provenance(self, sources: Path) -> Provenance:
        """The fields of NAME.toml; `sources` is the folder proofs/sources."""
        sums = checksums(self.sources, sources)
        return Provenance(self.command, self.machine, self.kernel, self.taken, sums, self.normalised)
