"""Every term of the book: its line, its definition, what it rests on down to the axioms, where it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from axiombook.facts import Term
from axiombook.pages.context import Context, markup
from axiombook.pages.hints import after
from axiombook.pages.page import Page
from axiombook.pages.typeset import Typesetter

_ROWS = 40  # rows of one tree; what is deeper goes on at the entry of the term it ends in
_ALL = 40_000  # rows of all trees together: a book of thousands of terms gets shorter ones


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the page shows it. tree: what it rests on. uses: links to the lines that use it."""

    name: str
    aliases: tuple[str, ...]
    anchor: str
    line: str
    address: str
    text: Markup
    tree: Markup
    uses: Markup


def render_terms(context: Context) -> Page:
    """terms.html, in the order of the book, with an index from A to Z."""
    uses = _uses(context)
    most = max(8, min(_ROWS, _ALL // max(len(context.facts.terms), 1)))
    entries = tuple(_entry(term, context, uses.get(term.name, ()), most) for term in context.facts.terms.values())
    ordered = sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name))
    description = f"{len(entries)} terms, each with its line, what it rests on, and where it is used."
    return context.fill("terms.html", "terms.html", "Terms", description, entries=entries, ordered=ordered)


def _uses(context: Context) -> Mapping[str, Iterable[str]]:
    """Term -> the lines that use it, in reading order; uses in a heading count for no line."""
    uses: dict[str, dict[str, None]] = defaultdict(dict)
    for use in context.facts.uses:
        if use.place.line and use.place.line != context.facts.terms[use.term].line:
            uses[use.term][use.place.line] = None
    return uses


def _entry(term: Term, context: Context, uses: Iterable[str], most: int) -> Entry:
    lesson, line = context.lines[term.line]
    head = next((head for head in line.definitions if head.name == term.name), None)
    body = line.text._replace(inlines=after(line.text.inlines, head.body if head else 0))
    text = Typesetter(context, lesson, f"t{context.terms[term.name].number}-").prose(body)
    tree = markup("\n".join(_tree(term.line, context, most)) if _bases(term.line, context) else "")
    links = markup(" ".join(f'<a href="{context.href(id)}">{id}</a>' for id in uses))
    address = f"{lesson.slug}.html#{term.anchor}"
    return Entry(term.name, term.aliases, term.anchor, term.line, address, markup(text), tree, links)


def _tree(id: str, context: Context, most: int) -> Iterator[str]:
    """The rows of a tree as HTML: each line once; a line that stands further up is not opened again."""
    opened = _opened(id, context, most)
    shown: set[str] = set()

    def rows(base: str, before: str, last: bool, root: bool) -> Iterator[str]:
        branch = "" if root else before + "+- "
        below = [] if base in shown or base not in opened else _bases(base, context)
        note = _note(base, bool(below), base in shown, context)
        shown.add(base)
        yield branch + _node(base, context) + note
        for at, deeper in enumerate(below):
            yield from rows(deeper, "" if root else before + ("   " if last else "|  "), at == len(below) - 1, False)

    return rows(id, "", True, True)


def _opened(id: str, context: Context, most: int) -> set[str]:
    """The lines whose bases are shown: nearest first, until the rows are used up."""
    opened: set[str] = set()
    waiting, rows = [id], 1
    for base in waiting:
        below = _bases(base, context)
        if base in opened or (rows + len(below) > most and opened):
            continue
        opened.add(base)
        rows += len(below)
        waiting += below
    return opened


def _bases(base: str, context: Context) -> list[str]:
    """What a line rests on: lines, and evidence, each once."""
    if base not in context.lines:
        return []
    found = (context.evidence(each) or each for each in context.line_facts(base).rests_on)
    return list(dict.fromkeys(found))


def _node(base: str, context: Context) -> str:
    if base not in context.lines:
        return f'<a href="evidence.html#{escape(base)}">{escape(base.replace(":", " ", 1))}</a>'
    facts = context.line_facts(base)
    said = ", ".join(facts.defines) or (facts.kinds[0] if facts.kinds else "")
    first = context.terms.get(facts.defines[0]) if facts.defines else None
    address = f"#{escape(first.anchor)}" if first and first.line == base else context.href(base)
    return f'<a href="{address}">{base} {escape(said)}</a>'


def _note(base: str, open_here: bool, seen: bool, context: Context) -> str:
    if open_here or base not in context.lines:
        return ""
    if _bases(base, context):
        return " (above)" if seen else " ..."
    kinds = context.line_facts(base).kinds
    return "" if not kinds or (kinds[0] == "definition" and len(kinds) == 1) else f" ({kinds[0]})"
