"""The door `capture`: takes the captures again in a virtual machine, and shows what changed.

A real kernel is started by qemu, with its own modules, programs and disk. The kernel of this machine is never touched.
Old captures stay whole until every new one is there.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from axiombook.capture import store
from axiombook.capture.machine import Machine
from axiombook.capture.plan import FILE, Plan, read_plan
from axiombook.capture.progress import Progress
from axiombook.capture.report import broken_values, report
from axiombook.capture.take import Taker, check_tools, work_folder
from axiombook.capture.trouble import Trouble
from axiombook.report.text import plain

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which captures, how, and how long."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="the captures to take (default: all)")
    parser.add_argument(
        "--list",
        action="store_true",
        help="name captures and what they show (of a NAME, its values, too), and take none",
    )
    parser.add_argument("--diff", action="store_true", help="show what would change, and keep the old captures")
    parser.add_argument(
        "--kernel", default="", metavar="PACKAGE", help="take them on another packaged kernel, as 6.12, too"
    )
    parser.add_argument(
        "--accel", choices=("tcg", "kvm"), default="tcg", help="how qemu runs the kernel (default: tcg, in software)"
    )
    parser.add_argument(
        "--time-limit", type=float, default=900, metavar="SECONDS", help="give up after so long (default: 900)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Takes the captures. 0: taken; 1: taken, but a value that the book names is not in the new log; 2: not taken."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _run(arguments)
    except Trouble as trouble:
        print(f"capture: {trouble.message}\n  {trouble.help}\n  Nothing was changed.", file=sys.stderr)
    except KeyboardInterrupt:
        print("capture: interrupted. Nothing was changed.", file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"capture: {error}\n  Nothing was changed.", file=sys.stderr)
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
    first = plan = read_plan(file.read_text(encoding="utf-8"))
    if arguments.kernel:
        plan = plan.on(arguments.kernel)
    if arguments.list:
        return _list(book, plan, tuple(arguments.names))
    return _take(arguments, book, plan, first.folder)


def _list(book: Path, plan: Plan, names: tuple[str, ...]) -> int:
    """Every capture and what it shows; of captures that are named, every value and its text of now, too."""
    shots = [shot for shot in plan.only(names) if not names or shot.name in names]
    width = max(len(shot.name) for shot in shots)
    for shot in shots:
        print(f"{shot.name:{width}}  {shot.shows}")
        kept = store.read(book / "proofs" / "captures" / plan.folder, shot.name, book) if names else None
        for value in kept.values.values() if kept else ():
            print(f"    {shot.name}.{value.name} = {plain(value.shown)}")
    return 0


def _take(arguments: argparse.Namespace, book: Path, plan: Plan, first: str) -> int:
    shots = plan.only(tuple(arguments.names))
    check_tools(plan, shots)
    progress = Progress(sys.stdout, arguments.time_limit)
    folder = book / "proofs" / "captures" / plan.folder
    with work_folder() as work:
        taken = list(Taker(plan, book, Machine(arguments.accel), progress, Path(work)).take(shots))
    with store.beside(folder) as copy:
        store.inherit(taken, folder.with_name(first), copy)
        store.write(taken, copy, book / "proofs" / "sources")
        pairs = [(store.read(folder, one.name, book), store.read(copy, one.name, book)) for one in taken]
    lines, broken = report(book, plan.folder, pairs), broken_values(pairs)
    if not arguments.diff:
        # a copy of this moment: what an author wrote into a NAME.toml while the machine ran stays
        with store.beside(folder) as copy:
            store.inherit(taken, folder.with_name(first), copy)
            store.write(taken, copy, book / "proofs" / "sources")
            store.swap(copy, folder)
    for line in (*lines, *broken):
        print(plain(line))
    kept = "shown, none kept" if arguments.diff else f"in proofs/captures/{plan.folder}"
    print(f"{len(taken)} captures {kept}, {progress.total():.1f} s")
    return 1 if broken else 0
