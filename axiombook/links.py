"""Where the links of a book lead: to lines, pages and files of the site, or out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

from axiombook.book.prose import UNKNOWN_REFERENCE
from axiombook.dataclass import dataclass
from axiombook.outline import Outline
from axiombook.sealed import Sealed

PAGES = ("index", "terms", "evidence", "mistakes", "map", "ledger", "changes", "book", "404")
PANELS = ("proof", "theory", "questions")
_OUTSIDE = re.compile(r"(?:https?:)?//|mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENTRY = re.compile(r"([lpq])(?:\d{1,6}\.)?(\d{1,6})")  # of a line, in its lesson or in the whole book
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


def spelled_anchor(name: str) -> str:
    """The same with the term as it is spelled: no anchor of another term holds what an address cannot hold."""
    return f"t-{name}"


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


@dataclass(frozen=True, slots=True)
class _Anchors(Sealed):
    """The anchor of a term, in either spelling -> the slug of the lesson and the number of the line that define it."""

    of: Mapping[str, tuple[str, int]]


class Links:
    """Looks an address up in the site that a book becomes.

    evidence: the `capture:NAME` and the `source:PATH` of all that the book holds. feeds: the site has an address, so
    that it has a feed and a map for programs.
    """

    def __init__(
        self,
        outlines: tuple[Outline, ...],
        assets: frozenset[str],
        evidence: frozenset[str] = frozenset(),
        feeds: bool = False,
    ) -> None:
        self._lessons = {outline.slug: outline for outline in outlines}
        self._labels = {label: (outline, number) for outline in outlines for label, number in outline.labels}
        self._terms = _Anchors(
            {
                anchor(head.name): (outline.slug, head.number)
                for anchor in (spelled_anchor, term_anchor)
                for outline in reversed(outlines)
                for head in reversed(outline.heads)
            }
        )
        self._assets = assets
        self._evidence = frozenset(map(evidence_anchor, evidence))
        self._files = {"book.json", "manifest.json"} | ({"sitemap.xml", "feed.xml"} if feeds else set())

    def label(self, label: str, slug: str = "") -> tuple[Outline, int] | None:
        """The lesson and the number of the line that `#label` cites, seen from a lesson or from none."""
        return self._line(unquote(label), slug)

    def _line(self, label: str, slug: str) -> tuple[Outline, int] | None:
        if label in self._labels:
            return self._labels[label]
        entry, lesson = _ENTRY.fullmatch(label), self._lessons.get(slug)
        if entry and "." not in label and lesson is not None and lesson.has_entry("l", int(entry[2])):
            return lesson, int(entry[2])
        found = self._terms.of.get(label)
        return (self._lessons[found[0]], found[1]) if found else None

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
        path, anchor = unquote(path).removeprefix("./").split("?")[0], unquote(anchor)
        if not path:
            return ("index.html", "") if address.startswith("./") and not anchor else self._inside(anchor, slug)
        return self._page(path, anchor, address)

    def source(self, address: str, slug: str = "") -> tuple[str, str]:
        """The same for an image: it lies in content/, since nothing is loaded from another host."""
        href, problem = self.href(address, slug)
        if not problem and unquote(address).removeprefix("./") not in self._assets:
            return "", f"there is no image `{address}` in content/"
        return href, problem

    def _inside(self, anchor: str, slug: str) -> tuple[str, str]:
        found, lesson = self._line(anchor, slug), self._lessons.get(slug)
        if found is not None:
            page = "" if found[0].slug == slug else f"{found[0].slug}.html"
            return f"{page}#l{found[1]}", ""
        if not anchor or anchor in PANELS or (lesson is not None and anchor in lesson.headings):
            return f"#{anchor}", ""
        return "", f"no line has the label `{anchor}`"

    def _page(self, path: str, anchor: str, address: str) -> tuple[str, str]:
        if path.startswith("/") or ".." in path.split("/"):
            return "", f"`{path}` leads out of the book"
        stem = re.sub(r"\.(?:md|html)$", "", path)
        panel = stem.rpartition(".")[2] if stem.rpartition(".")[2] in PANELS else ""
        lesson = self._lessons.get(stem.removesuffix(f".{panel}") if panel else stem)
        tail = "".join(address.partition("#")[1:]) if anchor else ""
        if lesson is not None or (stem in PAGES and path != stem):
            problem = self._lost(anchor, stem, lesson, panel)
            return ("", problem) if problem else (f"{stem}.html{tail}", "")
        if path in self._assets or (path in self._files and not anchor):
            return address, ""
        return "", f"there is no page and no file `{path}`"

    def _lost(self, anchor: str, page: str, lesson: Outline | None, panel: str) -> str:
        """Why there is no such place in a page; '' where there is one. panel: the one that a page shows alone."""
        if lesson is not None and anchor:
            return "" if self._in_lesson(anchor, lesson, panel) else f"`{page}` has no place `#{anchor}`"
        if page == "terms" and anchor.startswith("t-") and anchor not in self._terms.of:
            return f"no line defines what `#{anchor}` names"
        if lesson is None and anchor and not self._has_place(page, anchor):
            return f"`{page}` has no place `#{anchor}`"
        return ""

    def _in_lesson(self, anchor: str, lesson: Outline, panel: str) -> bool:
        if anchor in PANELS:
            return panel in ("", anchor)
        if anchor == "ledger":
            return True
        entry = _ENTRY.fullmatch(anchor)
        if entry and "." not in anchor:
            alone = panel in ("", {"l": "theory", "p": "proof", "q": "questions"}[entry[1]])
            return alone and lesson.has_entry(entry[1], int(entry[2]))
        found = self._line(anchor, lesson.slug)  # labels and terms stand on the lines
        here = anchor in lesson.headings or (found is not None and found[0] is lesson)
        return here and panel in ("", "theory")

    def _has_place(self, page: str, anchor: str) -> bool:
        """Whether a page that is no lesson has an anchor."""
        match page:
            case "index":
                return anchor in ("text", "ledger")
            case "terms":
                return anchor in self._terms.of and re.fullmatch(r"[\w.+-]+", anchor) is not None
            case "evidence":
                return anchor in self._evidence or re.sub(r":\d+$", "", anchor) in self._evidence
            case "map":
                return any(anchor == f"lesson-{int(slug.partition('-')[0])}" for slug in self._lessons)
            case "book":
                known = anchor in self._lessons or anchor in self._labels or anchor in self._terms.of
                return known or any(self._on_paper(anchor, outline) for outline in self._lessons.values())
            case _:
                return page == anchor == "ledger"

    def _on_paper(self, anchor: str, lesson: Outline) -> bool:
        """Whether a lesson has an anchor where all lessons stand on one page."""
        if entry := _ENTRY.fullmatch(anchor):
            number = int(entry[2])
            return lesson.id(number) == anchor[1:] and lesson.has_entry(entry[1], number)
        return any(heading_on_paper(heading, lesson.number) == anchor for heading in lesson.headings)
