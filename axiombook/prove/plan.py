"""What `prove` may run: proofs/prove.toml as a value. Nothing here starts anything."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from axiombook.capture.plan import Rule
from axiombook.capture.trouble import Trouble
from axiombook.dataclass import dataclass

FILE = "proofs/prove.toml"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KEYS = {"name", "shows", "command", "rules", "volatile", "asks_kernel", "seconds"}


@dataclass(frozen=True, slots=True)
class Shot:
    """One capture that can be taken on this machine.

    command: text for the shell, run in a fresh copy of the sources. rules: names of the rules that its output goes
    through. volatile: patterns of what is another text in every run. asks_kernel: whether the running kernel answers.
    seconds: the time limit.
    """

    name: str
    shows: str
    command: str
    rules: tuple[str, ...] = ()
    volatile: tuple[str, ...] = ()
    asks_kernel: bool = False
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Every capture of the user's side.

    folder: below proofs/captures. work: the folder below proofs/sources that commands run in a copy of. machine: the
    command whose output describes this machine. packages: tool or header -> the Debian package that holds it.
    """

    folder: str
    work: str
    machine: str
    packages: Mapping[str, str]
    rules: Mapping[str, Rule]
    shots: tuple[Shot, ...]

    def only(self, names: tuple[str, ...]) -> tuple[Shot, ...]:
        """The captures of these names, with or without their folder; all where no name is given. Raises Trouble."""
        wanted = [name.removeprefix(f"{self.folder}/") for name in names]
        known = {shot.name for shot in self.shots}
        if unknown := [name for name in wanted if name not in known]:
            help = f"`prove --list` names every command of {FILE}; nothing else is ever run."
            raise Trouble(f"{FILE} lists no capture `{unknown[0]}`", help)
        return tuple(shot for shot in self.shots if not wanted or shot.name in wanted)

    def rules_of(self, shot: Shot) -> tuple[Rule, ...]:
        """The rules of a capture, in the order that it names them."""
        return tuple(self.rules[name] for name in shot.rules)


def read_plan(text: str) -> Plan:
    """The plan in prove.toml's text. Raises Trouble with the place."""
    try:
        table = tomllib.loads(text)
        rules = {name: _rule(name, one) for name, one in table.get("rule", {}).items()}
        shots = tuple(_shot(entry, rules) for entry in table["capture"])
        plan = Plan(table["folder"], table["work"], table["machine"], table["packages"], rules, shots)
    except tomllib.TOMLDecodeError as error:
        raise Trouble(f"{FILE} is no TOML: {error}", "Mend it at this place.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise Trouble(f"{FILE} lacks {error}", "docs/prove.md names its keys.") from error
    _check(plan)
    return plan


def _rule(name: str, entry: dict[str, Any]) -> Rule:
    rule = Rule(name, entry["pattern"], entry["replace"], entry["why"])
    _pattern(rule.pattern, f"the rule {name}")
    return rule


def _pattern(pattern: str, place: str) -> None:
    try:
        re.compile(pattern, re.MULTILINE)
    except re.error as error:
        raise Trouble(f"{FILE}: `{pattern}` of {place} is no pattern: {error}", "Mend it.") from error


def _shot(entry: dict[str, Any], rules: Mapping[str, Rule]) -> Shot:
    name = str(entry.get("name", ""))
    if not _NAME.fullmatch(name):
        raise Trouble(f"{FILE}: `{name}` is no name of a capture", "Small letters, digits and _, a letter first.")
    if unknown := sorted(set(entry) - _KEYS):
        raise Trouble(f"{FILE}: the capture {name} has an unknown key `{unknown[0]}`", "docs/prove.md names the keys.")
    if missing := [rule for rule in entry.get("rules", ()) if rule not in rules]:
        raise Trouble(f"{FILE}: the capture {name} names a rule `{missing[0]}` that is not there", "Write [rule.NAME].")
    if absent := sorted({"shows", "command"} - set(entry)):
        raise Trouble(f"{FILE}: the capture {name} has no `{absent[0]}`", "docs/prove.md names the keys.")
    for pattern in entry.get("volatile", ()):
        _pattern(pattern, f"the capture {name}")
    given = dict(entry, command=str(entry["command"]).strip("\n"))
    given |= {key: tuple(entry[key]) for key in ("rules", "volatile") if key in entry}
    return Shot(**given)


def _check(plan: Plan) -> None:
    names = [shot.name for shot in plan.shots]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Trouble(f"{FILE} lists the capture {twice[0]} twice", "Give one of them another name.")
    for folder in (plan.folder, plan.work):
        path = PurePosixPath(folder)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise Trouble(f"{FILE}: the folder `{folder}` lies outside the book", "Name one inside it.")
