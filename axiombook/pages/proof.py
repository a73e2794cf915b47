"""The proof panel's blocks as HTML: logs, listings, chains, traces, calculations."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from axiombook.book import Box, Calc, Chain, Excerpt, Inline, Line, Listing, Log, Missing, Proof, Step, Trace
from axiombook.links import evidence_href
from axiombook.pages.draw import draw_each
from axiombook.pages.runs import runs
from axiombook.pages.typeset import Typesetter
from axiombook.read.values import NoValue

_PAGE = 53  # rows of a figure that A4 holds under its caption


def proof(block: Proof, setter: Typesetter, line: Line) -> str:
    """One proof of a line; where the evidence is missing, the sentence that says so."""
    match block:
        case Log(excerpt=Excerpt() as excerpt):
            return _log(block, excerpt, setter, line)
        case Listing(excerpt=Excerpt() as excerpt):
            return _listing(excerpt, setter)
        case Chain(boxes=tuple() as boxes):
            return _chain(block, boxes)
        case Trace(steps=tuple() as steps):
            rows = "".join(_step(step, block.capture) for step in steps)
            return _figure("trace", f"trace {_whole('capture', block.capture, block.name)}", f"<ol>{rows}</ol>")
        case Calc():
            return _calc(block, setter)
        case _:
            return _missing(block)


def _missing(block: Log | Listing | Chain | Trace) -> str:
    parts = [getattr(block, name, None) for name in ("excerpt", "boxes", "steps")]
    said = next((part.message for part in parts if isinstance(part, Missing)), "this proof shows nothing")
    return f'<p><mark class="missing">{escape(said)}</mark></p>'


def _figure(kind: str, caption: str, body: str) -> str:
    return f'<figure class="{kind}"><figcaption>{caption}</figcaption>{body}</figure>'


def _whole(kind: str, name: str, shown: str) -> str:
    """A link to the whole of a capture or a source on the evidence page."""
    return f'<a href="{escape(evidence_href(f"{kind}:{name}"))}">{escape(shown)}</a>'


def _log(block: Log, excerpt: Excerpt, setter: Typesetter, line: Line) -> str:
    used = _values_used(line, block.capture, setter)
    rows = [(number, _underlined(text, used.get(number, ()))) for number, text in excerpt.rows]
    caption = f"log {_whole('capture', block.capture, block.name)} <span>{extent(excerpt)}</span>"
    return _figure("log", caption, numbered(rows, escape(evidence_href(f"capture:{block.capture}")) + ":"))


def _chain(block: Chain, boxes: Sequence[Box]) -> str:
    """The boxes, each an element: paper that holds fewer of them is turned between two."""
    spoken = escape(". ".join(_spoken(box.name, box.address, box.rows) for box in boxes))
    drawn = draw_each(boxes)
    tall = sum(box.count("\n") + 1 for box in drawn) > _PAGE
    parts = "\n</span>".join(f"<span>{escape(box)}" for box in drawn) + "</span>"
    caption = f"chain {_whole('capture', block.capture, block.name)}"
    drawing = f'<pre tabindex="0" role="img" aria-label="{spoken}">{parts}</pre>'
    return _figure("chain tall" if tall else "chain", caption, drawing)


def _listing(excerpt: Excerpt, setter: Typesetter) -> str:
    whole = setter.context.listings.get(excerpt.name, ())
    rows = [(number, whole[number - 1] if number <= len(whole) else escape(text)) for number, text in excerpt.rows]
    caption = f"source {_whole('source', excerpt.name, excerpt.name)} <span>{extent(excerpt)}</span>"
    return _figure("source", caption, numbered(rows, escape(evidence_href(f"source:{excerpt.name}")) + ":"))


def extent(excerpt: Excerpt) -> str:
    """Which lines of how many an excerpt shows: `lines 1, 6-8 of 40`."""
    spans = runs(number for number, _ in excerpt.rows)
    said = ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in spans)
    return f"{'line' if len(excerpt.rows) == 1 else 'lines'} {said} of {excerpt.total}"


def numbered(rows: Sequence[tuple[int, str]], address: str) -> str:
    """Rows of HTML with their numbers, each of which links to that row of the whole; a gap is three dots.

    A row is an element: where paper is too narrow for it, what is left of it hangs under its text.
    """
    width = len(str(rows[-1][0])) if rows else 1
    parts: list[str] = []
    before = rows[0][0] - 1 if rows else 0
    for number, text in rows:
        if number != before + 1:
            parts.append(f'<span><span class="n">{"...":>{width}}</span>')
        parts.append(f'<span><a class="n" tabindex="-1" href="{address}{number}">{number:>{width}}</a>{text}')
        before = number
    return '<pre tabindex="0"><code>' + "\n</span>".join(parts) + ("</span>" if parts else "") + "</code></pre>"


def _values_used(line: Line, capture: str, setter: Typesetter) -> dict[int, tuple[str, ...]]:
    """Row of the log -> the values as they stand in it, of those that the line's text names."""
    used: dict[int, tuple[str, ...]] = {}
    for inline in line.text.inlines:
        for row, text in _values_of(inline, capture, setter):
            used[row] = (*used.get(row, ()), text)
    return used


def _values_of(inline: Inline, capture: str, setter: Typesetter) -> list[tuple[int, str]]:
    if inline.kind != "value" or inline.missing:
        return []
    values = setter.context.values
    try:
        found = [values.look_up(reference) for reference, _, _ in values.references(inline.target)]
    except NoValue:
        return []
    return [(value.row, value.text) for owner, value in found if owner.name == capture]


def _underlined(text: str, values: Sequence[str]) -> str:
    """A row of a log, the values that the line uses marked in it."""
    shown = escape(text)
    for value in dict.fromkeys(values):
        shown = shown.replace(escape(value), f"<u>{escape(value)}</u>", 1) if value else shown
    return shown


def _spoken(name: str, address: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """A box in words, for a reader who hears the page."""
    fields = [f"{field} {value}" + (f", which is {target}" if target else "") for field, value, target in rows]
    return f"{name} at {address}: {'; '.join(fields)}"


def _step(step: Step, capture: str) -> str:
    """One step; each call that it stands inside is one span around it, whose left edge the style draws."""
    row = escape(evidence_href(f"capture:{capture}", step.row))
    number = f'<a class="n" href="{row}">#{step.number}</a>'
    name = f"<b>{escape(step.function)}</b>"
    if step.returns:
        said = f"return {name}" + (f" = {escape(step.values)}" if step.values else "")
    else:
        said = f"call {name}(<wbr>{escape(step.values)})"
    rest = [f"to #{step.caller}" if step.returns else f"from #{step.caller}"] if step.caller else []
    rest += [part for part in (_place(step.place), escape(step.did)) if part]
    text = "<br>".join((said, *rest))
    return f"<li>{number} <span>{'<span>' * step.depth}{text}{'</span>' * step.depth}</span></li>"


def _place(place: str) -> str:
    """Where a call was made. Its name stays on one row; where no row is as long, a row ends before the distance."""
    address, bracket, name = escape(place).partition("(")
    return address + (f"<code>({name.replace('+', '+<wbr>')}</code>" if bracket else "")


def _calc(block: Calc, setter: Typesetter) -> str:
    results = "".join(f"<p>{setter.prose(row)}</p>" for row in block.rows)
    if not block.by_hand:
        return _figure("calc", "computed again", f"<div>{results}</div>")
    asked = "".join(f"<p>{escape(row.shown.split('=', 1)[0].strip())} = ?</p>" for row in block.rows)
    return _figure("calc", "by hand", f"<div>{asked}<details><summary>results</summary>{results}</details></div>")
