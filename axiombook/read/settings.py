"""book.toml and vocabulary.txt into values, with a problem for every key that cannot be used."""

from __future__ import annotations

import re
from typing import Any

from axiombook.book import Finding
from axiombook.near import did_you_mean, nearest
from axiombook.read.captures import BadToml, read_toml
from axiombook.read.problems import bad_settings
from axiombook.settings import Offer, Part, Register, Settings

_FILE = "content/book.toml"
_TEXTS = ("title", "author", "language", "site", "repository", "description", "licence", "captures", "cname")
_KEYS = (*_TEXTS, "lint", "part", "large", "offer", "register")
_SAME = {
    **dict.fromkeys(("url", "base_url", "site_url", "address"), "site"),
    "license": "licence",
    "repo": "repository",
    "lang": "language",
}
_SEVERITIES = ("off", "warning", "error")


def read_settings(text: str, codes: frozenset[str]) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings; what cannot be used keeps its default and is told. codes: those of the rules."""
    try:
        table = read_toml(text)
    except BadToml as error:
        problem = bad_settings(_FILE, f"this is no TOML: {error}", "Mend it at this place.", error.line, error.column)
        return Settings(), (problem,)
    table = {_SAME.get(key, key): value for key, value in table.items()}
    problems: list[Finding] = []

    def refuse(key: str, message: str, help: str) -> None:
        problems.append(bad_settings(_FILE, message, help, _row(text, key)))

    for key in table:
        if key not in _KEYS:
            refuse(key, f"there is no setting `{key}`", did_you_mean(key, _KEYS).rstrip() or "Take it out.")
    given = {}
    for key in _TEXTS:
        if isinstance(table.get(key, ""), str):
            given[key] = table.get(key, getattr(Settings(), key))
        else:
            refuse(key, f"`{key}` is no text", f'Write {key} = "...".')
    if given.get("site") and not re.match(r"https?://[^/\s]", given["site"]):
        refuse("site", "`site` is no address of a site", 'Write site = "https://...".')
        given["site"] = ""
    lint, large = _lint(table, codes, refuse)
    settings = Settings(
        **given,
        parts=_parts(table, refuse),
        lint=lint,
        large=large,
        offer=_offer(table, refuse),
        registers=_registers(table, refuse),
    )
    return settings, tuple(problems)


def _row(text: str, key: str) -> int:
    rows = text.split("\n")
    return next((at for at, row in enumerate(rows, 1) if row.lstrip(" [").startswith(key)), 1)


def _lint(table: dict[str, Any], codes: frozenset[str], refuse: Any) -> tuple[dict[str, str], int]:
    given = table.get("lint", {})
    if not isinstance(given, dict):
        refuse("lint", "`lint` is no table", 'Write [lint] and T002 = "off" below it.')
        given = {}
    lint: dict[str, str] = {}
    large = table.get("large", 1000)
    for key, value in given.items():
        if key == "large":
            large = value
        elif key not in codes:
            near = nearest(key, sorted(codes))
            refuse(key, f"there is no rule {key}", f"Did you mean {near}?" if near else "Take it out.")
        elif value not in _SEVERITIES:
            refuse(key, f"`{key}` is set to {value!r}", f"Write one of {', '.join(_SEVERITIES)}.")
        else:
            lint[key] = value
    if not isinstance(large, int) or isinstance(large, bool) or large < 1:
        refuse("large", f"`large` is {large!r}", "Write a whole number from 1 up.")
        large = 1000
    return lint, large


def _parts(table: dict[str, Any], refuse: Any) -> tuple[Part, ...]:
    parts: list[Part] = []
    given = table.get("part", [])
    for entry in given if isinstance(given, list) else [given]:
        title = entry.get("title") if isinstance(entry, dict) else None
        first = entry.get("first") if isinstance(entry, dict) else None
        if isinstance(title, str) and isinstance(first, int):
            parts.append(Part(title, first))
        else:
            refuse("part", "a [[part]] has no title, or no first lesson", 'Write title = "..." and first = 7.')
    return tuple(sorted(parts, key=lambda part: part.first))


def _registers(table: dict[str, Any], refuse: Any) -> tuple[Register, ...]:
    registers: list[Register] = []
    given = table.get("register", [])
    for entry in given if isinstance(given, list) else [given]:
        span = (
            re.fullmatch(r"([A-Z])(\d{2,4})-\1(\d{2,4})", str(entry.get("ids", "")))
            if isinstance(entry, dict)
            else None
        )
        aside = entry.get("aside", {}) if isinstance(entry, dict) else None
        if span is None or not isinstance(aside, dict):
            refuse("register", "a [[register]] has no ids", 'Write title = "..." and ids = "Q001-Q165".')
            continue
        ids = tuple(f"{span[1]}{at:0{len(span[2])}}" for at in range(int(span[2]), int(span[3]) + 1))
        registers.append(Register(str(entry.get("title", span[0])), ids, {str(k): str(v) for k, v in aside.items()}))
    return tuple(registers)


def _offer(table: dict[str, Any], refuse: Any) -> Offer | None:
    given = table.get("offer")
    if given is None:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("link"), str):
        refuse("offer", "`offer` has no link", 'Write [offer] with text, price and link = "https://...".')
        return None
    return Offer(str(given.get("text", "")), str(given.get("price", "")), given["link"])


def read_vocabulary(text: str) -> dict[str, int]:
    """Each word, in small letters, with the row where it stands; `#` starts a comment."""
    words: dict[str, int] = {}
    for number, row in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        for word in row.split("#", 1)[0].split():
            words.setdefault(word.casefold(), number)
    return words
