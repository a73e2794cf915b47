"""The door `why`: what a line or a term rests on, down to the axioms, the captures and the values."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping

from axiombook.book import Book, Line, line_id
from axiombook.check import check_book
from axiombook.check.matcher import matcher_of
from axiombook.check.tokens import tokens_of
from axiombook.facts import Facts
from axiombook.near import nearest
from axiombook.read import read_book
from axiombook.report.text import plain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The line or the term, and --format."""
    parser.add_argument("what", nargs="+", help="a line, as in 7.03, or a term")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how it is written")


def run(arguments: argparse.Namespace) -> int:
    """0, or 2 where there is no such line and no such term."""
    book = read_book(arguments.book)
    facts = check_book(book).facts
    what = " ".join(arguments.what)
    lines = {line.id: line for line in book.lines()}
    start = line_of(what, lines, facts)
    if start is None:
        spellings = [name for head in facts.names.heads.values() for name in head.spellings]
        near = nearest(what, [*lines, *spellings])
        hint = f"; did you mean `{near}`?" if near else ""
        print(f"build.py: there is no line and no term `{plain(what)}`{plain(hint)}", file=sys.stderr)
        return 2
    if arguments.format == "json":
        sys.stdout.write(json.dumps(as_mapping(start, lines, facts), indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(map(plain, tree(start, lines, facts, book))) + "\n")
    return 0


def line_of(what: str, lines: Mapping[str, Line], facts: Facts) -> str | None:
    """The id of the line that is meant: 7.3 is 7.03, a term is its defining line, #label the line that bears it."""
    lesson, _, number = what.partition(".")
    if lesson.isdigit() and number.isdigit():
        wanted = line_id(int(lesson), int(number))
        return wanted if wanted in lines else None
    if what.removeprefix("#") in facts.labels:
        return facts.labels[what.removeprefix("#")]
    for head in facts.names.heads.values():
        if what.casefold() in map(str.casefold, head.spellings):
            return head.line
    return _as_used(what, facts)


def _as_used(what: str, facts: Facts) -> str | None:
    """The line of a term that is written as a text may use it, in the plural: the same word leads to the same line."""
    tokens = tokens_of(what)
    heads = facts.names.heads
    matcher = matcher_of((name, head.name) for head in heads.values() for name in head.spellings)
    whole = (match.term for match in matcher.matches(tokens) if match.last - match.first == len(tokens))
    return next((heads[name].line for name in whole), None)


def tree(id: str, lines: Mapping[str, Line], facts: Facts, book: Book) -> Iterator[str]:
    """The rows of the text form; a line that was told already is only named."""
    told: set[str] = set()
    stack = [(id, 0)]
    while stack:
        base, depth = stack.pop()
        pad = "  " * depth
        if base not in lines:
            yield pad + evidence_text(base, book)
            continue
        kinds = " ".join(facts.lines[base].kinds) or "rests on nothing"
        if base in told:
            yield f"{pad}{base}  (above)"
            continue
        told.add(base)
        yield f"{pad}{base}  {kinds}: {' '.join(lines[base].text.shown.split())}"
        stack.extend((below, depth + 1) for below in reversed(facts.lines[base].rests_on))


def evidence_text(base: str, book: Book) -> str:
    """A capture, value or source as one row."""
    sort, _, name = base.partition(":")
    capture = book.captures.get(name)
    if sort == "capture" and capture is not None:
        return f"capture {name}: {capture.command} ({capture.kernel or capture.machine})"
    return f"{sort} {name}"


def as_mapping(start: str, lines: Mapping[str, Line], facts: Facts) -> dict[str, object]:
    """The json form: every line below, nearest first, and the evidence at the bottom."""
    below, evidence, queue = [start], [], [start]
    while queue:
        for base in facts.lines[queue.pop(0)].rests_on:
            if base not in lines:
                evidence.append(base)
            elif base not in below:
                below.append(base)
                queue.append(base)
    return {
        "line": start,
        "lines": [
            {
                "id": id,
                "text": " ".join(lines[id].text.shown.split()),
                "kinds": list(facts.lines[id].kinds),
                "rests_on": list(facts.lines[id].rests_on),
            }
            for id in below
        ],
        "evidence": sorted(set(evidence)),
    }
