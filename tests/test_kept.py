"""Results are made once, whichever way they are asked for, and let go when nobody asks any more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from axiombook.kept import Kept
from axiombook.packed import Piece, packed, unpacked

ROWS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("ab")), max_size=8)


def next_round(kept: Kept, stays_on_disk: bool) -> Kept:
    """What a round leaves for the next, of the same process or of one that finds it on disk."""
    if stays_on_disk:
        return Kept(unpacked(memoryview(b"".join(packed(tuple(kept.entries()))))))
    kept.turn()
    return kept


def told(number: int, sign: str, shared: int) -> str:
    return sign * number + str(shared)


@given(st.lists(st.tuples(ROWS, st.integers(0, 1)), max_size=6), st.booleans())
def test_a_list_of_results_is_what_the_function_gives_whatever_rows_came_before(
    rounds: list[tuple[list[tuple[int, str]], int]], stays_on_disk: bool
) -> None:
    kept = Kept()
    for rows, shared in rounds:
        assert kept.results(told, rows, shared) == [told(*row, shared) for row in rows]
        kept = next_round(kept, stays_on_disk)


def made_for(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> int:
    kept = Kept()
    kept.results(told, before, 0)
    kept.turn()
    first = kept.made
    kept.results(told, after, 0)
    return kept.made - first


def test_only_rows_that_are_new_are_made() -> None:
    rows = [(number, "a") for number in range(9)]
    assert made_for(rows, rows) == 0
    assert made_for(rows, [*rows[:4], (4, "b"), *rows[5:]]) == 1
    assert made_for(rows, [*rows[:4], (7, "b"), *rows[4:]]) == 1
    assert made_for(rows, [*rows[:2], *rows[5:]]) == 0
    assert made_for(rows, rows[::-1]) == 0


def test_where_the_shared_part_is_another_all_are_made() -> None:
    kept = Kept()
    kept.results(told, [(1, "a"), (2, "a")], 0)
    kept.results(told, [(1, "a"), (2, "a")], 1)
    assert kept.made == 4


def test_a_list_that_nobody_asks_for_is_let_go() -> None:
    kept = Kept()
    kept.results(told, [(1, "a")], 0)
    kept.turn()
    kept.turn()
    kept.results(told, [(1, "a")], 0)
    assert kept.made == 2


@given(st.lists(st.binary(max_size=99)))
def test_pieces_come_back_from_one_run_of_bytes(contents: list[bytes]) -> None:
    kept = Kept()
    kept.keep(Piece, "all", [Piece(content) for content in contents])  # type: ignore[arg-type]
    again = Kept(unpacked(memoryview(b"".join(packed(tuple(kept.entries()))))))
    found: list[Piece] = again.last(Piece, "all")  # type: ignore[assignment]
    assert [bytes(piece.content) for piece in found] == contents
