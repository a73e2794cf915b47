"""The rules that a log goes through before it is kept: each is written into its provenance, none touches an address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from axiombook.capture.plan import Rule
from axiombook.capture.trouble import Trouble

_ADDRESS = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


def normalise(log: str, rules: Iterable[Rule]) -> str:
    """The log after every rule, with one line break at its end. Raises Trouble if a rule changes an address."""
    text = log.replace("\r\n", "\n")
    for rule in rules:
        changed = re.sub(rule.pattern, rule.replace, text, flags=re.MULTILINE)
        if _ADDRESS.findall(changed) != _ADDRESS.findall(text):
            raise Trouble(f"the rule `{rule.name}` changes an address", "A rule may cut times and blanks, no address.")
        text = changed
    return text.rstrip("\n") + "\n" if text.strip() else ""
