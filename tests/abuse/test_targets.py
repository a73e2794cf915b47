"""Every target of the fuzzer takes its own seeds, what hypothesis makes of them, and what the fuzzer once found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.abuse.targets import CUT, TARGETS

FOUND = sorted((Path(__file__).parent / "found").glob("*"))


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_its_seeds(name: str) -> None:
    target, seeds = TARGETS[name]
    for seed in seeds:
        target(seed)


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.data())
def test_a_target_takes_seeds_that_were_cut_and_joined(name: str, data: st.DataObject) -> None:
    target, seeds = TARGETS[name]
    pieces = (
        st.sampled_from([piece for seed in seeds for piece in seed.split(b"\n")]) | st.binary(max_size=8) | st.just(CUT)
    )
    target(b"\n".join(data.draw(st.lists(pieces, max_size=12))))


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_what_the_fuzzer_found_stays_mended(path: Path) -> None:
    """A file's name is its target and what was wrong: `lesson-what-broke`."""
    target, _ = TARGETS[path.name.partition("-")[0]]
    target(path.read_bytes())
