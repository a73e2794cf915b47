"""The three panels of a lesson: what each line puts into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from axiombook.book import (
    Block,
    Calc,
    Chain,
    Figure,
    Finding,
    Free,
    Heading,
    Lesson,
    Line,
    Listing,
    Log,
    Mistake,
    Outside,
    Prose,
    Puzzle,
    Question,
    Seven,
    Trace,
)  # fmt: skip
from axiombook.links import evidence_href, heading_on_paper, is_reserved, spelled_anchor
from axiombook.pages.context import Context
from axiombook.pages.figure import figure
from axiombook.pages.proof import proof
from axiombook.pages.typeset import Typesetter

Pair = tuple[str, Prose | None]
_OWNED = re.compile(r' aria-owns="[^"]*"')  # no text of an author has a bare quote
_DOES = {
    "axiom": "is an axiom", "given": "gives numbers", "calculation": "computes", "observation": "reads the machine",
    "inference": "follows from lines before it",
}  # fmt: skip


def theory(context: Context, lesson: Lesson) -> str:
    """The lines of a lesson with their headings, figures, and the text outside them."""
    setter = Typesetter(context, lesson, "l")
    parts = [findings_at(context, lesson, 0)]
    for count in range(len(lesson.lines) + 1):
        parts += between(lesson, count, setter)
        if count < len(lesson.lines):
            parts.append(_line(lesson.lines[count], lesson, setter))
    return "".join(parts)


def proofs(context: Context, lesson: Lesson) -> str:
    """The proofs of a lesson, each under the number of its line."""
    setter = Typesetter(context, lesson, "p")
    entries = ((line, proofs_of(line, setter)) for line in lesson.lines)
    return "".join(_entry("p", line, setter, body) for line, body in entries if body)


def questions(context: Context, lesson: Lesson) -> str:
    """The questions, mistakes and puzzles of a lesson, each under the number of its line."""
    setter = Typesetter(context, lesson, "q")
    entries = ((line, questions_of(line, setter)) for line in lesson.lines)
    return "".join(_entry("q", line, setter, body) for line, body in entries if body)


def _entry(panel: str, line: Line, setter: Typesetter, body: str) -> str:
    number = f'<a class="no" href="{setter.href(line.id)}">{line.id}</a>'
    return f'<div class="entry" id="{panel}{line.number}">{number}<div>{body}</div></div>\n'


def _line(line: Line, lesson: Lesson, setter: Typesetter) -> str:
    number = f'<a class="no" href="#l{line.number}" data-does="{escape(does_of(line, setter.context))}">{line.id}</a>'
    said = f"<p>{setter.prose(line.text)}{marks_of(line)}</p>{theory_of(line, setter)}{rests_of(line, setter)}"
    found = findings_at(setter.context, lesson, line.number)
    anchors = spans(anchors_of(line, setter.context))
    return f'<div class="line" id="l{line.number}"{_owned(line)}>{anchors}{number}<div>{said}{found}</div></div>\n'


def _owned(line: Line) -> str:
    """A reader who hears the page is told a line's proof and questions after the line, though each has its panel."""
    panels = {block.panel[0] for block in line.blocks}
    ids = " ".join(f"{panel}{line.number}" for panel in "pq" if panel in panels)
    return f' aria-owns="{ids}"' if ids else ""


def alone(body: str) -> str:
    """The theory on a page without the other two panels."""
    return _OWNED.sub("", body)


def does_of(line: Line, context: Context) -> str:
    """What a line does in the book, in words: `defines pointer, computes`."""
    facts = context.line_facts(line.id)
    words = {**_DOES, "definition": f"defines {' and '.join(facts.defines)}"}
    return ", ".join(words[kind] for kind in facts.kinds)


def spans(anchors: Iterable[str]) -> str:
    """Empty elements that the addresses of a line lead to."""
    return "".join(f'<span id="{escape(anchor)}"></span>' for anchor in anchors)


def anchors_of(line: Line, context: Context) -> Iterator[str]:
    """The addresses of a line besides its number: the terms that it is the first to define, and its label."""
    for head in line.definitions:
        term = context.facts.terms.get(head.name)
        if term is not None and term.line == line.id:
            yield term.anchor
            spelled = spelled_anchor(term.name)
            if spelled != term.anchor and len(spelled.split()) == 1:  # an id holds no blank
                yield spelled
    if line.label and context.facts.labels.get(line.label) == line.id and not is_reserved(line.label):
        yield line.label


def marks_of(line: Line) -> str:
    """What an author wrote at a line's end: that it is an axiom, or that its numbers are given."""
    return "".join(f" <small>[{escape(mark)}]</small>" for mark in line.marks)


def rests_of(line: Line, setter: Typesetter) -> str:
    """What a line rests on, what rests on it, and its proofs and questions: shown on the chosen line."""
    facts = setter.context.line_facts(line.id)
    parts = [("rests on", based_on(facts.rests_on, setter)), ("used by", " ".join(map(setter.line, facts.used_by)))]
    page = setter.href(line.id).partition("#")[0]
    here = [
        f'<a href="{page}#{panel}{line.number}">{name}</a>'
        for panel, name in (("p", "proof"), ("q", "q&amp;a"))
        if any(block.panel[0] == panel for block in line.blocks)
    ]
    parts.append(("see", " ".join(here)))
    said = "".join(f"<span>{name} {links}</span> " for name, links in parts if links)
    return f'<p class="rests">{said.strip()}</p>' if said else ""


def based_on(bases: Sequence[str], setter: Typesetter) -> str:
    """Links to lines, captures and sources; values stand for the captures that they come from."""
    links: dict[str, None] = {}
    for base in bases:
        evidence = setter.context.evidence(base)
        if evidence:
            name = escape(evidence.partition(":")[2])
            links[f'<a href="{escape(evidence_href(evidence))}">{name}</a>'] = None
        elif ":" not in base:
            links[setter.line(base)] = None
    return " ".join(links)


def proofs_of(line: Line, setter: Typesetter) -> str:
    """The proofs of one line."""
    return "".join(
        proof(block, setter, line) for block in line.blocks if isinstance(block, Log | Listing | Chain | Trace | Calc)
    )


def questions_of(line: Line, setter: Typesetter) -> str:
    """The questions, mistakes, puzzles and seven answers of one line."""
    return "".join(_question(block, setter) for block in line.blocks)


def theory_of(line: Line, setter: Typesetter) -> str:
    """The figures and the free text of one line."""
    return "".join(_figure_or_free(block, setter) for block in line.blocks)


def _question(block: Block, setter: Typesetter) -> str:
    match block:
        case Question(question, answer):
            return _list((("Q", question), ("A", answer)), setter)
        case Mistake(wrong, right):
            return _list((("WRONG", wrong), ("RIGHT", right)), setter)
        case Puzzle(puzzle, solution):
            folded = f"<details><summary>solution</summary>{setter.prose(solution)}</details>" if solution else ""
            return f'<dl class="puzzle"><dt>PUZZLE</dt><dd>{setter.prose(puzzle)}{folded}</dd></dl>'
        case Seven(answers):
            return _list(tuple((name.upper(), text) for name, text in answers), setter)
        case _:
            return ""


def _list(pairs: Sequence[Pair], setter: Typesetter) -> str:
    rows = "".join(f"<dt>{name}</dt><dd>{setter.prose(text)}</dd>" for name, text in pairs if text is not None)
    return f"<dl>{rows}</dl>"


def _figure_or_free(block: Block, setter: Typesetter) -> str:
    match block:
        case Figure():
            return figure(block)
        case Free(text):
            return _free(text, setter)
        case _:
            return ""


def _free(text: Prose, setter: Typesetter) -> str:
    from axiombook.pages.markdown import markdown  # a library that few lessons need

    return markdown(text, setter.address, 3)


def between(lesson: Lesson, count: int, setter: Typesetter) -> list[str]:
    """What stands after the first `count` lines: headings and text outside a line, in the order of the file."""
    pieces: list[Heading | Outside] = [piece for piece in lesson.headings if piece.before == count]
    pieces += [piece for piece in lesson.outside if piece.before == count]
    pieces.sort(key=lambda piece: piece.text.starts[0][1])
    return [_piece(piece, setter) for piece in pieces]


def _piece(piece: Heading | Outside, setter: Typesetter) -> str:
    if isinstance(piece, Heading):
        return _heading(piece, setter)
    return figure(piece.figure) if piece.figure is not None else _free(piece.text, setter)


def _heading(heading: Heading, setter: Typesetter) -> str:
    """A heading with its address; on a panel it leads to itself, as the number of a line does."""
    level, anchor = min(heading.level + 1, 6), escape(heading.anchor)
    link = f'&nbsp;<a class="here" href="#{anchor}" aria-label="address of this section">#</a>' if setter.panel else ""
    if not setter.panel and setter.lesson is not None:
        anchor = escape(heading_on_paper(heading.anchor, setter.lesson.number))
    found = findings_at(setter.context, setter.lesson, heading.anchor) if setter.lesson is not None else ""
    return f'<h{level} id="{anchor}">{setter.prose(heading.text)}{link}</h{level}>\n{found}'


def findings_at(context: Context, lesson: Lesson, place: int | str) -> str:
    """The findings of a line by its number, of a heading by its address, or with 0 those above all of them.

    Nothing unless they are to be shown.
    """
    return "".join(_finding(found) for found in context.findings.get((lesson.file, place), ()))


def _finding(found: Finding) -> str:
    span = found.span
    place = f"{span.file}:{span.line}:{span.column}"
    return (
        f'<p class="finding"><b>{found.code}</b> {found.severity} {escape(place)}<br>{escape(found.message)}<br>'
        f"{escape(found.help)}</p>"
    )
