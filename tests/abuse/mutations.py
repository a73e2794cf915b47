"""Small defects for a sound book: each takes the files of a book and a source of chance, and returns the files it changed.

A mutation returns None where the book gives it no place to stand.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping

Tree = Mapping[str, str]  # path in the book -> text
Change = dict[str, str]
Mutation = Callable[[Tree, random.Random], Change | None]

_DEFINES = re.compile(r"^\d+\. \*\*(?P<name>[^*]+)\*\*")
_SUM = re.compile(r"`[^`\n]*\d[^`\n]*=[^`\n]*\d[^`\n]*`")
_LINE = re.compile(r"^\d+\. ")
_HEADING = re.compile(r"(?m)^#")
_COMPUTED = re.compile(r"`[\d\sa-fx+*/%<>&|^()=-]+`")


def lessons_of(tree: Tree) -> list[str]:
    """The lesson files, in order."""
    return sorted(path for path in tree if re.match(r"content/\d+-", path))


def _rows(tree: Tree, chance: random.Random, wanted: Callable[[str], bool]) -> tuple[str, list[str], int] | None:
    """A lesson, its rows, and one of its rows that is wanted."""
    paths = lessons_of(tree)
    chance.shuffle(paths)
    for path in paths:
        rows = tree[path].split("\n")
        found = [at for at, row in enumerate(rows) if wanted(row)]
        if found:
            return path, rows, chance.choice(found)
    return None


def _edit(
    tree: Tree, chance: random.Random, wanted: Callable[[str], bool], edit: Callable[[str], str]
) -> Change | None:
    place = _rows(tree, chance, wanted)
    if place is None:
        return None
    path, rows, at = place
    changed = edit(rows[at])
    if changed == rows[at]:
        return None
    return {path: "\n".join([*rows[:at], changed, *rows[at + 1 :]])}


def _prose(row: str) -> bool:
    return bool(_LINE.match(row)) and len(row) > 30 and not row.rstrip().endswith("}")


def term_before_definition(tree: Tree, chance: random.Random) -> Change | None:
    """A term of a later lesson put on a line of an earlier one."""
    paths = lessons_of(tree)
    if len(paths) < 2:
        return None
    late = chance.choice(paths[1:])
    names = [match["name"] for row in tree[late].split("\n") if (match := _DEFINES.match(row))]
    if not names:
        return None
    early = chance.choice(paths[: paths.index(late)])
    name = chance.choice(names)
    found = _rows({early: tree[early]}, chance, _prose)
    if found is None:
        return None
    path, rows, at = found
    rows[at] = rows[at].rstrip(".") + f" and {name}."
    return {path: "\n".join(rows)}


def definition_moved(tree: Tree, chance: random.Random) -> Change | None:
    """A definition, with all under it, moved behind a line of its lesson that uses the term; the lines are numbered anew."""
    paths = lessons_of(tree)
    chance.shuffle(paths)
    for path in paths:
        head, *lines = re.split(r"(?m)^(?=\d+\. )", tree[path])
        pairs = [
            (at, later)
            for at, line in enumerate(lines)
            if (match := _DEFINES.match(line)) and not _HEADING.search(line)
            for later in range(at + 1, len(lines))
            if re.search(rf"(?<![\w`-]){re.escape(match['name'])}(?![\w`-])", lines[later].split("\n")[0])
        ]
        if pairs:
            at, later = chance.choice(pairs)
            moved = [
                *lines[:at],
                *lines[at + 1 : later],
                lines[later].rstrip("\n") + "\n\n",
                lines[at],
                *lines[later + 1 :],
            ]
            numbered = (_LINE.sub(f"{number}. ", line, count=1) for number, line in enumerate(moved, 1))
            return {path: head + "".join(numbered)}
    return None


def changed_digit(tree: Tree, chance: random.Random) -> Change | None:
    """One digit of a calculation changed, on either side, so that it is wrong: in `0 * 4 = 0` the 4 may be any digit."""

    def sums(row: str) -> list[re.Match[str]]:
        return [match for match in _SUM.finditer(row) if _COMPUTED.fullmatch(match[0])]

    def edit(row: str) -> str:
        match = chance.choice(sums(row))
        digits = [at for at in range(match.start(), match.end()) if row[at] in "123456789"]
        if not digits:
            return row
        at = chance.choice(digits)
        other = chance.choice([digit for digit in "123456789" if digit != row[at]])
        changed = row[:at] + other + row[at + 1 :]
        return row if _true(changed[match.start() + 1 : match.end() - 1]) else changed

    return _edit(tree, chance, lambda row: bool(sums(row)), edit)


def _true(calculation: str) -> bool:
    """Whether all sides of a calculation have one value, as Python reckons."""
    try:
        return len({eval(side.replace("/", "//"), {"__builtins__": {}}) for side in calculation.split("=")}) == 1
    except (SyntaxError, ZeroDivisionError, TypeError, NameError):
        return False


def flipped_byte(tree: Tree, chance: random.Random) -> Change | None:
    """One byte of a log changed."""
    logs = sorted(path for path in tree if path.endswith(".log") and tree[path].strip())
    path = chance.choice(logs)
    at = chance.randrange(len(tree[path]))
    while tree[path][at].isspace():
        at = chance.randrange(len(tree[path]))
    other = "0" if tree[path][at] != "0" else "1"
    return {path: tree[path][:at] + other + tree[path][at + 1 :]}


def dropped_definition(tree: Tree, chance: random.Random) -> Change | None:
    """The head of a definition taken away: `**term** = ` becomes plain text."""
    return _edit(
        tree,
        chance,
        lambda row: bool(_DEFINES.match(row)),
        without_head,
    )


def without_head(row: str) -> str:
    """A line that defined a term, and now says the rest alone."""
    return re.sub(r"\*\*[^*]+\*\*\s*(\([^()]*\))?\s*=\s*", "", row, count=1)


def typed_address(tree: Tree, chance: random.Random) -> Change | None:
    """An address typed where a value stood, or at the end of a line."""
    address = f"0xffff{chance.randrange(1 << 47, 1 << 48):012x}"
    place = _rows(tree, chance, lambda row: "{{" in row and not row.lstrip().startswith("|"))
    if place is not None and chance.random() < 0.5:
        path, rows, at = place
        rows[at] = re.sub(r"\{\{[^{}]*\}\}", address, rows[at], count=1)
        return {path: "\n".join(rows)}
    return _edit(tree, chance, _prose, lambda row: row.rstrip(".") + f", {address}.")


def undefined_identifier(tree: Tree, chance: random.Random) -> Change | None:
    """A name that no line defines."""
    name = (
        "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(3)) + "_" + chance.choice("xyz")
    )
    return _edit(tree, chance, _prose, lambda row: row.rstrip(".") + f", `{name}`.")


def hedge(tree: Tree, chance: random.Random) -> Change | None:
    """A hedge in a line or an answer."""
    word = chance.choice(["might", "perhaps", "probably", "could be", "should be", "maybe", "usually"])
    return _edit(
        tree,
        chance,
        lambda row: _prose(row) or row.lstrip().startswith("A: "),
        lambda row: row.rstrip(".") + f" {word}.",
    )


def deferral(tree: Tree, chance: random.Random) -> Change | None:
    """A promise in a line or an answer."""
    words = chance.choice(["as we will see", "later", "mentioned below", "see below", "in the next section"])
    return _edit(
        tree,
        chance,
        lambda row: _prose(row) or row.lstrip().startswith("A: "),
        lambda row: row.rstrip(".") + f", {words}.",
    )


def dropped_answer(tree: Tree, chance: random.Random) -> Change | None:
    """The second half of a pair taken away."""
    place = _rows(tree, chance, lambda row: re.match(r"\s+(A|Right|Solution): ", row) is not None)
    if place is None:
        return None
    path, rows, at = place
    end = at + 1
    while end < len(rows) and rows[end].strip() and not re.match(r"\s+\w+: |\d+\. ", rows[end]):
        end += 1
    return {path: "\n".join([*rows[:at], *rows[end:]])}


def broken_match(tree: Tree, chance: random.Random) -> Change | None:
    """A `match`, `from`, `to` or `symbol` that selects nothing."""
    return _edit(
        tree,
        chance,
        lambda row: re.match(r"\s+(match|from|to|symbol): \S", row) is not None,
        lambda row: re.sub(r": .*", ": zqx_no_such_row_qzx", row, count=1),
    )


def mistyped_label(tree: Tree, chance: random.Random) -> Change | None:
    """A citation whose label has one letter more."""
    return _edit(
        tree, chance, lambda row: "](#" in row, lambda row: re.sub(r"\]\(#([\w-]+)\)", r"](#\1q)", row, count=1)
    )


def mistyped_value(tree: Tree, chance: random.Random) -> Change | None:
    """A value whose name has one letter more."""
    return _edit(
        tree,
        chance,
        lambda row: "{{" in row,
        lambda row: re.sub(r"\{\{([^{}]*?[A-Za-z_])\}\}", r"{{\1q}}", row, count=1),
    )


def swapped_lessons(tree: Tree, chance: random.Random) -> Change | None:
    """Two neighbouring lessons change numbers, where the second uses a term that the first defines."""
    paths = lessons_of(tree)
    pairs = list(zip(paths, paths[1:], strict=False))
    chance.shuffle(pairs)
    terms = [match["name"] for path in paths for row in tree[path].split("\n") if (match := _DEFINES.match(row))]
    for first, second in pairs:
        names = [match["name"] for row in tree[first].split("\n") if (match := _DEFINES.match(row))]
        used = re.sub(r"```.*?```|\*\*.*?\*\*", "", tree[second], flags=re.DOTALL)
        if any(_uses(used, name, terms) for name in names):
            one = re.sub(r"\d+", re.search(r"\d+", second)[0], first, count=1)  # type: ignore[index]
            two = re.sub(r"\d+", re.search(r"\d+", first)[0], second, count=1)  # type: ignore[index]
            return {first: "", second: "", one: tree[first], two: tree[second]}
    return None


def _uses(text: str, name: str, terms: list[str]) -> bool:
    """Whether a text uses a term; the longest one wins, so `next` in `next instruction` is no use of `next`."""
    longer = [re.escape(term) for term in terms if name in term and term != name]
    text = re.sub("|".join(longer), "", text) if longer else text
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def broken_pointer(tree: Tree, chance: random.Random) -> Change | None:
    """A pointer of a chain changed in the log, with the checksum made right."""
    chains = sorted(path for path in tree if path.endswith(".toml") and "[[chain]]" in tree[path])
    if not chains:
        return None
    path = chance.choice(chains)
    log_path = path.removesuffix(".toml") + ".log"
    values = re.findall(r"points\s*=\s*\{([^}]*)\}", tree[path])
    names = [name for entry in values for name in re.findall(r'\[\s*"(\w+)"', entry)]
    name = chance.choice(names)
    pattern = re.search(rf"^{name}\s*=\s*(?:\{{\s*match\s*=\s*)?'([^']*)'", tree[path], re.MULTILINE)
    found = re.search(pattern[1], tree[log_path], re.MULTILINE) if pattern else None
    if found is None:
        return None
    at = found.end(1) - 1
    log = tree[log_path][:at] + ("1" if tree[log_path][at] != "1" else "2") + tree[log_path][at + 1 :]
    digest = hashlib.sha256(log.encode()).hexdigest()
    return {log_path: log, path: re.sub(r'(?m)^sha256\s*=\s*"[0-9a-f]*"', f'sha256 = "{digest}"', tree[path])}


MUTATIONS: tuple[Mutation, ...] = (
    term_before_definition,
    definition_moved,
    changed_digit,
    flipped_byte,
    dropped_definition,
    typed_address,
    undefined_identifier,
    hedge,
    deferral,
    dropped_answer,
    broken_match,
    mistyped_label,
    mistyped_value,
    swapped_lessons,
    broken_pointer,
)
