"""One file a directive; the folder is the registry. A directive turns a fence into a block, or says what is wrong."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from typing import Protocol, cast

from axiombook.book import Block, Figure, Finding, Option, Prose, Span
from axiombook.near import did_you_mean, nearest
from axiombook.read.blocks import Fence, prose
from axiombook.read.inline import read_values
from axiombook.read.problems import bad_directive

_INFO = re.compile(r"\{([^{}]*)\}\s*(.*)")
_KEY = re.compile(r"([A-Za-z][\w-]*)\s*:\s*(.*)")
Made = tuple[Block | None, tuple[Finding, ...]]


class Directive(Protocol):
    """What a file of this folder offers: its name, the keys that it takes, and `make`."""

    NAME: str
    KEYS: tuple[str, ...]

    def make(self, file: str, argument: str, fence: Fence, options: tuple[Option, ...]) -> Made:
        """A block of the fence."""


@cache
def directives() -> Mapping[str, Directive]:
    """Every directive by its name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [cast("Directive", importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {directive.NAME: directive for directive in found}


def make_block(file: str, fence: Fence) -> Made:
    """The block of a fence: a directive's, or a figure."""
    info = _INFO.fullmatch(fence.info.strip())
    if info is None:
        text = read_figure(file, fence)
        return Figure(fence.info.strip().split(" ")[0], text, fence.span), ()
    name, argument = info[1].strip(), info[2].strip()
    known = directives()
    if name not in known:
        near = nearest(name, known)
        hint = f"Did you mean {{{near}}}? " if near else ""
        return None, (
            bad_directive(
                fence.span,
                f"there is no directive {{{name}}}",
                f"{hint}The directives are {', '.join(sorted(known))}.",
            ),
        )
    directive = known[name]
    options, problems = _options(file, fence, directive.KEYS) if directive.KEYS else ((), ())
    block, further = directive.make(file, argument, fence, options)
    return block, (*problems, *further)


def read_figure(file: str, fence: Fence) -> Prose:
    """The text of a figure: nothing in it is markup but its {{values}}."""
    text = prose(file, fence.rows) if fence.rows else Prose(file, "", ((0, fence.span.line, 1),))
    return text._replace(inlines=tuple(read_values(text.raw, 0, len(text.raw), "text")))


def _options(file: str, fence: Fence, keys: tuple[str, ...]) -> tuple[tuple[Option, ...], tuple[Finding, ...]]:
    options: list[Option] = []
    problems: list[Finding] = []
    for row in fence.rows:
        if not row.text.strip():
            continue
        span = Span(file, row.line, row.column, row.column + max(len(row.text), 1))
        match = _KEY.fullmatch(row.text.strip())
        if match is None or match[1] not in keys or not match[2] or match[1] in {option.key for option in options}:
            problems.append(_bad_key(span, row.text.strip(), match, keys))
        else:
            options.append(Option(match[1], match[2], span))
    return tuple(options), tuple(problems)


def _bad_key(span: Span, text: str, match: re.Match[str] | None, keys: tuple[str, ...]) -> Finding:
    takes = f"It takes {', '.join(keys)}, each once, as `key: value`."
    if match is None:
        return bad_directive(span, f"`{text[:40]}` is no `key: value`", takes)
    key = match[1]
    if key in keys and not match[2]:
        return bad_directive(span, f"the key `{key}` has no value", takes)
    if key in keys:
        return bad_directive(span, f"the key `{key}` stands here twice", takes)
    return bad_directive(span, f"this directive has no key `{key}`", did_you_mean(key, keys) + takes)
