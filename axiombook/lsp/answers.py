"""What an editor asks of a place: what is said of it, where it is defined, where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Capture, Excerpt, Line, Listing, Log, Span, Trace
from axiombook.lsp.desk import Reading
from axiombook.lsp.place import VALUE, Thing, blocks_of, line_of, values_of
from axiombook.read.values import NoValue


def hover(reading: Reading, thing: Thing) -> str:
    """What is said of a thing, as Markdown; '' where there is nothing to say."""
    match thing.sort:
        case "value":
            return _value(reading, thing)
        case "capture":
            capture = reading.book.captures.get(thing.name)
            return _capture(capture) if capture is not None else ""
        case "source":
            source = reading.book.sources.get(thing.name)
            rows = len((source.text or "").splitlines()) if source is not None else 0
            return f"`proofs/sources/{thing.name}`, {rows} rows, sha256 `{source.sha256[:12]}...`" if source else ""
        case _:
            return _line(reading, _id(reading, thing))


def definition(reading: Reading, thing: Thing) -> Span | None:
    """Where a thing is defined: the line of a term or a label, the key of a value, the rows that a block shows."""
    match thing.sort:
        case "term":
            return reading.checked.facts.terms[thing.name].span
        case "value":
            try:
                capture, value = values_of(reading).look_up(thing.name)
            except NoValue:
                return None
            return Span(capture.provenance, capture.lines_of.get(f"values.{value.name}", 1), 1, 1)
        case "capture":
            return _start(f"proofs/captures/{thing.name}.log", thing) if thing.name in reading.book.captures else None
        case "source":
            return _start(f"proofs/sources/{thing.name}", thing) if thing.name in reading.book.sources else None
        case _:
            line = line_of(reading, _id(reading, thing))
            return line.span if line is not None else None


def references(reading: Reading, thing: Thing, with_definition: bool) -> tuple[Span, ...]:
    """Where a thing is used, in the order of the book."""
    found = list(_uses(reading, thing))
    defined = definition(reading, thing) if with_definition else None
    if defined is not None and defined not in found:
        found.insert(0, defined)
    return tuple(dict.fromkeys(found))


def _uses(reading: Reading, thing: Thing) -> Iterator[Span]:
    facts = reading.checked.facts
    match thing.sort:
        case "term":
            yield from (use.span for use in facts.uses if use.term == thing.name)
        case "value":
            yield from _uses_of_value(reading, thing.name)
        case "capture" | "source":
            for _, block in blocks_of(reading):
                name = getattr(block, "capture", "") if thing.sort == "capture" else ""
                if name == thing.name or (
                    thing.sort == "source" and isinstance(block, Listing) and block.name == thing.name
                ):
                    yield block.span
            if thing.sort == "capture":
                values = values_of(reading)
                for use in facts.values:
                    capture = values.capture(use.reference.rpartition(".")[0])
                    if capture is not None and capture.name == thing.name:
                        yield use.span
        case _:
            id = _id(reading, thing)
            yield from (citation.span for citation in facts.citations if citation.target == id)


def _uses_of_value(reading: Reading, reference: str) -> Iterator[Span]:
    values = values_of(reading)
    for use in reading.checked.facts.values:
        try:
            if values.look_up(use.reference) == values.look_up(reference):
                yield use.span
        except NoValue:
            if use.reference == reference:
                yield use.span


def _id(reading: Reading, thing: Thing) -> str:
    """The line that a term, a label or a line's own number means."""
    facts = reading.checked.facts
    if thing.sort == "term":
        return facts.terms[thing.name].line
    if thing.sort == "label":
        if thing.name in facts.labels:
            return facts.labels[thing.name]
        cited = (entry.target for entry in facts.citations if entry.label == thing.name and _same(entry.span, thing))
        return next(cited, "")
    return thing.name


def _same(span: Span, thing: Thing) -> bool:
    return (span.file, span.line) == (thing.span.file, thing.span.line)


def _line(reading: Reading, id: str) -> str:
    line = line_of(reading, id)
    if line is None:
        return ""
    facts = reading.checked.facts.lines[id]
    said = [f"**{id}** {line_text(line)}"]
    if facts.rests_on:
        said.append(f"rests on {' '.join(facts.rests_on)}")
    if facts.used_by:
        said.append(f"used by {' '.join(facts.used_by)}")
    return "\n\n".join(said)


def line_text(line: Line) -> str:
    """The text of a line as it is written, with its values put in."""
    return " ".join(VALUE.sub(lambda found: _shown(line, found[0]), line.text.raw).split())


def _shown(line: Line, written: str) -> str:
    found = (inline.text for inline in line.text.inlines if line.text.raw[inline.start : inline.end] == written)
    return next(found, written)


def _value(reading: Reading, thing: Thing) -> str:
    values = values_of(reading)
    try:
        said = [f"`{{{{{thing.text}}}}}` = `{values.evaluate(thing.text)}`"]
        capture, value = values.look_up(thing.name)
    except NoValue as error:
        return str(error)
    said.append(f"`{thing.name}` = `{value.shown}`, row {value.row} of proofs/captures/{capture.name}.log:")
    row = capture.log[value.row - 1] if 1 <= value.row <= len(capture.log) else ""
    return "\n\n".join([*said, f"```\n{row}\n```", _capture(capture)])


def _capture(capture: Capture) -> str:
    known = [capture.command and f"`{capture.command}`", capture.machine, capture.kernel, str(capture.taken)]
    said = ", ".join(part for part in known if part)
    return f"**{capture.name}**, {len(capture.log)} rows" + (f": {said}" if said else "")


def _start(file: str, thing: Thing) -> Span:
    """The first row of a file that a block shows."""
    excerpt = thing.block.excerpt if isinstance(thing.block, Log | Listing) else None
    row = excerpt.rows[0][0] if isinstance(excerpt, Excerpt) and excerpt.rows else 1
    if isinstance(thing.block, Trace) and isinstance(thing.block.steps, tuple):
        row = thing.block.steps[0].row
    return Span(file, row, 1, 1)
