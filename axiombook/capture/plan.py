"""What is to be captured: proofs/capture.toml as a value. Nothing here starts anything."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass

FILE = "proofs/capture.toml"
Kind = Literal[
    "guest", "packing", "sections", "bytes", "disassembly", "branches", "offsets", "structure", "places"
]  # fmt: skip
_IMAGE: tuple[Kind, ...] = (
    "packing", "sections", "bytes", "disassembly", "branches", "offsets", "structure", "places"
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Boot:
    """One start of the virtual machine. append: what its kernel command line adds.

    whole: its captures belong together, since another start has other addresses: who takes one takes all of them.
    """

    name: str
    append: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by which a log is normalised: every match of `pattern` becomes `replace`; `why` is for people."""

    name: str
    pattern: str
    replace: str
    why: str

    def __str__(self) -> str:
        return f"{self.why}: '{self.pattern}' becomes '{self.replace}'"


@dataclass(frozen=True, slots=True)
class Shot:
    """One capture to take. A `guest` shot runs `command` in the machine started as `boot`; the others read the image.

    wanted: what an image shot looks for (functions, structures, fields, symbols, places).
    sources: patterns of further files below proofs/sources that produce it.
    """

    name: str
    shows: str
    kind: Kind
    boot: str = ""
    command: str = ""
    wanted: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Every capture, the boots they need, and the rules that normalise them.

    folder: the folder below proofs/captures. flavour: the kernel package's, as in linux-headers-FLAVOUR.
    release: the first part of the kernel's version. source: the package with its source. symbols: those in the book.
    """

    folder: str
    flavour: str
    release: str
    source: str
    symbols: tuple[str, ...]
    boots: tuple[Boot, ...]
    rules: tuple[Rule, ...]
    shots: tuple[Shot, ...]
    exact: str = ""  # one kernel, as `uname -r` says it, in place of the newest of the release

    def on(self, package: str) -> Plan:
        """The same captures on another packaged kernel: `6.12`, or the name of its image's or its headers' package.

        They go to a folder of that release. Raises Trouble for a name without a release.
        """
        name = re.sub(r"^linux-(image|headers)-|-unsigned$", "", package)
        release = re.match(r"\d+\.\d+(?![^.+-])", name)
        if release is None:
            help = "Name a release, as 6.12, or a package, as `apt-cache search linux-headers` lists them."
            raise Trouble(f"`{package}` names no kernel", help)
        exact = name if name != release[0] and name.endswith(f"-{self.flavour}") and name[0].isdigit() else ""
        exact = exact if re.match(r"\d+\.\d+\.\d+", exact) else ""
        source = f"linux-source-{release[0]}"
        return replace(self, folder=release[0], release=release[0], source=source, exact=exact)

    def only(self, names: tuple[str, ...]) -> tuple[Shot, ...]:
        """The shots of these names and those that belong to them, or all. Raises Trouble for a name that is none."""
        known = {shot.name for shot in self.shots}
        for name in names:
            if name not in known:
                raise Trouble(f"{FILE} knows no capture `{name}`", "`capture --list` names them all.")
        together = {boot.name for boot in self.boots if boot.whole}
        boots = {shot.boot for shot in self.shots if shot.name in names} & together
        return tuple(shot for shot in self.shots if not names or shot.name in names or shot.boot in boots)

    def rules_of(self, shot: Shot) -> tuple[Rule, ...]:
        """The rules that normalise a shot's log, in the order in which they are applied."""
        by_name = {rule.name: rule for rule in self.rules}
        return tuple(by_name[name] for name in shot.rules)


def read_plan(text: str) -> Plan:
    """The plan that proofs/capture.toml holds. Raises Trouble with the entry that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Trouble(f"{FILE} is no TOML: {error}", "Mend it at this place.") from error
    try:
        plan = _plan(table)
    except (KeyError, TypeError, AttributeError) as error:
        raise Trouble(f"{FILE} lacks {error}, or it is of the wrong kind", "docs/capture.md shows an entry.") from error
    _check(plan)
    return plan


def _plan(table: Mapping[str, Any]) -> Plan:
    return Plan(
        folder=str(table["folder"]),
        flavour=str(table["flavour"]),
        release=str(table["release"]),
        source=str(table["source"]),
        symbols=tuple(map(str, table["symbols"])),
        boots=tuple(_boot(name, entry) for name, entry in table["boot"].items()),
        rules=tuple(_rule(name, entry) for name, entry in table.get("rule", {}).items()),
        shots=tuple(_shot(entry) for entry in table["capture"]),
    )


def _boot(name: str, entry: Mapping[str, Any]) -> Boot:
    return Boot(name, str(entry["append"]), entry.get("whole") is True)


def _rule(name: str, entry: Mapping[str, Any]) -> Rule:
    return Rule(name, str(entry["pattern"]), str(entry["replace"]), str(entry["why"]))


def _shot(entry: Mapping[str, Any]) -> Shot:
    kind: Kind = next((kind for kind in _IMAGE if kind in entry), "guest")
    return Shot(
        name=str(entry["name"]),
        shows=str(entry["shows"]),
        kind=kind,
        boot=str(entry["boot"]) if kind == "guest" else "",
        command=str(entry["command"]).strip() if kind == "guest" else "",
        wanted=tuple(map(str, entry.get(kind, ()))),
        rules=tuple(map(str, entry.get("rules", ()))),
        sources=tuple(map(str, entry.get("sources", ()))),
    )


def _check(plan: Plan) -> None:
    """Refuses names that could lead out of the folder, and names of boots and rules that are none."""
    boots, rules, seen = {boot.name for boot in plan.boots}, {rule.name for rule in plan.rules}, set[str]()
    if not re.fullmatch(r"[\w.-]+", plan.folder) or plan.folder.startswith("."):
        raise Trouble(f"{FILE}: `{plan.folder}` is no name of a folder", "Use letters, digits, dots and hyphens.")
    for shot in plan.shots:
        if not _NAME.fullmatch(shot.name):
            raise Trouble(f"{FILE}: `{shot.name}` is no name of a capture", "Use a-z, 0-9 and _.")
        if shot.name in seen:
            raise Trouble(f"{FILE}: two captures are called `{shot.name}`", "Rename one of them.")
        if shot.kind == "guest" and shot.boot not in boots:
            raise Trouble(f"{FILE}: the capture {shot.name} wants the boot `{shot.boot}`", "Write it as [boot.NAME].")
        for rule in shot.rules:
            if rule not in rules:
                raise Trouble(f"{FILE}: the capture {shot.name} wants the rule `{rule}`", "Write it as [rule.NAME].")
        seen.add(shot.name)
