"""The door `verify`: walks a published site as a reader does, and compares it with the local build."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from axiombook.no_book import NoBook
from axiombook.read.captures import BadToml, read_toml
from axiombook.read.files import read_bytes
from axiombook.report.progress import Progress
from axiombook.spare import MANIFEST
from axiombook.verify.ask import BadAddress, Server, Unreachable, plain
from axiombook.verify.walk import Built, walk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which site, and how long an answer may take."""
    parser.add_argument("url", nargs="?", metavar="URL", help="the site's address (default: `site` of book.toml)")
    parser.add_argument("--seconds", type=float, default=20.0, metavar="N", help="how long one answer may take")


def run(arguments: argparse.Namespace) -> int:
    """0 where the site is what was built, 1 where something is missing or different, 2 where it cannot be seen."""
    out = arguments.out or arguments.book / "site"
    try:
        url = arguments.url or _site_of(arguments.book)
        with Progress("walking"):
            seen = walk(Server.at(url, arguments.seconds), built(out))
    except (BadAddress, Unreachable) as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 2
    for fault in seen.faults:
        print(f"{fault.kind:9}  {plain(fault.address or '/')}: {plain(fault.what)}")
    counts = f"{seen.files} files, {seen.links} links, {seen.anchors} anchors"
    print(f"{counts}: {len(seen.faults)} faults" if seen.faults else f"{counts}: {url} is what was built")
    return 1 if seen.faults else 0


def _site_of(book: Path) -> str:
    """`site` of book.toml. Raises BadAddress where it is not set."""
    try:
        site = read_toml(read_bytes(book / "content/book.toml").decode()).get("site", "")
    except (OSError, UnicodeDecodeError, BadToml):
        site = ""
    if not isinstance(site, str) or not site:
        raise BadAddress("no address was given, and content/book.toml sets no `site`: write build.py verify URL")
    return site


def built(out: Path) -> Built:
    """What the local build holds: its checksums, and the bytes of its pages. Raises NoBook where there is no build."""
    try:
        sums = json.loads(read_bytes(out / MANIFEST))["sha256"]
        files = {str(name): read_bytes(out / str(name)) for name in sums}
        return Built({str(name): str(value) for name, value in sums.items()}, files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoBook(f"{out} holds no whole build to compare with: run build.py build first") from error
