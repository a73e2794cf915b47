"""Listings cut out of C by name, by anchor, by pattern and by line; logs likewise; and what selects nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axiombook.book import Excerpt, Listing, Log, Missing, Option, Span
from axiombook.read.excerpts import cut
from axiombook.read.symbols import find_symbol, symbols_in
from tests.tiny import findings, read, with_capture

SOURCE = r"""// one
#include <linux/module.h>
#define ONE 1
#define TWO(x) \
	do { (x) = "}"; \
	} while (0)
/* struct fake { int a; }; int fake(void) { } */
struct plain {
	int a; /* } */
	struct { int b; } inner;
};
typedef struct tag { int x; } boxed_t, *boxed_p;
typedef int (*callback_t)(int, char *);
enum color { RED, GREEN = '}', };
union both { int a; long b; };
struct __attribute__((packed)) packed { int a; };
static const struct file_operations fops = {
	.owner = THIS_MODULE,
};
static int table[][2] = {
	{ 1, 2 },
};
static unsigned long long big = 5ULL;
char *text = "a;b{c}\"";
extern int elsewhere;
int declared(int a);
static int __init start(void)
{
	if (x) { return 1; } // }
	return 0;
}
static void __exit
stop(void)
{
}
struct plain *maker(struct plain *p) {
	struct plain local = { 1 };
	return p;
}
__printf(1, 2) int attributed(const char *f, ...) __acquires(lock)
{
	return '"';
}
SYSCALL_DEFINE3(socket, int, family, int, type, int, protocol)
{
	return __sys_socket(family, type, protocol);
}
#ifdef X
int twice(void)
{
#else
int twice(int a)
{
#endif
	return '{';
}
int __last(void) { return 0; }
"""

SYMBOLS = {
    "ONE": (3, 3),
    "TWO": (4, 6),
    "plain": (8, 11),
    "struct plain": (8, 11),
    "tag": (12, 12),
    "boxed_t": (12, 12),
    "boxed_p": (12, 12),
    "callback_t": (13, 13),
    "color": (14, 14),
    "both": (15, 15),
    "packed": (16, 16),
    "fops": (17, 19),
    "table": (20, 22),
    "big": (23, 23),
    "text": (24, 24),
    "start": (27, 31),
    "start()": (27, 31),
    "stop": (32, 35),
    "maker": (36, 39),
    "attributed": (40, 43),
    "socket": (44, 47),
    "SYSCALL_DEFINE3": (44, 47),
    "twice": (49, 56),
    "__last": (57, 57),
}


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_definition_is_cut_out_whole(name: str) -> None:
    found = find_symbol(SOURCE, name)
    assert found is not None and (found[0] + 1, found[1] + 1) == SYMBOLS[name]


@pytest.mark.parametrize("name", ["fake", "declared", "elsewhere", "inner", "RED", "local", "if", "__sys_socket", ""])
def test_what_is_not_defined_there_is_not_found(name: str) -> None:
    assert find_symbol(SOURCE, name) is None


@given(
    st.lists(
        st.sampled_from(["{", "}", ";", "(", ")", "=", '"', "'", "/*", "*/", "//", "\n", "#define x", "int f", "\\"])
    )
)
def test_no_source_stops_the_search(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for name in symbols_in(text):
        found = find_symbol(text, name)
        assert found is not None and 0 <= found[0] <= found[1] <= text.count("\n")


ROWS = (
    "zero",
    "// ANCHOR: one",
    "first",
    "// anchor: two",
    "second",
    "// end: two",
    "third",
    "// ANCHOR_END: one",
    "zero",
)
CUTS: dict[str, tuple[tuple[tuple[str, str], ...], list[int]]] = {
    "all": ((), [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    "match": ((("match", "^z"),), [1, 9]),
    "match some": ((("match", "first|third"),), [3, 7]),
    "from and to": ((("from", "first"), ("to", "sec")), [3, 4, 5]),
    "from alone": ((("from", "third"),), [7, 8, 9]),
    "to alone": ((("to", "first"),), [1, 2, 3]),
    "lines": ((("lines", "2-3, 9"),), [2, 3, 9]),
    "a line": ((("lines", "4"),), [4]),
    "an anchor": ((("anchor", "one"),), [3, 5, 7]),
    "an anchor inside": ((("anchor", "two"),), [5]),
    "what matches in a stretch": ((("match", "d$"), ("lines", "4-9")), [5, 7]),
}


def chosen(options: tuple[tuple[str, str], ...]) -> Excerpt | Missing:
    span = Span("x.md", 1, 1, 2)
    return cut(
        "x", ROWS, [Option(key, value, Span("x.md", 2 + at, 1, 2)) for at, (key, value) in enumerate(options)], span
    )


@pytest.mark.parametrize("what", CUTS)
def test_which_rows_are_cut_out(what: str) -> None:
    options, expected = CUTS[what]
    excerpt = chosen(options)
    assert isinstance(excerpt, Excerpt)
    assert [row for row, _ in excerpt.rows] == expected
    assert all(text == ROWS[row - 1] for row, text in excerpt.rows)


NOTHING: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "match": ((("match", "none"),), "no line matches `none`"),
    "from": ((("from", "none"), ("to", "first")), "no line matches `from: none`"),
    "to": ((("from", "third"), ("to", "first")), "no line after line 7 matches `to: first`"),
    "lines beyond the end": ((("lines", "8-10"),), "the file has 9"),
    "lines backwards": ((("lines", "5-3"),), "are not there"),
    "line 0": ((("lines", "0-3"),), "are not there"),
    "lines in words": ((("lines", "all"),), "are not there"),
    "anchor": ((("anchor", "on"),), "no anchor `on` is opened here"),
    "symbol": ((("symbol", "none"),), "no function, struct or macro `none`"),
    "a pattern that is none": ((("match", "("),), "is no regular expression"),
}


@pytest.mark.parametrize("what", NOTHING)
def test_what_selects_nothing_says_so_at_its_option(what: str) -> None:
    options, message = NOTHING[what]
    lost = chosen(options)
    assert isinstance(lost, Missing) and lost.code == "E002" and message in lost.message
    assert lost.span.line == 2 + ("after line" in message)


def test_an_excerpt_that_is_lost_is_told_at_the_row_of_its_option(tmp_path: Path) -> None:
    lesson = "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   match: none\n   ```\n"
    [finding] = findings(tmp_path, with_capture(lesson, "slot=4\n"))
    assert (finding.code, finding.span.line, finding.span.column, finding.span.end) == ("E002", 6, 4, 15)


def test_a_listing_and_a_log_lie_in_folders(tmp_path: Path) -> None:
    lesson = (
        "# One\n\n1. The slot holds 4.\n\n   ```{log} probe\n   ```\n\n   ```{log} user/probe\n   ```\n\n"
        "   ```{source} a/b.c\n   symbol: f\n   ```\n"
    )
    book = read(
        tmp_path,
        {
            "content/01-one.md": lesson,
            "content/book.toml": 'captures = "6.1"\n',
            "proofs/captures/6.1/probe.log": "one\r\ntwo\r\n",
            "proofs/captures/6.1/probe.toml": "",
            "proofs/captures/user/probe.log": "three",
            "proofs/captures/user/probe.toml": "",
            "proofs/sources/a/b.c": "int f(void)\n{\n}\n",
        },
    )
    first, second, third = book.lessons[0].lines[0].blocks
    assert isinstance(first, Log) and isinstance(second, Log) and isinstance(third, Listing)
    assert (first.capture, second.capture) == ("6.1/probe", "user/probe")
    assert [b.excerpt.rows for b in (first, second, third) if isinstance(b.excerpt, Excerpt)] == [
        ((1, "one"), (2, "two")),
        ((1, "three"),),
        ((1, "int f(void)"), (2, "{"), (3, "}")),
    ]


PATHS = ["../../etc/passwd", "/etc/passwd", "a/../../x.c", "none.c", "x.bin", "./x.c"]


@pytest.mark.parametrize("path", PATHS)
def test_a_source_is_a_text_of_the_book(path: str, tmp_path: Path) -> None:
    book = {
        "content/01-one.md": f"# One\n\n1. The slot holds 4.\n\n   ```{{source}} {path}\n   ```\n",
        "proofs/sources/x.c": "int x;\n",
        "proofs/sources/x.bin": b"\xff\xfe",
    }
    [finding] = findings(tmp_path, book)
    assert (finding.code, finding.span.line, finding.span.column) == ("E001", 5, 4)
