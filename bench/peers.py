"""The tools that are measured side by side: how each lays out the corpus, what builds it, what it keeps between builds.

Each peer gets the plain form of the lessons and the barest theme that shows a page with its neighbours. The same text
costs us more: four pages a lesson, every term linked, every sum computed, every rule asked.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import lessons, plain_form, write_book

ROOT = Path(__file__).resolve().parents[1]
BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>{{ block "main" . }}{{ end }}</body></html>
"""
SINGLE = """{{ define "main" }}<main><h1>{{ .Title }}</h1>{{ .Content }}
{{ with .Prev }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .Next }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</main>{{ end }}
"""
LIST = """{{ define "main" }}<main><ul>{{ range .RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></main>{{ end }}
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. lay: writes a project of so many lessons into a folder; made: what a cold build must not find there.

    content: the folder of the lessons in the project; html: the page of a lesson, from the project, by its file's stem.
    """

    name: str
    version: str
    command: Callable[[Path], list[str]]
    lay: Callable[[Path, int], None]
    made: tuple[str, ...]
    content: str
    html: str


def ours() -> Tool:
    """This builder."""
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return Tool(
        "ours",
        said.stdout.strip() or "unknown",
        lambda book: [sys.executable, str(ROOT / "build.py"), "build", "--book", str(book)],
        write_book,
        ("site", ".cache"),
        "content",
        "site/{}.html",
    )


def _plain(folder: Path, count: int, front: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for text in lessons(count):
        head = f"---\ntitle: {text.title}\nweight: {text.number}\n---\n" if front else ""
        (folder / f"{text.number:05}-row-{text.number}.md").write_text(head + plain_form(text), encoding="utf-8")


def _hugo(root: Path, count: int) -> None:
    _plain(root / "content", count, front=True)
    layouts = root / "layouts/_default"
    layouts.mkdir(parents=True)
    for name, text in (("baseof", BASE), ("single", SINGLE), ("list", LIST)):
        (layouts / f"{name}.html").write_text(text, encoding="utf-8")
    (root / "hugo.toml").write_text('baseURL = "http://example.org/"\ntitle = "A corpus"\n', encoding="utf-8")
    (root / "content/_index.md").write_text("---\ntitle: A corpus\n---\n", encoding="utf-8")


def _zensical(root: Path, count: int) -> None:
    _plain(root / "docs", count, front=False)
    (root / "docs/index.md").write_text("# A corpus\n", encoding="utf-8")
    text = '[project]\nsite_name = "A corpus"\nsite_url = "http://example.org/"\nuse_directory_urls = false\n'
    (root / "zensical.toml").write_text(text, encoding="utf-8")


def _mkdocs(root: Path, count: int) -> None:
    _plain(root / "docs", count, front=False)
    (root / "docs/index.md").write_text("# A corpus\n", encoding="utf-8")
    text = "site_name: A corpus\nsite_url: http://example.org/\nuse_directory_urls: false\n"
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")


def peers(folder: Path) -> list[Tool]:
    """The peers that are installed in a virtual environment; see bench/peers.txt."""
    binaries = folder.glob("lib/python*/site-packages/hugo/binaries/hugo")  # bin/hugo would start a Python before it
    zensical, mkdocs = folder / "bin/zensical", folder / "bin/mkdocs"
    tools = [
        Tool(
            "hugo",
            _version([str(hugo), "version"]),
            lambda root, hugo=hugo: [str(hugo), "--quiet", "--source", str(root)],
            _hugo,
            ("public", "resources"),
            "content",
            "public/{}/index.html",
        )
        for hugo in binaries
    ]
    if zensical.exists():
        tools.append(
            Tool(
                "zensical",
                _version([str(zensical), "--version"]),
                lambda root: [str(zensical), "build", "-f", str(root / "zensical.toml")],
                _zensical,
                ("site", ".cache"),
                "docs",
                "site/{}.html",
            )
        )
    if mkdocs.exists():
        tools.append(
            Tool(
                "mkdocs",
                _version([str(mkdocs), "--version"]),
                lambda root: [str(mkdocs), "build", "-q", "-f", str(root / "mkdocs.yml")],
                _mkdocs,
                ("site",),
                "docs",
                "site/{}.html",
            )
        )
    return tools


def _version(command: list[str]) -> str:
    """The first word of what a tool says of itself that begins as a version does."""
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    words = (word.partition("-")[0].strip(",") for word in said.split())
    return next((word for word in words if word.removeprefix("v")[:1].isdigit()), "unknown")
