"""NAME.toml: our own keys are written anew, everything else of it stays, byte for byte."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.provenance import OURS, BadProvenance, Provenance, text_of, write

TAKEN = datetime(2026, 11, 24, 3, 15, 3, 999, UTC)
FIELDS = Provenance("uname -m", "a machine", "6.1", TAKEN, {"user/a.c": "00"}, ("blanks",), (r"pid=\d+",))

words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)
names = st.from_regex(r"[a-z][a-z_0-9]{0,8}", fullmatch=True).filter(lambda name: name not in OURS)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_every_field_is_read_back() -> None:
    table = tomllib.loads(text_of(b"x86_64\n", FIELDS))
    assert table["command"] == "uname -m"
    assert table["taken"] == TAKEN.replace(microsecond=0)
    assert table["sources"] == {"user/a.c": "00"}
    assert table["normalised"] == ["blanks"]
    assert table["volatile"] == [r"pid=\d+"]
    assert len(table["sha256"]) == 64
    assert table["values"] == {}


def test_a_date_without_a_time_stays_a_date() -> None:
    fields = Provenance("uname", "m", "k", date(2026, 1, 20))
    assert tomllib.loads(text_of(b"", fields))["taken"] == date(2026, 1, 20)


@given(words, words, words)
def test_any_text_comes_back_as_it_was(command: str, machine: str, rule: str) -> None:
    fields = Provenance(f"{command}\n{command}", machine, "k", TAKEN, {}, (rule,), (rule,))
    table = tomllib.loads(text_of(b"", fields))
    assert (table["command"], table["machine"]) == (f"{command}\n{command}", machine)
    assert table["normalised"] == table["volatile"] == [rule]


@given(st.dictionaries(names, words, max_size=4), st.dictionaries(names, words, max_size=4))
def test_an_authors_tables_survive_any_number_of_takings(values: dict[str, str], did: dict[str, str]) -> None:
    rows = [f"{name} = {quoted(text)}  # why" for name, text in values.items()]
    authors = "\n".join(["[values]", *rows, "", "[[chain]]", 'name = "box"', "", "[did]"])
    authors += "".join(f"\n{name} = {quoted(text)}" for name, text in did.items()) + "\n"
    once = text_of(b"one\n", FIELDS, authors)
    twice = text_of(b"two\n", FIELDS, once)
    assert once.endswith(authors)
    assert twice.endswith(authors)
    assert tomllib.loads(twice)["values"] == values


def test_a_key_of_the_author_above_the_tables_stays() -> None:
    assert 'note = "boot B"\n' in text_of(b"", FIELDS, 'note = "boot B"\ncommand = "old"\n')


def test_a_broken_toml_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[values\n")
    with pytest.raises(BadProvenance):
        write(tmp_path, "a", b"log\n", FIELDS)
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]
    assert (tmp_path / "a.toml").read_text() == "[values\n"


def test_log_and_provenance_are_written_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "user", "a", b"log\n", FIELDS)
    assert sorted(path.name for path in (tmp_path / "user").iterdir()) == ["a.log", "a.toml"]
    assert (tmp_path / "user" / "a.log").read_bytes() == b"log\n"
