"""Every link of a rendered book lands: page, anchor, and nothing outside the site is loaded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import html5lib
import pytest


@dataclass
class Found(HTMLParser):
    """What one page holds: its ids, what it links to, what it loads."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    refers: list[str] = field(default_factory=list)
    base: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href") is not None:
            self.links.append(str(given["href"]))
        if tag == "base":
            self.base = str(given["href"])
        if tag in ("script", "img", "iframe", "source") and given.get("src"):
            self.loads.append(str(given["src"]))
        if tag == "link" and given.get("rel") == "stylesheet":
            self.loads.append(str(given["href"]))
        for name in ("aria-describedby", "aria-labelledby", "for"):
            self.refers += str(given.get(name) or "").split()


def found_in(text: str) -> Found:
    found = Found()
    found.feed(text)
    return found


@pytest.fixture(scope="session")
def pages(site: dict[str, str]) -> dict[str, Found]:
    return {address: found_in(text) for address, text in site.items() if address.endswith(".html")}


def test_every_link_inside_the_site_lands(site: dict[str, str], pages: dict[str, Found]) -> None:
    lost = []
    for address, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = unquote(parts.path) or address
            anchor = unquote(parts.fragment)
            if target not in site or (anchor and anchor not in pages[target].ids):
                lost.append((address, link))
    assert lost == []


def test_links_are_relative_and_never_run(pages: dict[str, Found]) -> None:
    for address, page in pages.items():
        for link in page.links:
            assert not link.startswith("/"), (address, link)
            assert urlsplit(link).scheme in ("", "https"), (address, link)


def test_the_panels_of_a_lesson_have_links_to_count(pages: dict[str, Found]) -> None:
    """The checks above look at something: a lesson has links to terms, lines and evidence."""
    links = pages["07-pointer.html"].links
    assert any(link.startswith("evidence.html#capture:6.1/chain:") for link in links)
    assert "01-bit.html#t-byte" in links
    assert "07-pointer.html#l3" in links


def test_nothing_is_loaded_but_the_style_and_the_script(pages: dict[str, Found]) -> None:
    for address, page in pages.items():
        assert sorted(page.loads) == ["script.js", "style.css"], address


def test_an_id_stands_once_and_what_refers_to_one_finds_it(pages: dict[str, Found]) -> None:
    for address, page in pages.items():
        assert [id for id, count in Counter(page.ids).items() if count > 1] == [], address
        assert set(page.refers) <= set(page.ids), address


def test_every_page_is_html5_without_a_parse_error(site: dict[str, str]) -> None:
    for address, text in site.items():
        if address.endswith(".html"):
            parser = html5lib.HTMLParser()
            parser.parse(text)
            assert [(place, code) for place, code, _ in parser.errors] == [], address


def test_the_page_for_a_missing_address_starts_its_links_at_the_root_of_the_site(pages: dict[str, Found]) -> None:
    assert pages["404.html"].base == "/socket/"
    assert "index.html" in pages["404.html"].links
    assert not any(link.startswith("#") for link in pages["404.html"].links)
