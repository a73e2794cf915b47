"""Where the links of a book lead: to lines, pages and files of the site, or out of it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from axiombook.book.prose import UNKNOWN_REFERENCE
from axiombook.outline import Outline

PAGES = ("index", "terms", "evidence", "mistakes", "map", "ledger", "changes", "book", "404")
PANELS = ("proof", "theory", "questions")
_OUTSIDE = re.compile(r"(?:https?:)?//|mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LINE = re.compile(r"[lpq](\d+)")
_OWN = re.compile(
    r"proof|theory|questions|ledger|evidence|keys|reverse|findings|menu|text|keys-on|hints-on|show-keys|close-keys"
    r"|serve-says|(?:tool|title)-.*|d?[lpqh]\d+(?:\.\d+)?|[th]-.*|\d+-.*"
)


def is_reserved(label: str) -> bool:
    """Whether a label is an address that the pages themselves have."""
    return _OWN.fullmatch(label) is not None


@lru_cache(maxsize=1 << 16)  # at each new line every term of the book is asked for
def term_anchor(name: str) -> str:
    """The anchor of a definition: `t-` and the term, with what an address cannot hold made a hyphen."""
    return "t-" + re.sub(r"[^\w.+-]+", "-", name.strip()).strip("-") if re.search(r"\w", name) else _sign_anchor(name)


def heading_on_paper(anchor: str, number: int) -> str:
    """The address of a heading where the lessons stand on one page: with the number of its lesson."""
    return f"h-{number}-{anchor.removeprefix('h-')}"


def evidence_anchor(evidence: str) -> str:
    """The place of a `capture:NAME` or `source:PATH` in evidence.html, as an id and behind a #: both without blanks."""
    return re.sub(r"[\s%]", lambda sign: quote(sign[0]), evidence)


def evidence_href(evidence: str, row: int | str = "") -> str:
    """The address of a capture or a source, or of one of its rows, from any page of the site."""
    return f"evidence.html#{evidence_anchor(evidence)}" + (f":{row}" if row else "")


def _sign_anchor(name: str) -> str:
    return "t-" + "-".join(f"u{ord(sign):04x}" for sign in name if not sign.isspace())


class Links:
    """Looks an address up in the site that a book becomes."""

    def __init__(self, outlines: tuple[Outline, ...], assets: frozenset[str]) -> None:
        self._lessons = {outline.slug: outline for outline in outlines}
        self._labels = {label: (outline, number) for outline in outlines for label, number in outline.labels}
        self._terms = {
            term_anchor(head.name): (outline, head.number)
            for outline in reversed(outlines)
            for head in reversed(outline.heads)
        }
        self._assets = assets

    def label(self, label: str, slug: str = "") -> tuple[Outline, int] | None:
        """The lesson and the number of the line that `#label` cites, seen from a lesson or from none."""
        if label in self._labels:
            return self._labels[label]
        numbered, lesson = _LINE.fullmatch(label), self._lessons.get(slug)
        if numbered and lesson is not None and 1 <= int(numbered[1][:6]) <= lesson.count:
            return lesson, int(numbered[1])
        return self._terms.get(label)

    def is_heading(self, anchor: str, slug: str) -> bool:
        """Whether a lesson has a heading of this address."""
        lesson = self._lessons.get(slug)
        return lesson is not None and unquote(anchor) in lesson.headings

    def href(self, address: str, slug: str = "") -> tuple[str, str]:
        """(the address as the site writes it, why it leads nowhere or ''). slug: the lesson that holds the link."""
        if address.startswith(UNKNOWN_REFERENCE):
            return "", f"no reference `[{address[1:]}]:` is defined in this file"
        if _OUTSIDE.match(address):
            return address, ""
        if _SCHEME.match(address):
            return "", f"an address that starts with `{address.split(':', maxsplit=1)[0][:20]}:` is refused"
        if not address:
            return "", "this link has no address"
        path, _, anchor = address.partition("#")
        path = unquote(path).removeprefix("./").split("?")[0]
        if not path:
            return self._inside(anchor, slug)
        return self._page(path, anchor, address)

    def source(self, address: str, slug: str = "") -> tuple[str, str]:
        """The same for an image: it lies in content/, since nothing is loaded from another host."""
        href, problem = self.href(address, slug)
        if not problem and unquote(address).removeprefix("./") not in self._assets:
            return "", f"there is no image `{address}` in content/"
        return href, problem

    def _inside(self, anchor: str, slug: str) -> tuple[str, str]:
        found = self.label(anchor, slug)
        if found is not None:
            page = "" if found[0].slug == slug else f"{found[0].slug}.html"
            return f"{page}#l{found[1]}", ""
        if not anchor or anchor in PANELS or self.is_heading(anchor, slug):
            return f"#{anchor}", ""
        return "", f"no line has the label `{anchor}`"

    def _page(self, path: str, anchor: str, address: str) -> tuple[str, str]:
        if path.startswith("/") or ".." in path.split("/"):
            return "", f"`{path}` leads out of the book"
        stem = re.sub(r"\.(?:md|html)$", "", path)
        panel = stem.rpartition(".")[2] if stem.rpartition(".")[2] in PANELS else ""
        lesson = self._lessons.get(stem.removesuffix(f".{panel}") if panel else stem)
        tail = f"#{anchor}" if anchor else ""
        if lesson is not None or (stem in PAGES and path != stem):
            problem = self._lost(anchor, stem, lesson)
            return ("", problem) if problem else (f"{stem}.html{tail}", "")
        if path in self._assets or path in ("book.json", "sitemap.xml", "feed.xml", "manifest.json"):
            return address, ""
        return "", f"there is no page and no file `{path}`"

    def _lost(self, anchor: str, page: str, lesson: Outline | None) -> str:
        """Why there is no such place in a page; '' where there is one."""
        if lesson is not None and anchor and anchor not in PANELS:
            found = self.label(anchor, lesson.slug)
            known = (found is not None and found[0] is lesson) or self.is_heading(anchor, lesson.slug)
            return "" if known else f"`{lesson.slug}` has no place `#{anchor}`"
        if page == "terms" and anchor.startswith("t-") and anchor not in self._terms:
            return f"no line defines what `#{anchor}` names"
        if lesson is None and anchor and not self._has_place(page, anchor):
            return f"`{page}` has no place `#{anchor}`"
        return ""

    def _has_place(self, page: str, anchor: str) -> bool:
        """Whether a page that is no lesson has an anchor; which headings the front page has is not known here."""
        match page:
            case "index":
                return True
            case "terms":
                return anchor in self._terms
            case "evidence":
                return anchor.startswith(("capture:", "source:"))
            case "map":
                return any(anchor == f"lesson-{int(slug.partition('-')[0])}" for slug in self._lessons)
            case "book":
                lines = (outline.id(at + 1) for outline in self._lessons.values() for at in range(outline.count))
                headings = (
                    heading_on_paper(heading, outline.number)
                    for outline in self._lessons.values()
                    for heading in outline.headings
                )
                known = anchor in self._lessons or anchor in self._labels or anchor in self._terms
                return known or (anchor[:1] in "lpq" and anchor[1:] in lines) or unquote(anchor) in headings
            case _:
                return page == anchor == "ledger"
