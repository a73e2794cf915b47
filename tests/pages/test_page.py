"""A page is its address and its bytes, whenever they are made and however they are put together."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.packed import packed, unpacked
from axiombook.pages import Page
from axiombook.pages import page as room


def never() -> Page:
    raise AssertionError("nobody asked for its bytes")


@given(st.lists(st.binary(max_size=12)), st.integers(1, 20))
def test_parts_are_what_their_bytes_are(parts: list[bytes], block: int) -> None:
    whole = b"".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_BLOCK", block)
        page = Page("a.html", tuple(map(memoryview, parts)))
        assert b"".join(page.blocks) == whole
        assert all(len(each) <= max(block, *map(len, parts)) for each in page.blocks)
        assert (page.sum, page.content) == (hashlib.sha256(whole).hexdigest(), whole)
        assert page == Page("a.html", whole) and hash(page) == hash(Page("a.html", whole))


def test_a_page_is_made_once_and_when_its_bytes_are_asked_for() -> None:
    made: list[str] = []

    def make() -> Page:
        made.append("made")
        return Page("a.html", b"text")

    page = Page("a.html", make)
    assert page.is_open and not made
    assert (page.sum, page.content, page.is_open) == (hashlib.sha256(b"text").hexdigest(), b"text", False)
    assert made == ["made"]


def test_a_page_whose_checksum_is_known_is_not_made_to_tell_it() -> None:
    assert Page("a.html", never, "5").sum == "5"
    assert not Page("a.html", never, "5").is_open


def test_nor_is_one_that_turns_out_to_be_such_a_page() -> None:
    page = Page("a.html", lambda: Page("a.html", never, "5"))
    assert page.is_open
    assert page.sum == "5"
    with pytest.raises(AssertionError):
        page.content  # noqa: B018


def test_a_page_comes_back_from_another_process_as_it_was() -> None:
    page = Page("a.html", (b"one", b" ", memoryview(b"two")))
    again = unpacked(memoryview(b"".join(packed(page))))
    assert (again.address, again.content, again.sum) == ("a.html", b"one two", page.sum)
