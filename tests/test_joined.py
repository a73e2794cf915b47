"""Pieces of a page are joined as they would be one by one, whatever changed and wherever they come from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from axiombook.joined import Joined, between
from axiombook.kept import Kept
from axiombook.packed import Piece, packed, unpacked
from tests.test_kept import ROWS, next_round

PIECES = st.lists(st.sampled_from([b"", b"a", b"bc", b"d,e"]), max_size=6)
SIGNS = st.sampled_from([b"", b",", b" - "])


def joined_plainly(pieces: list[bytes], sign: bytes) -> bytes:
    return sign.join(piece for piece in pieces if piece)


def from_disk(value: Joined) -> Joined:
    back: Joined = unpacked(memoryview(b"".join(packed(value))))
    return back


@given(PIECES, SIGNS, st.lists(st.tuples(st.integers(0, 5), st.sampled_from([b"", b"x", b"yy"])), max_size=4))
def test_what_is_joined_is_what_stands_between_signs(
    pieces: list[bytes], sign: bytes, changes: list[tuple[int, bytes]]
) -> None:
    joined = Joined.of(tuple(map(Piece, pieces)), sign)
    for back in (joined, from_disk(joined), from_disk(from_disk(joined))):
        now, told = back, list(pieces)
        for at, content in changes:
            if at < len(told):
                now, told[at] = now.with_changed({at: Piece(content)}), content
        for again in (now, from_disk(now)):
            assert [bytes(piece.content) for piece in again] == told and len(again) == len(told)
            assert b"".join(between(again.parts, sign)) == joined_plainly(told, sign)
        assert [bytes(piece.content) for piece in back] == pieces  # the one that was there stays as it was


def made(number: int, sign: str, shared: int) -> Piece:
    return Piece((sign * number).encode() + b"!" * (number and shared))


@given(st.lists(st.tuples(ROWS, st.integers(0, 1)), max_size=6), st.booleans())
def test_joined_results_are_what_the_function_gives_whatever_rows_came_before(
    rounds: list[tuple[list[tuple[int, str]], int]], stays_on_disk: bool
) -> None:
    kept = Kept()
    for rows, shared in rounds:
        joined = kept.joined(made, rows, shared, sign=b",")
        pieces = [made(*row, shared) for row in rows]
        assert [bytes(piece.content) for piece in joined] == [piece.content for piece in pieces]
        assert kept.joined(made, rows, shared, sign=b",") is joined
        kept = next_round(kept, stays_on_disk)


def test_only_the_row_that_changed_is_made() -> None:
    kept = Kept()
    rows = [(number, "a") for number in range(9)]
    kept.joined(made, rows, 0)
    kept.turn()
    kept.joined(made, [*rows[:4], (4, "b"), *rows[5:]], 0)
    assert kept.made == 10
    kept.turn()
    kept.joined(made, [*rows[:4], (4, "b"), *rows[5:], (9, "a")], 0)
    assert kept.made == 11
