"""HTML and script in every place where text can stand: shown as text, never an element, never run."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from playwright.sync_api import Browser

from axiombook.check import check_book
from axiombook.export.epub import epub
from axiombook.export.single import single
from axiombook.pages import context_of, load, render
from axiombook.pages.changes import render_changes
from axiombook.read import read_book
from tests.tiny import with_capture, write

ROOT = Path(__file__).resolve().parents[2]
EVIL = '<script>evil()</script><img src=x onerror=evil()><evil-x>\'"onfocus=evil() autofocus="</title></pre>]]>'
LINK = "javascript:evil()"
TABLE = f"| {EVIL} | b |\n   | - | - |\n   | {EVIL} | [x]({LINK}) |"
LESSON = f"""# {EVIL}

## {EVIL}

{EVIL} free

1. **{EVIL}** (alias {EVIL}) = a count of 4. {{#one}}
2. {EVIL} [x]({LINK}) [x](  JaVaScRiPt:evil()) [y](data:text/html,{EVIL}) <{LINK}> ![{EVIL}](x.png) `{EVIL}` [{EVIL}][r]

   {TABLE}

   Q: {EVIL}
   A: {EVIL}

   Wrong: {EVIL}
   Right: {EVIL}

   Puzzle: {EVIL}
   Solution: {EVIL}

   ```{{w}}
   What: {EVIL}
   ```

   ```{EVIL.replace("`", "")}
   {EVIL}
   ```

   ```c
   /* {EVIL} */ char *s = "{EVIL}";
   ```

   ```{{log}} probe
   match: evil
   ```

   ```{{source}} a.c
   ```

   ```{{chain}} probe
   ```

   ```{{trace}} probe
   ```

   ```{{calc}} by hand
   1 + 1 = 2 {EVIL}
   ```

<!-- lint: allow S002 because {EVIL} -->
3. {{{{probe.at}}}} {{{{{EVIL}}}}} `1 + 1 = 2`.

[r]: {LINK} "{EVIL}"
"""
TOML = f"""
[values]
at = 'at=(.*)'
[[chain]]
name = '''{EVIL}'''
at = "at"
fields = {{ '''{EVIL.replace("'", "")}''' = "at" }}
[did]
f = '''{EVIL}'''
"""
SETTINGS = "\n".join(
    [
        *(f"{key} = '''{EVIL}'''" for key in ("title", "author", "language", "description", "licence", "cname")),
        f"site = '''https://example.org/{EVIL}'''",
        f"repository = '{LINK}'",
        f"[offer]\ntext = '''{EVIL}'''\nprice = '''{EVIL}'''\nlink = '{LINK}'",
        f"[[part]]\ntitle = '''{EVIL}'''\nfirst = 1",
        f"[[register]]\ntitle = '''{EVIL}'''\nids = 'Q01-Q02'\naside = {{ Q01 = '''{EVIL}''' }}",
        '[lint]\nR001 = "off"',
    ]
)
LOG = f"at={EVIL}\n--> f({EVIL})\n<-- f() = {EVIL}\n"
FRONT = f"# {EVIL}\n\n{EVIL} [x]({LINK}) ![{EVIL}]({LINK})\n\n{TABLE}\n\n```{EVIL}\n{EVIL}\n```\n"


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose every place says what would run."""
    files = with_capture(LESSON, LOG, TOML, **{"proofs/sources/a.c": f'/* {EVIL} */\nchar *s = "{EVIL}";\n'})
    files |= {"content/index.md": FRONT, f"proofs/sources/{EVIL.replace('/', '')}.c": "int x;\n"}
    return write(tmp_path_factory.mktemp("evil"), files, settings=SETTINGS)


@pytest.fixture(scope="module")
def site(evil: Path) -> dict[str, bytes]:
    """Its pages, with the findings shown, as `serve` shows a book that has errors; and what is exported."""
    book = read_book(evil)
    checked = check_book(book)
    theme = load(ROOT / "theme")
    pages = {page.address: page.content for page in render(book, checked, theme, True)}
    context = context_of(book, checked, theme)
    changes = render_changes(context, [("1.01", EVIL), (EVIL, EVIL)])
    return pages | {"changes.html": changes.content, "export.html": single(context, {}, "").encode()}


def elements(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a page, as a browser reads it, with its attributes."""
    for element in html5lib.parse(content, namespaceHTMLElements=False, override_encoding="utf-8").iter():
        if isinstance(element.tag, str):
            yield element.tag, dict(element.attrib)


def test_no_element_and_no_attribute_comes_of_it(site: dict[str, bytes]) -> None:
    seen = 0
    for address, content in site.items():
        for tag, given in elements(content) if address.endswith(".html") else ():
            assert tag != "evil-x", address
            assert tag != "script" or given == {"src": "script.js"}, address
            assert not [name for name in given if name.startswith("on") or name == "autofocus"], (address, tag)
            leads = [given.get(name, "") for name in ("href", "src", "action")]
            assert not [to for to in leads if re.match(r"\s*(javascript|data|vbscript):", to, re.IGNORECASE)], address
        seen += b"evil()" in content
    assert seen > 10


def test_every_page_forbids_inline_and_foreign_script(site: dict[str, bytes]) -> None:
    for address, content in site.items():
        if address.endswith(".html"):
            [policy] = [
                given["content"]
                for tag, given in elements(content)
                if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy"
            ]
            rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
            assert rules["default-src"] == "'none'", address
            assert rules.get("script-src", "'self'") == "'self'", address
            assert "unsafe" not in policy and "http" not in policy, address


def test_what_machines_read_stays_what_it_is(site: dict[str, bytes]) -> None:
    json.loads(site["book.json"])
    rows = json.loads(site["search-index.js"].decode().removeprefix("searchIn(").removesuffix(");\n"))
    assert any("evil()" in cell for row in rows for cell in row)
    for name in ("feed.xml", "sitemap.xml"):
        assert not [each for each in ElementTree.fromstring(site[name]).iter() if each.tag.endswith(("script", "img"))]


def test_an_epub_holds_it_as_text(evil: Path) -> None:
    book = read_book(evil)
    content = epub(context_of(book, check_book(book), load(ROOT / "theme")), {})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf")):
                for each in ElementTree.fromstring(archive.read(name)).iter():
                    assert not each.tag.endswith(("}script", "}evil-x")), name
                    assert not [key for key in each.attrib if key.startswith("on")], name
                    assert not each.get("href", "").lower().startswith("javascript"), name


@pytest.mark.browser
def test_in_a_browser_nothing_of_it_runs(browser: Browser, site: dict[str, bytes], tmp_path: Path) -> None:
    for address, content in site.items():
        (tmp_path / address).write_bytes(content)
    context = browser.new_context(bypass_csp=True)  # what holds here is the escaping; the policy is a second lock
    ran: list[str] = []
    context.expose_function("evil", lambda: ran.append("evil"))
    page = context.new_page()
    for address in site:
        if address.endswith(".html"):
            page.goto(f"file://{tmp_path}/{address}")
            assert page.locator("evil-x, [onerror], [onfocus]").count() == 0, address
    context.close()
    assert ran == []
