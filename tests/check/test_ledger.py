"""What a lesson's ledger owns up to: the names in its proofs that no line has told yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny import checked, with_capture

SOURCE = """\
struct sock *sk = sock_alloc(GFP_KERNEL);
if (sk->state > 2)
\touter -> depth = sizeof(enum color); /* says what is done, as count-->0 does */
return sk -> head;
"""


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("", ("sock", "sock_alloc", "GFP_KERNEL", "sk", "state", "outer", "depth", "color", "head")),
        ("2. **sk** (depth) = `2 * 2 = 4`.\n3. A sk has `2 + 2 = 4`.\n", ()),
    ],
)
def test_the_names_of_a_source_are_owned_up_to_until_a_line_tells_them(
    lines: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    lesson = f"# One\n\n1. `2 * 2 = 4`.\n\n   ```{{source}} a.c\n   ```\n\n{lines}"
    owned = checked(tmp_path, {"content/01-one.md": lesson, "proofs/sources/a.c": SOURCE}).ledger.names_in_proofs
    if names:
        assert owned == names
    else:
        assert {"sk", "depth"}.isdisjoint(owned) and "state" in owned


def test_in_a_log_a_word_is_no_name_until_it_is_written_as_one(tmp_path: Path) -> None:
    lesson = "# One\n\n1. `2 * 2 = 4`.\n\n   ```{log} probe\n   ```\n"
    book = with_capture(lesson, "the state -> done, by kmem_cache_alloc and run(4) of __fd\n")
    assert checked(tmp_path, book).ledger.names_in_proofs == ("kmem_cache_alloc", "run", "__fd")
