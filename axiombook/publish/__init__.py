"""The door `publish`: checks, builds, commits the site to a branch of its own, pushes it, and tells the address.

The author's checkout, index and branch are not touched: the commit is made of loose objects with an index of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from axiombook.book import Book
from axiombook.build import assets, site_of, theme_of
from axiombook.check import check_book
from axiombook.pages import Page, context_of, render
from axiombook.pages.changes import ADDRESS, render_changes
from axiombook.pages.theme import load
from axiombook.publish.git import Git, GitFailed
from axiombook.publish.lost import changed_lines, lost_addresses
from axiombook.publish.preview import server, write_preview
from axiombook.read import read_book
from axiombook.report.text import plain, text
from axiombook.site import write


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and what is overlooked."""
    parser.add_argument("--remote", default="origin", help="the remote that is pushed to (default: origin)")
    parser.add_argument("--branch", default="gh-pages", help="the branch of the site (default: gh-pages)")
    parser.add_argument("--dry-run", action="store_true", help="show what would go, and push nothing")
    parser.add_argument("--preview", metavar="DIR", help="write a copy there and serve it as the host would; no git")
    parser.add_argument("--port", type=int, default=8001, help="where the preview is served (default: 8001)")
    parser.add_argument("--dirty", action="store_true", help="publish a tree with changes that are not committed")
    parser.add_argument("--forget", action="append", default=[], metavar="ADDRESS", help="a permanent address to lose")


def run(arguments: argparse.Namespace) -> int:
    """0 where the site is up, 1 where the book has errors, 2 where it could not be published."""
    if arguments.preview:
        return _preview(arguments)
    try:
        git = Git.of(arguments.book)
        pages, book = checked_pages(arguments.book)
        if pages is None:
            return 1
        if not arguments.dirty and git.changes(arguments.out or site_of(arguments.book)):
            raise GitFailed("the tree has changes that are not committed: commit them, or publish with --dirty")
        return _publish(git, pages, book, arguments)
    except GitFailed as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 2


def checked_pages(root: Path) -> tuple[tuple[Page, ...] | None, Book]:
    """The pages of a book without errors, stale evidence being one here; None where findings were printed."""
    book = read_book(root)
    checked = check_book(book)
    stale = tuple(
        replace(finding, severity="error") if finding.code == "E004" else finding for finding in checked.findings
    )
    if any(finding.severity == "error" for finding in stale):
        sys.stdout.write(text(book, stale) + "nothing was published\n")
        return None, book
    pages = [*render(book, checked, load(theme_of(root))), *assets(book, root), Page(".nojekyll", b"")]
    if book.settings.cname:
        pages.append(Page("CNAME", f"{book.settings.cname}\n".encode()))
    return tuple(pages), book


def _publish(git: Git, pages: tuple[Page, ...], book: Book, arguments: argparse.Namespace) -> int:
    parent = git.published(arguments.remote, arguments.branch)
    old = _model(git.file(parent, "book.json")) if parent else {}
    new = _model(next(page.content for page in pages if page.address == "book.json"))
    lost = [address for address in lost_addresses(old, new) if address not in arguments.forget]
    if lost:
        print("these permanent addresses would be lost; give each one back, or publish with --forget ADDRESS:")
        print("".join(f"  {plain(address)}\n" for address in lost), end="")
        return 2
    changes = tuple(changed_lines(old, new))
    pages = _with_changes(pages, changes, git.file(parent, ADDRESS) if old else b"", arguments.book)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write((page for page in pages if not page.address.startswith(".")), site)
        (site / ".nojekyll").touch()
        tree = git.tree(site)
    if parent and git.tree_of(parent) == tree:
        print("nothing changed since the last time: nothing was published")
        return 0
    told = [f"line {id} {what}" for id, what in changes]
    for line in (*git.differences(parent, tree), *told):
        print(line)
    if arguments.dry_run:
        print("nothing was pushed")
        return 0
    what = "".join(f"{line}\n" for line in told)
    commit = git.commit(tree, parent, f"Site of {git.head()[:12]}\n\nSource commit: {git.head()}\n\n{what}")
    git.push(arguments.remote, arguments.branch, commit, parent)
    print(f"published {commit[:12]}: {_address(book, git, arguments)}")
    return 0


def _with_changes(
    pages: tuple[Page, ...], changes: tuple[tuple[str, str], ...], before: bytes, root: Path
) -> tuple[Page, ...]:
    """The pages with what changed since the site was published before; `before` stays where no line changed."""
    if changes:
        book = read_book(root)
        page = render_changes(context_of(book, check_book(book), load(theme_of(root))), changes)
    elif before:
        page = Page(ADDRESS, before)
    else:
        return pages
    return tuple(page if other.address == ADDRESS else other for other in pages)


def _preview(arguments: argparse.Namespace) -> int:
    """Serves a copy until it is stopped."""
    if not 0 <= arguments.port < 1 << 16:
        print(f"build.py: {arguments.port} is no port", file=sys.stderr)
        return 2
    pages, book = checked_pages(arguments.book)
    if pages is None:
        return 1
    folder = Path(arguments.preview)
    path = write_preview(pages, folder, book.settings.site)
    with server(folder, path, arguments.port) as serving:
        print(f"serving http://127.0.0.1:{serving.server_address[1]}{path} (Ctrl-C stops it)", flush=True)
        with suppress(KeyboardInterrupt):
            serving.serve_forever()
    return 0


def _model(content: bytes) -> dict[str, Any]:
    try:
        model = json.loads(content or b"{}")
    except ValueError:
        return {}
    return model if isinstance(model, dict) else {}


def _address(book: Book, git: Git, arguments: argparse.Namespace) -> str:
    return book.settings.site or f"{git.address(arguments.remote)} branch {arguments.branch}"
