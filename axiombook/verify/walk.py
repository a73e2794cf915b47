"""The walk: every file of the build is asked for, every link of every page that came is followed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import unquote, urldefrag, urlsplit

from axiombook.dataclass import dataclass, field
from axiombook.pages.changes import ADDRESS as CHANGES
from axiombook.spare import MANIFEST
from axiombook.verify.ask import Answer, Server, Unreachable
from axiombook.verify.html import Html, read_html

NOWHERE = "there-is-no-such-page.html"
PATIENCE = 3  # questions in a row without an answer, after which nobody is asked any more


@dataclass(frozen=True, slots=True)
class Built:
    """The local build: address -> sha256, and address -> bytes."""

    sums: Mapping[str, str]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """kind: missing, old, different, broken, moved or extra. address: below the site's; what: one sentence."""

    address: str
    kind: str
    what: str


@dataclass(slots=True)
class Seen:
    """What the walk found, and how far it went."""

    faults: list[Fault] = field(default_factory=list)
    files: int = 0
    links: int = 0
    anchors: int = 0


@dataclass(slots=True)
class _Walk:
    server: Server
    built: Built
    live: Mapping[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    pages: dict[str, Html] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    silent: int = 0

    def ask(self, address: str) -> Answer:
        """The answer for an address, asked for once. Raises Unreachable where the server says nothing any more."""
        if address not in self.answers:
            answer = self.answers[address] = self.server.ask(address)
            self.silent = 0 if answer.status else self.silent + 1
            if self.silent == PATIENCE or (not answer.status and len(self.answers) == 1):
                raise Unreachable(f"{self.server.url} does not answer: {answer.problem}")
            if answer.status == 200 and address.endswith(".html"):
                # The page for a missing one counts from where the book is to stand: it is asked for at any depth there.
                self.pages[address] = read_html(answer.body, self.server.url + address, based=address != "404.html")
        return self.answers[address]

    def fault(self, kind: str, address: str, what: str) -> None:
        self.seen.faults.append(Fault(address, kind, what))


def walk(server: Server, built: Built) -> Seen:
    """Compares a site with the build. Raises Unreachable where no server answers."""
    steps = _Walk(server, built)
    try:
        _front(steps)
        _manifest(steps)
        for address in sorted(built.sums):
            _file(steps, address)
        for address in sorted(built.sums):
            if address in steps.pages:
                _links(steps, address)
        _nowhere(steps)
    finally:
        server.close()
    steps.seen.faults.sort()
    steps.seen.files = len(built.sums)
    return steps.seen


def _front(steps: _Walk) -> None:
    """The address of the site itself shows its front page."""
    answer = steps.ask("")
    if _came(steps, "", answer) and answer.body != steps.ask("index.html").body:
        steps.fault("different", "", "the site's own address does not show index.html")


def _manifest(steps: _Walk) -> None:
    """What the site says of itself; what it has beyond the build is told."""
    answer = steps.ask(MANIFEST)
    if not _came(steps, MANIFEST, answer):
        return
    try:
        steps.live = {str(name): str(value) for name, value in json.loads(answer.body)["sha256"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        steps.fault("different", MANIFEST, "this is no manifest of a site")
        return
    for name in sorted(set(steps.live) - set(steps.built.sums) - {"CNAME"}):
        steps.fault("extra", name, "the site has this file, the build has not")


def _came(steps: _Walk, address: str, answer: Answer) -> bool:
    """Whether a whole file came; a fault is noted where not."""
    if 300 <= answer.status < 400:
        steps.fault("moved", address, f"{answer.status}, and sent away to {answer.moved or 'nowhere'}")
    elif answer.problem:
        steps.fault("broken", address, answer.problem)
    elif answer.status != 200:
        steps.fault("missing", address, f"the server answers {answer.status}")
    return answer.status == 200 and not answer.problem


def _file(steps: _Walk, address: str) -> None:
    """One file of the build: is it there, is it the same."""
    answer = steps.ask(address)
    if not _came(steps, address, answer):
        return
    if address == CHANGES:
        return  # only publishing knows what it says: the site that it follows is the other half of it
    found, wanted = hashlib.sha256(answer.body).hexdigest(), steps.built.sums[address]
    if found == wanted:
        return
    own = steps.built.files[address]
    if len(answer.body) < len(own) and own.startswith(answer.body):
        steps.fault("different", address, f"it ends after {len(answer.body)} of {len(own)} bytes")
    elif steps.live.get(address) == found:
        steps.fault("old", address, f"another build of it is up{_titles(steps, address)}")
    else:
        steps.fault("different", address, f"its bytes are not the build's{_titles(steps, address)}")


def _titles(steps: _Walk, address: str) -> str:
    """How the titles of a page differ, or ''."""
    if address not in steps.pages:
        return ""
    here, there = read_html(steps.built.files[address], "").title, steps.pages[address].title
    return "" if here == there else f": its title is {there!r}, the build's is {here!r}"


def _links(steps: _Walk, address: str) -> None:
    """Every link of a page that stays on this server leads to a file, and to a place in it."""
    for link in sorted(set(steps.pages[address].links)):
        target, anchor = urldefrag(link)
        if urlsplit(target)[:2] != urlsplit(steps.server.url)[:2]:
            if link.startswith("broken:"):
                steps.fault("broken", address, f"its link {link[7:]} is no address")
            continue
        steps.seen.links += 1
        path = unquote(urlsplit(target).path)
        root = unquote(steps.server.path)
        if not path.startswith(root):
            steps.fault("broken", address, f"its link to {path} leads out of {root}")
            continue
        _target(steps, address, path.removeprefix(root), anchor)


def _target(steps: _Walk, page: str, address: str, anchor: str) -> None:
    answer = steps.ask(address)
    if answer.status != 200:
        why = answer.status or answer.problem
        if address not in steps.built.sums:  # what the build has was told already
            steps.fault("broken", page, f"its link to {address} leads nowhere: {why}")
        return
    if not anchor:
        return
    steps.seen.anchors += 1
    places = steps.pages.get(address or "index.html")
    if places is not None and places.places.isdisjoint((anchor, unquote(anchor))):  # a browser tries both
        steps.fault("broken", page, f"its link to {address}#{anchor} finds no such place")


def _nowhere(steps: _Walk) -> None:
    """An address without a page is answered as such, not with some page."""
    status = steps.ask(NOWHERE).status
    if status != 404:
        steps.fault("different", NOWHERE, f"an address that has no page is answered {status}, not 404")
