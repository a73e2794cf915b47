"""Each probe is one small module that checks what it registers, gives it back, never sleeps, and filters by program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.capture.conftest import ROOT

FOLDER = ROOT / "proofs" / "sources" / "probes"
PROBES = sorted(path for path in FOLDER.glob("*.c") if not path.name.startswith("step_"))
STEPS = sorted(FOLDER.glob("step_*.c"))
SHARED = (FOLDER / "step.h").read_text()
TWO = {"two_probes.c"}  # the flaw that it shows is two probes on one address


def text_of(path: Path) -> str:
    own = path.read_text()
    return own + (SHARED if '#include "step.h"' in own else "")


WATCHING = [path for path in PROBES + STEPS if "register_k" in text_of(path) and path.name != "absent.c"]


@pytest.mark.parametrize("path", PROBES + STEPS, ids=lambda path: path.name)
def test_one_probe_a_module(path: Path) -> None:
    registered = re.findall(r"\bregister_k(?:ret)?probes?\(", text_of(path))
    assert len(registered) <= (2 if path.name in TWO else 1)


@pytest.mark.parametrize("path", PROBES + STEPS, ids=lambda path: path.name)
def test_every_result_of_register_is_looked_at(path: Path) -> None:
    text = text_of(path)
    for call in re.finditer(r"(.*)\bregister_k(?:ret)?probe\(", text):
        if "unregister" in call[0]:
            continue
        assert re.search(r"error = $", call[1])
        assert re.match(r"[^;]*;\s*(?:pr_info[^;]*;\s*)?if \(error\)", text[call.end() :])


@pytest.mark.parametrize("path", PROBES + STEPS, ids=lambda path: path.name)
def test_what_is_registered_is_unregistered_at_exit(path: Path) -> None:
    text = text_of(path)
    exit_part = text.split("__exit unload", 1)[1]
    for kind in re.findall(r"(?<!un)register_(k(?:ret)?probe)\(&", text):
        assert f"unregister_{kind}(&" in (text if path.name == "absent.c" else exit_part)


@pytest.mark.parametrize("path", PROBES + STEPS, ids=lambda path: path.name)
def test_no_handler_sleeps(path: Path) -> None:
    handlers = text_of(path).split("__init load", 1)[0]
    assert not re.search(r"\b(msleep|schedule|mutex_lock|GFP_KERNEL|copy_from_user|vmalloc)\b\(?(?!\.h)", handlers)


@pytest.mark.parametrize("path", WATCHING, ids=lambda path: path.name)
def test_a_probe_prints_only_what_its_filter_lets_pass(path: Path) -> None:
    assert "ours()" in text_of(path)


@pytest.mark.parametrize("path", PROBES, ids=lambda path: path.name)
def test_the_first_comment_says_the_one_fact(path: Path) -> None:
    licence, fact = path.read_text().split("\n")[:2]
    assert licence == "// SPDX-License-Identifier: GPL-2.0"
    assert fact.startswith("/* ")
    assert fact.endswith(". */")


def test_addresses_are_printed_as_they_are() -> None:
    hashed = [path.name for path in FOLDER.glob("*.[ch]") if re.search(r"%p[^xS]", path.read_text())]
    assert hashed == ["hashed_pointer.c"]
