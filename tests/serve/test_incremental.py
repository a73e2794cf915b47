"""A book that was edited in any way is, page for page and byte for byte, what a first reading of it would make."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from axiombook.check import check_book
from axiombook.kept import Kept
from axiombook.pages import load, render
from axiombook.read import read_book
from axiombook.serve.draft import Draft, Drafts
from tests.serve.conftest import ROOT
from tests.tiny import write

LINES = (
    "1. **pair** (pairs) = a count of 2. {#pair}\n",
    "1. **slot** = a place that holds 8.\n",
    "1. A pair and a slot: `2 + 8 = 10`.\n",
    "1. A slot holds {{probe.at}}, as [that](#pair) says.\n\n   ```{log} probe\n   match: at\n   ```\n\n",
    "1. ∴ A count of 0x1000 is 4096 pairs, perhaps.\n\n   Q: Is it a pair?\n   A: A pair of pairs.\n\n",
    "1. `64 * 64 = 4096`.\n\n   ```{source} a.c\n   symbol: main\n   ```\n\n",
    "1. Rests on nothing and unknownword.\n",
    "## A pair\n\n",
    "1. It links to [the next](02-b.md) and [nothing](#nowhere).\n",
    "## A slot\n\n",
    "1. It links to [a place](02-b.md#h-a-pair), [that](#h-a-pair) and [another](03-d.md#h-a-slot-2).\n",
    "1. **slot pair** (RAM) = a pair of slots.\n",
    "1. The RAM of that slot pair is no ram, and holding it is perhaps 5 * 5 = 25.\n",
    "1. **perhaps** = 25, a pair's count. {#perhaps}\n",
    "1. [Twice](#perhaps) 25 is `25 + 25 = 50`.\n",
    "<!-- lint: allow T002 because it is a test -->\n1. Another unknownword holds 8. {given}\n",
)
TEXT = st.lists(st.sampled_from(LINES), max_size=6).map(lambda lines: "# A pair\n\n" + "".join(lines))
FILES = {
    "content/01-a.md": TEXT,
    "content/02-b.md": TEXT,
    "content/02-c.md": TEXT,
    "content/03-d.md": TEXT,
    "content/index.md": st.sampled_from(["# Front\n", "{{probe.at}} [a](01-a.md)\n", ""]),
    "content/book.toml": st.sampled_from(['title = "A"\n', '[lint]\nT002 = "off"\n', "large = 10\n", "no toml ="]),
    "content/vocabulary.txt": st.sampled_from(
        ["a an that it is of holds\n", "a that it hold and no\n", "pair\n", "well-known ram\n", ""]
    ),
    "proofs/captures/probe.log": st.sampled_from(["at=17\n", "at=0x1000\n", "nothing\n"]),
    "proofs/captures/probe.toml": st.sampled_from(["[values]\nat = 'at=(\\w+)'\n", "[values\n", "sha256 = 'x'\n"]),
    "proofs/sources/a.c": st.sampled_from(["int main(void)\n{\n\treturn 0;\n}\n", "/* nothing */\n"]),
}
# Two lessons with one number: whoever names a line of the one may mean that of the other.
DOUBLED: list[tuple[str, str | None]] = [
    ("content/02-b.md", "# A pair\n\n## A pair\n\n1. **perhaps** = 25, a pair's count. {#perhaps}\n"),
    ("content/02-c.md", "# A pair\n\n"),
    ("content/02-c.md", "# A pair\n\n1. Rests on nothing and unknownword.\n"),
]
# One edit: a file, and its new text; None takes it away.
EDITS = st.sampled_from(sorted(FILES)).flatmap(lambda name: st.tuples(st.just(name), st.none() | FILES[name]))
START = {name: "# A pair\n\n" + LINES[0] if name.endswith("a.md") else "" for name in FILES if "/0" in name}


def pages_of(draft: Draft, addresses: list[str]) -> dict[str, bytes | None]:
    found = {address: draft.page(address) for address in addresses}
    return {address: page and page.content for address, page in found.items()}


@settings(max_examples=int(os.environ.get("EDITS", "40")), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=8))
@example(DOUBLED)
def test_every_page_after_edits_is_what_a_first_reading_makes(edits: list[tuple[str, str | None]]) -> None:
    theme = load(ROOT / "theme")
    with tempfile.TemporaryDirectory() as folder:
        book = write(Path(folder) / "book", {**START, "content/01-a.md": "# A pair\n\n" + LINES[0]})
        drafts = Drafts(book)
        drafts.take()
        for name, text in edits:
            path = book / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text, encoding="utf-8")
            draft = drafts.take({name})
            fresh = read_book(book)
            clean = {page.address: page.content for page in render(fresh, check_book(fresh), theme, True)}
            assert pages_of(draft, list(clean)) == clean
            assert draft.page("no-such-page.html") is None


def test_what_was_kept_is_the_same_object_and_what_nobody_asks_for_is_let_go() -> None:
    made: list[str] = []

    def make(text: str, parts: tuple[str, ...]) -> list[str]:
        made.append(text)
        return [text, *parts]

    kept = Kept()
    first = kept.result(make, "a", ("b", "c"))
    assert kept.result(make, "".join(["a"]), ("b", "c")) is first
    kept.turn()
    assert kept.result(make, "a", ("b", "c")) is first
    kept.turn()
    kept.turn()
    assert kept.result(make, "a", ("b", "c")) == first
    assert made == ["a", "a"]


def test_an_object_counts_by_what_it_is_not_by_what_it_equals() -> None:
    kept, one, other = Kept(), [1], [1]
    assert kept.result(id, one) != kept.result(id, other)
    assert kept.result(id, one) == id(one)
