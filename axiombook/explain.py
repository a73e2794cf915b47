"""The door `explain`: a rule, why it is there, a wrong and a right example."""

from __future__ import annotations

import argparse
import difflib
import sys
import textwrap

from axiombook.check.rule import Example, Rule
from axiombook.check.rules import rules

READING = {
    "F001": (
        "unreadable",
        "a file is not UTF-8, is empty, is beyond all measure, cannot be opened, or would run as a page of the site",
    ),
    "F002": (
        "bad-directive",
        "a fenced block names no directive or gives one what it does not take, or a block or a comment is never closed",
    ),
    "F003": ("bad-settings", "a TOML file cannot be read, or one of its keys holds what it cannot hold"),
    "F004": ("bad-allow", "an allow comment names no rule, gives no reason, or allows what is not there"),
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
        name, what = READING[code]
        sys.stdout.write(f"{code} {name} (error)\n\nFound when {what}.\n\nNo setting switches it off.\n")
        return 0
    if code not in rules():
        near = difflib.get_close_matches(code, _names(), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        print(f"build.py: there is no rule {arguments.code}{hint} (`explain` alone lists them)", file=sys.stderr)
        return 2
    sys.stdout.write(explained(rules()[code].RULE, rules()[code].__doc__ or ""))
    return 0


def _names() -> dict[str, str]:
    return {
        **{code: name for code, (name, _) in READING.items()},
        **{code: rule.RULE.name for code, rule in rules().items()},
    }


def explained(rule: Rule, doc: str) -> str:
    """The page of one rule."""
    what = doc.strip().partition(": ")[2]
    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\nFound when: {what}\n\n"
        + "\n".join(textwrap.wrap("Why: " + rule.why, 88))
        + f"\n\nWrong:\n\n{_shown(rule.wrong)}\n\nRight:\n\n{_shown(rule.right)}\n\n"
        + f'Switch: [lint] {rule.code} = "off" in content/book.toml, or above one line\n'
        + f"  <!-- lint: allow {rule.code} because REASON -->\n"
    )


def _shown(example: Example) -> str:
    parts = []
    for name, text in example.lessons.items():
        head = f"{name}\n\n" if len(example.lessons) > 1 else ""
        parts.append(textwrap.indent(head + text.rstrip("\n"), "    "))
    for path, text in example.files.items():
        parts.append(textwrap.indent(f"{path}\n\n{text.rstrip()}", "    "))
    return "\n\n".join(parts)
