"""Chains drawn as boxes and arrows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from axiombook.book import Box
from axiombook.pages.draw import draw, draw_each


def test_a_pointer_leads_to_the_box_below() -> None:
    boxes = (
        Box("struct file", "0x40", (("f_op", "0x90", ""), ("private_data", "0x80", "struct socket"))),
        Box("struct socket", "0x80", (("state", "1", ""),)),
    )
    assert draw(boxes).split("\n") == [
        "+----------------------+",
        "| struct file          |",
        "| at 0x40              |",
        "|   f_op          0x90 |",
        "|   private_data  0x80 |--+",
        "+----------------------+  |",
        "                          |",
        "+----------------------+  |",
        "| struct socket        |<-+",
        "| at 0x80              |",
        "|   state  1           |",
        "+----------------------+",
    ]


def test_a_pointer_to_a_box_above_names_it() -> None:
    boxes = (Box("a", "0x1", ()), Box("b", "0x2", (("back", "0x1", "a"), ("self", "0x2", "b"), ("out", "0x3", "c"))))
    drawn = draw(boxes)
    assert "-> a (above)" in drawn
    assert "-> b " in drawn
    assert "-> c " in drawn
    assert "<" not in drawn


def test_arrows_that_overlap_have_lanes_of_their_own() -> None:
    boxes = (
        Box("a", "0x1", (("near", "0x2", "b"), ("far", "0x3", "c"))),
        Box("b", "0x2", (("x", "0", ""),)),
        Box("c", "0x3", ()),
    )
    rows = draw(boxes).split("\n")
    near, far = (next(row for row in rows if name in row) for name in ("near", "far"))
    assert near.endswith("|--+")
    assert far.endswith("|--|--+")
    assert next(row for row in rows if row.startswith("| c ")).endswith("|<----+")


NAMES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6, unique=True)


@given(NAMES, st.data())
def test_a_drawing_is_ascii_and_every_box_closes(names: list[str], data: st.DataObject) -> None:
    targets = st.sampled_from([*names, "", "gone"])
    rows = st.lists(
        st.tuples(st.text("xyz_", min_size=1, max_size=9), st.text("0123456789abcdef", max_size=16), targets)
    )
    boxes = tuple(Box(name, "0x10", tuple(data.draw(rows))) for name in names)
    drawn = draw(boxes).split("\n")
    assert all(
        part.count("\n+---") == 1 and f"| {box.name} " in part
        for box, part in zip(boxes, draw_each(boxes), strict=True)
    )
    assert all(row.isascii() and row == row.rstrip() for row in drawn)
    edges = {row.split("+")[1] for row in drawn if row.startswith("+")}
    assert len(edges) == 1
    assert sum(row.startswith("+") for row in drawn) == 2 * len(boxes)
    below = [
        target
        for at, box in enumerate(boxes)
        for _, _, target in box.rows
        if target in names and names.index(target) > at
    ]
    assert sum("<" in row for row in drawn) == len(set(below))
