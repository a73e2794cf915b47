"""What a line rests on as a tree, down to the axioms. A tree is drawn again where a line that it shows is another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from axiombook.book import Lesson
from axiombook.dataclass import dataclass
from axiombook.facts import number_of
from axiombook.links import evidence_href
from axiombook.outline import Names
from axiombook.pages.context import Context
from axiombook.sealed import Sealed


class Node(NamedTuple):
    """A line as a tree shows it. bases: lines and evidence, each once. end: what is said where it rests on nothing."""

    link: str
    bases: tuple[str, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Nodes(Sealed):
    """The lines of a lesson by their ids."""

    of: Mapping[str, Node]


Parts = Mapping[str, tuple[Nodes, ...]]
"""The number of a lesson -> the nodes of its lines; of two lessons with one number, of both."""


class _Tree(NamedTuple):
    """The trees of a lesson's lines, each as HTML. seen: what was looked at for them."""

    ids: tuple[str, ...]
    most: int
    seen: Mapping[str, tuple[Nodes, ...]]
    drawn: tuple[str, ...]


class _Forest:
    """The lines of a book. seen: the parts that were looked at."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.seen: dict[str, tuple[Nodes, ...]] = {}

    def node(self, id: str) -> Node | None:
        """A line; None for evidence."""
        number = number_of(id)
        found = self.seen[number] = self._parts.get(number, ())
        return next((nodes.of[id] for nodes in reversed(found) if id in nodes.of), None)


def trees_of(context: Context, most: int) -> Iterator[tuple[str, ...]]:
    """Of each lesson the trees of the lines that define its terms, '' for a line that rests on nothing.

    most: rows of one tree; what is deeper goes on at the entry of the term that it ends in.
    """
    parts, lessons = _parts(context), context.book.lessons
    before = context.kept.last(_trees, "") or {}
    now: dict[str, _Tree] = {}
    defining = context.kept.result(_defining, context.facts.names, len(lessons))
    for lesson, ids in zip(lessons, defining, strict=True):
        last = before.get(lesson.slug)
        if last is None or last[:2] != (ids, most) or not _stands(last, parts):
            last = _tree(ids, most, parts)
        now[lesson.slug] = last
        yield last.drawn
    context.kept.keep(_trees, "", now)


def _defining(names: Names, lessons: int) -> tuple[tuple[str, ...], ...]:
    """Of each of so many lessons the lines that define its terms."""
    lines: list[list[str]] = [[] for _ in range(lessons)]
    for name, head in names.heads.items():
        lines[names.places[name]].append(head.line)
    return tuple(map(tuple, lines))


def _stands(tree: _Tree, parts: Parts) -> bool:
    """Whether nothing is other than it was that was looked at."""
    return all(parts.get(number, ()) == nodes for number, nodes in tree.seen.items())


def _trees() -> dict[str, _Tree]:
    """The name under which the trees are kept, by the slugs of their lessons."""
    return {}


def _parts(context: Context) -> Parts:
    lessons = context.book.lessons
    found = context.of_lessons(_nodes)
    same = context.kept.sames(_nodes, (lesson.slug for lesson in lessons), found)
    parts: dict[str, tuple[Nodes, ...]] = defaultdict(tuple)
    for lesson, nodes in zip(lessons, same, strict=True):
        parts[str(lesson.number)] += (nodes,)
    return dict(parts)


def _nodes(context: Context, lesson: Lesson) -> Nodes:
    nodes: dict[str, Node] = {}
    for line in lesson.lines:
        facts = context.line_facts(line.id)
        said = ", ".join(facts.defines) or (facts.kinds[0] if facts.kinds else "")
        first = context.terms.get(facts.defines[0]) if facts.defines else None
        address = f"#{first.anchor}" if first and first.line == line.id else f"{lesson.slug}.html#l{line.number}"
        bases = dict.fromkeys(context.evidence(base) or base for base in facts.rests_on)
        kinds = facts.kinds
        end = "" if not kinds or (kinds[0] == "definition" and len(kinds) == 1) else f" ({kinds[0]})"
        nodes[line.id] = Node(f'<a href="{address}">{line.id} {escape(said)}</a>', tuple(bases), end)
    return Nodes(nodes)


def _tree(ids: Sequence[str], most: int, parts: Parts) -> _Tree:
    forest = _Forest(parts)
    drawn = tuple("\n".join(_rows_of(id, forest, most)) if _bases(id, forest) else "" for id in ids)
    return _Tree(tuple(ids), most, forest.seen, drawn)


def _rows_of(id: str, forest: _Forest, most: int) -> Iterator[str]:
    """The rows of a tree as HTML: each line once; a line that stands further up is not opened again."""
    opened = _opened(id, forest, most)
    shown: set[str] = set()

    def rows(base: str, before: str, last: bool, root: bool) -> Iterator[str]:
        branch = "" if root else before + "+- "
        below = () if base in shown or base not in opened else _bases(base, forest)
        note = _note(base, bool(below), base in shown, forest)
        shown.add(base)
        yield branch + _link(base, forest) + note
        for at, deeper in enumerate(below):
            yield from rows(deeper, "" if root else before + ("   " if last else "|  "), at == len(below) - 1, False)

    return rows(id, "", True, True)


def _opened(id: str, forest: _Forest, most: int) -> set[str]:
    """The lines whose bases are shown: nearest first, until the rows are used up."""
    opened: set[str] = set()
    waiting, rows = [id], 1
    for base in waiting:
        below = _bases(base, forest)
        if base in opened or (rows + len(below) > most and opened):
            continue
        opened.add(base)
        rows += len(below)
        waiting += below
    return opened


def _bases(base: str, forest: _Forest) -> tuple[str, ...]:
    node = forest.node(base)
    return node.bases if node is not None else ()


def _link(base: str, forest: _Forest) -> str:
    node = forest.node(base)
    if node is None:
        return f'<a href="{escape(evidence_href(base))}">{escape(base.replace(":", " ", 1))}</a>'
    return node.link


def _note(base: str, open_here: bool, seen: bool, forest: _Forest) -> str:
    node = forest.node(base)
    if open_here or node is None:
        return ""
    if node.bases:
        return " (above)" if seen else " ..."
    return node.end
