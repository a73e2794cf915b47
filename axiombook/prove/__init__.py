"""The door `prove`: runs again what needs no kernel of its own, and compares it with the captures.

Only the commands that proofs/prove.toml lists are ever run, and only by this door: build, check and serve run nothing.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from axiombook.capture.trouble import Trouble
from axiombook.prove.keep import keep
from axiombook.prove.plan import FILE, Plan, Shot, read_plan
from axiombook.prove.prover import Proved, Prover
from axiombook.report.text import plain

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which captures, and whether the new ones are kept."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="the captures to take again (default: all)")
    parser.add_argument("--list", action="store_true", help="name every capture and what it shows, and run nothing")
    parser.add_argument("--keep", action="store_true", help="keep the new logs, and tell what they change in the book")


def run(arguments: argparse.Namespace) -> int:
    """0: the same as the captures (or kept); 1: different, or a value lost its place; 2: something could not run."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _run(arguments)
    except Trouble as trouble:
        print(f"prove: {trouble}\n  {trouble.help}", file=sys.stderr)
    except OSError as error:
        print(f"prove: {error.filename or 'this'}: {error.strerror or error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("prove: interrupted. Nothing was changed.", file=sys.stderr)
    finally:
        signal.signal(signal.SIGTERM, before)
    return 2


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _run(arguments: argparse.Namespace) -> int:
    book = Path(arguments.book).resolve()
    file = book / FILE
    if not file.is_file():
        raise Trouble(f"there is no {FILE} in {book}", "Name the book's folder with --book DIR.")
    plan = read_plan(file.read_text(encoding="utf-8"))
    shots = plan.only(tuple(arguments.names))
    if arguments.list:
        return _list(shots)
    prover = Prover(plan, book)
    proved = []
    for one in prover.prove(shots, _announce):
        _tell(one)
        proved.append(one)
    if arguments.keep:
        return _keep(book, plan, prover, proved)
    return _sum(proved)


def _list(shots: tuple[Shot, ...]) -> int:
    width = max(len(shot.name) for shot in shots)
    for shot in shots:
        print(f"{shot.name:{width}}  {shot.shows}")
    return 0


def _announce(shot: Shot) -> None:
    """The command, before it runs."""
    for at, row in enumerate(shot.command.split("\n")):
        print(f"{'  ' if at else '$ '}{plain(row)}", flush=True)


def _tell(one: Proved) -> None:
    """What came of it."""
    if one.trouble is not None:
        print(f"  {one.shot.name}: could not run: {one.trouble}\n  {one.trouble.help}", flush=True)
    elif one.diff:
        print("\n".join(("", *map(plain, one.diff), "")))
        print(f"  {one.shot.name}: {'different' if one.known else 'new, no capture is kept'}", flush=True)
    else:
        print(f"  {one.shot.name}: same, {one.log.count(chr(10))} lines", flush=True)


def _sum(proved: list[Proved]) -> int:
    failed = sum(one.trouble is not None for one in proved)
    different = sum(bool(one.diff) for one in proved)
    print(f"{len(proved) - failed - different} same, {different} different, {failed} could not run")
    if different:
        print(
            "A capture names the machine it was taken on: another compiler or library writes other bytes.\n"
            "`prove --keep` keeps what this machine printed, and tells which lines of the book it changes."
        )
    return 2 if failed else 1 if different else 0


def _keep(book: Path, plan: Plan, prover: Prover, proved: list[Proved]) -> int:
    if any(one.trouble for one in proved):
        print("Nothing was kept: not every command could run.")
        return 2
    lines, broken = keep(book, plan, prover, proved)
    for line in lines:
        print(plain(line))
    return 1 if broken else 0
