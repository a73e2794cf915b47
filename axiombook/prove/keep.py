"""Keeps new logs: all of them in one move, and a provenance is written anew only where something of it changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from axiombook import provenance
from axiombook.book import Capture
from axiombook.capture import store
from axiombook.capture.report import broken_values, report
from axiombook.capture.trouble import Trouble
from axiombook.prove.plan import Plan
from axiombook.prove.prover import Proved, Prover
from axiombook.read.captures import BadToml, read_toml


def keep(book: Path, plan: Plan, prover: Prover, proved: Iterable[Proved]) -> tuple[tuple[str, ...], bool]:
    """Keeps what is new; the lines that tell what changed, and whether a value lost its place in a log.

    Raises Trouble where a NAME.toml is no TOML; then nothing is kept.
    """
    folder = book / "proofs" / "captures" / plan.folder
    machine = prover.machine()
    written: list[str] = []
    with store.beside(folder) as copy:
        for one in proved:
            fields = prover.provenance(one.shot, machine)
            if not _same(copy / f"{one.shot.name}.toml", fields) or one.diff or not one.known:
                provenance.write(copy, one.shot.name, one.log.encode(), fields)
                written.append(one.shot.name)
        pairs = [(store.read(folder, name, book), _placed(copy, folder, name, book)) for name in written]
        told, broken = report(book, plan.folder, pairs), broken_values(pairs)
        if written:
            store.swap(copy, folder)
    return (*told, *broken, f"{len(written)} captures written to proofs/captures/{plan.folder}"), bool(broken)


def _placed(copy: Path, folder: Path, name: str, book: Path) -> Capture | None:
    """A capture of the copy, named as it is named when the copy has taken the folder's place."""
    after = store.read(copy, name, book)
    return after and replace(after, name=f"{folder.name}/{name}")


def _same(toml: Path, fields: provenance.Provenance) -> bool:
    """Whether a NAME.toml already tells these sources, this command and these rules."""
    try:
        old = read_toml(toml.read_text(encoding="utf-8")) if toml.is_file() else {}
    except BadToml as error:
        raise Trouble(f"{toml.name} is no TOML, line {error.line}: {error}", "Mend it, or move it away.") from error
    return (
        old.get("command", "").strip("\n") == fields.command
        and old.get("sources") == dict(fields.sources)
        and tuple(old.get("normalised", ())) == fields.normalised
        and tuple(old.get("volatile", ())) == fields.volatile
    )
