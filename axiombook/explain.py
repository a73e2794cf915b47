"""The door `explain`: a rule, why it is there, a wrong and a right example."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Mapping

from axiombook.check.rule import Example, Rule
from axiombook.check.rules import rules
from axiombook.near import nearest

_SUM = "# One\n\n1. `2 + 2 = 4`.\n"
# The F codes are told while the book is read, before any rule looks at it: (what is found, why and both examples).
READING: Mapping[str, tuple[str, Rule]] = {
    "F001": (
        "a file is not UTF-8, is empty, is beyond all measure, cannot be opened, or would run as a page of the site.",
        Rule(
            "F001",
            "unreadable",
            "error",
            "What cannot be read cannot be checked, and a lesson that is skipped in silence is missed by its readers.",
            wrong=Example({"01-one.md": "# One\n"}),
            right=Example({"01-one.md": _SUM}),
        ),
    ),
    "F002": (
        "a fenced block names no directive or gives one what it does not take; a block or a comment is never closed.",
        Rule(
            "F002",
            "bad-directive",
            "error",
            "A misspelled directive would show its own text in place of the proof that it asks for.",
            wrong=Example({"01-one.md": f"{_SUM}\n   ```{{clac}}\n   4 + 4 = 8\n   ```\n"}),
            right=Example({"01-one.md": f"{_SUM}\n   ```{{calc}}\n   4 + 4 = 8\n   ```\n"}),
        ),
    ),
    "F003": (
        "a TOML file cannot be read, or one of its keys holds what it cannot hold.",
        Rule(
            "F003",
            "bad-settings",
            "error",
            "A setting that is passed over changes what is checked, and nobody is told.",
            wrong=Example({"01-one.md": _SUM}, {"content/book.toml": '[lint]\nT004 = "of"\n'}),
            right=Example({"01-one.md": _SUM}, {"content/book.toml": '[lint]\nT004 = "off"\n'}),
        ),
    ),
    "F004": (
        "an allow comment names no rule, gives no reason, or allows what is not there.",
        Rule(
            "F004",
            "bad-allow",
            "error",
            "An exception without a reason cannot be judged, and one that excepts nothing hides the next fault.",
            wrong=Example({"01-one.md": "# One\n\n<!-- lint: allow R001 -->\n1. `2 + 2 = 4`.\n"}),
            right=Example(
                {"01-one.md": "# One\n\n<!-- lint: allow R001 because 4 is read aloud -->\n1. It is 4.\n"},
            ),
        ),
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The code; without one all codes are listed."""
    parser.add_argument("code", nargs="?", help="a rule's code, such as T001")


def run(arguments: argparse.Namespace) -> int:
    """0, or 2 where there is no such rule."""
    if arguments.code is None:
        sys.stdout.write("".join(f"{code}  {name}\n" for code, name in _names().items()))
        return 0
    code = arguments.code.upper()
    if code in READING:
        found, rule = READING[code]
        sys.stdout.write(explained(rule, found) + "No setting switches it off.\n")
        return 0
    if code not in rules():
        near = nearest(code, _names())
        hint = f"; did you mean {near}?" if near else ""
        print(f"build.py: there is no rule {arguments.code}{hint} (`explain` alone lists them)", file=sys.stderr)
        return 2
    found = (rules()[code].__doc__ or "").strip().partition(": ")[2]
    sys.stdout.write(explained(rules()[code].RULE, found) + _switch(code))
    return 0


def _names() -> dict[str, str]:
    return {
        **{code: rule.name for code, (_, rule) in READING.items()},
        **{code: rule.RULE.name for code, rule in rules().items()},
    }


def explained(rule: Rule, found: str) -> str:
    """The page of one rule, but for what switches it off."""
    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\nFound when: {found}\n\n"
        + "\n".join(textwrap.wrap("Why: " + rule.why, 88))
        + f"\n\nWrong:\n\n{_shown(rule.wrong)}\n\nRight:\n\n{_shown(rule.right)}\n\n"
    )


def _switch(code: str) -> str:
    return (
        f'Switch: [lint] {code} = "off" in content/book.toml, or above one line\n'
        f"  <!-- lint: allow {code} because REASON -->\n"
    )


def _shown(example: Example) -> str:
    parts = []
    for name, text in example.lessons.items():
        head = f"{name}\n\n" if len(example.lessons) > 1 else ""
        parts.append(textwrap.indent(head + text.rstrip("\n"), "    "))
    for path, text in example.files.items():
        parts.append(textwrap.indent(f"{path}\n\n{text.rstrip()}", "    "))
    return "\n\n".join(parts)
