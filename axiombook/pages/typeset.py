"""Running text as HTML: markup, links, values, and terms that show their definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from axiombook.book import Inline, Lesson, Prose
from axiombook.dataclass import dataclass, field
from axiombook.facts import Facts, Found, Use
from axiombook.links import evidence_href, heading_on_paper
from axiombook.pages.context import Context
from axiombook.pages.results import Result, cut, results_of
from axiombook.read.values import NoValue

_MARKS = {
    "strong": "<b>", "/strong": "</b>", "emph": "<i>", "/emph": "</i>", "codeopen": "<code>", "/code": "</code>",
}  # fmt: skip


@dataclass(slots=True)
class Typesetter:
    """Sets the running text of one panel, whose letter is l, p or q; with '' it sets for paper.

    On a panel a term's definition stands beside its use, to be shown when that is pointed at; `described` keeps which
    of them carry an id already. On paper links lead within book.html, and a use is a link alone.
    """

    context: Context
    lesson: Lesson | None
    panel: str
    described: set[str] = field(default_factory=set)
    _found: Found | Facts = field(init=False)

    def __post_init__(self) -> None:
        """What its texts can hold."""
        context, lesson = self.context, self.lesson
        facts = context.facts
        self._found = facts if lesson is None else facts.lessons[context.lessons[lesson.slug]].found

    def href(self, id: str) -> str:
        """The address of a line."""
        return self.context.href(id) if self.panel else f"#l{id}"

    def line(self, id: str) -> str:
        """A link to a line, by its id."""
        return f'<a href="{self.href(id)}">{id}</a>'

    def prose(self, prose: Prose | None) -> str:
        """The text of one place; what is not there is empty. Blank rows part its paragraphs."""
        if prose is None:
            return ""
        if not prose.inlines:
            return escape(prose.raw)
        found, key = self._found, prose.key
        uses = found.uses_at.get(key, ())
        sums = found.sums_at.get(key, ()) if self.panel else ()
        results = results_of(prose, sums) if sums else ()
        return "".join(self._pieces(prose.inlines, uses, results)).replace("\n\n", "<br><br>")

    def _pieces(self, inlines: Sequence[Inline], uses: Sequence[Use], results: Sequence[Result]) -> Iterator[str]:
        closing = ""  # what ends the author's link that is open; terms inside one are no links of their own
        linked = False
        at = 0  # in the shown text
        for inline in inlines:
            kind, begun = inline.kind, at
            at += len(inline.text)
            if kind in ("text", "code"):
                own = () if linked else uses
                if not results:
                    yield self._text(inline, own)
                    continue
                for piece, result, first in cut(inline, begun, results):
                    yield _hidden(self._text(piece, own), result, first)
            elif kind == "value":
                inside = next((each for each in results if each.start <= begun and at <= each.end), None)
                yield _hidden(self._value(inline, linked), inside, inside is not None and inside.start == begun)
            elif kind == "link":
                opening, closing = self._link(inline.target)
                linked = bool(opening)
                yield opening
            elif kind == "/link":
                yield closing
                closing, linked = "", False
            elif kind == "image":
                yield self._image(inline)
            else:
                yield _MARKS.get(kind, "")

    def _text(self, inline: Inline, uses: Sequence[Use]) -> str:
        """Text with its uses of terms as links."""
        if not uses:
            return escape(inline.text)
        parts = parted(inline, uses)
        return "".join(self._term(term, text) if term else escape(text) for text, term in parts)

    def _term(self, name: str, text: str) -> str:
        hint = self.context.terms[name]
        if not self.panel:
            return f'<a class="t" href="#{hint.anchor}">{escape(text)}</a>'
        id = f"d{self.panel}{hint.number}"
        mark = "" if id in self.described else f' id="{id}"'
        self.described.add(id)
        link = f'<a class="t" href="{hint.address}" aria-describedby="{id}">{escape(text)}</a>'
        return f'{link}<span class="d"{mark}>{hint.text}</span>'

    def _value(self, inline: Inline, linked: bool) -> str:
        if inline.missing:
            return f'<mark class="missing">{escape(inline.text)}</mark>'
        place = "" if linked else self.evidence_of(inline.target)
        return f'<a class="v" href="{place}">{escape(inline.text)}</a>' if place else escape(inline.text)

    def evidence_of(self, expression: str) -> str:
        """The address of the log line that the first value of an expression was taken from."""
        values = self.context.values
        try:
            capture, value = values.look_up(values.references(expression)[0][0])
        except (NoValue, IndexError):
            return ""
        return escape(evidence_href(f"capture:{capture.name}", value.row))

    def _link(self, target: str) -> tuple[str, str]:
        """How a link opens and closes; one that is refused, or leads nowhere, is its text alone."""
        address = self.address(target)
        return (f'<a href="{escape(address)}">', "</a>") if address else ("", "")

    def address(self, target: str) -> str:
        """An author's address as this page writes it; '' for one that leads nowhere."""
        href, problem = self.context.links.href(target, self.lesson.slug if self.lesson else "")
        if problem or not href:
            return ""
        if not href.startswith("#") or self.lesson is None:
            return self._on_paper(href) if not self.panel else href
        return self._on_paper(self.lesson.slug + ".html" + href) if not self.panel else f"{self.lesson.slug}.html{href}"

    def _on_paper(self, href: str) -> str:
        """A line's address inside book.html; any other address as it is."""
        page, _, anchor = href.partition("#")
        at = self.context.lessons.get(page.removesuffix(".html"))
        if at is None:
            return href
        lesson = self.context.book.lessons[at]
        if anchor.startswith("h-"):
            return f"#{heading_on_paper(anchor, lesson.number)}"
        number = anchor[1:] if anchor[:1] == "l" and anchor[1:].isdigit() else ""
        return f"#l{lesson.lines[int(number) - 1].id}" if number else f"#{lesson.slug}"

    def _image(self, inline: Inline) -> str:
        address = self.address(inline.target)
        if not address or "//" in address:
            return escape(inline.text)
        return f'<img src="{escape(address)}" alt="{escape(inline.text)}">'


def parted(inline: Inline, uses: Sequence[Use]) -> Iterator[tuple[str, str]]:
    """A piece of text as (text, the term that it uses or ''); one that is not as typed (an escape) uses none."""
    at = inline.start
    for use in uses if len(inline.text) == inline.end - inline.start else ():
        start, end = max(use.start, at), min(use.end, inline.end)
        if start < end and use.end > inline.start:
            yield inline.text[at - inline.start : start - inline.start], ""
            yield inline.text[start - inline.start : end - inline.start], use.term
            at = end
    yield inline.text[at - inline.start :], ""


def _hidden(text: str, result: Result | None, first: bool) -> str:
    """A piece of a result, marked so that a reader who computes by hand can have it hidden."""
    if result is None:
        return text
    value = f' data-is="{result.value}"' if first else ""
    return f'<span class="r"{value}>{text}</span>'
