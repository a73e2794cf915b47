"""What a reader's browser takes from a page: its title, its places, and where its links and assets lead."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin

from axiombook.dataclass import dataclass

_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
_NO_FILE = ("canonical",)  # a name of the page itself, not something that is loaded


@dataclass(frozen=True, slots=True)
class Html:
    """title: without the blanks around it. places: the ids. links: as whole addresses, in the order of the page."""

    title: str
    places: frozenset[str]
    links: tuple[str, ...]


def read_html(body: bytes, url: str, based: bool = True) -> Html:
    """The page that was found at an address. based: what the page says its links count from is followed."""
    parser = _Parser()
    parser.feed(body.decode("utf-8", errors="replace"))
    parser.close()
    base = _joined(url, parser.base) if based and parser.base else ""
    return Html(
        " ".join("".join(parser.title).split()),
        frozenset(parser.places),
        tuple(_joined(base or url, link) for link in parser.links),
    )


def _joined(url: str, link: str) -> str:
    try:
        return urljoin(url, link)
    except ValueError:
        return f"broken:{link}"


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.places: set[str] = set()
        self.links: list[str] = []
        self.base = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.places.update(given[key] for key in ("id", *(("name",) if tag == "a" else ())) if given.get(key))
        self._in_title = tag == "title" and not self.title
        if tag == "base" and not self.base:
            self.base = given.get("href", "")
        link = given.get(_LINKS.get(tag, ""))
        if link and given.get("rel") not in _NO_FILE:
            self.links.append(link)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
