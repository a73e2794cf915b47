"""The readings of an image, on images that gcc makes here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from axiombook.capture import disassembly, image, offsets, places
from axiombook.capture.trouble import Trouble

SOURCE = """
struct inner { int first; long second; };
struct outer { char head; struct inner held; int (*call)(int, long); short row[4]; };
const unsigned char table[8] = { 2, 0, 0, 0, 1, 2, 3, 4 };
int zeros[64];
struct outer kept = { 1 };

int callee(int number) { return number * 7; }
int caller(int number) { return callee(number) + 1; }
int main(void) { return caller(table[0]) + zeros[1] + kept.head; }
"""


# at the addresses of a kernel: objdump writes those with 16 digits
AS_A_KERNEL = ("-fno-pic", "-no-pie", "-nostdlib", "-static", "-Wl,-Ttext-segment=0xffffffff81000000")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image")
    (folder / "program.c").write_text(SOURCE)
    command = ["gcc", "-O0", "-g", "-fcf-protection=none", "-mcmodel=kernel", *AS_A_KERNEL, "-Wl,-emain"]
    subprocess.run([*command, "-o", "program", "program.c"], cwd=folder, check=True)
    return folder / "program"


@pytest.fixture(scope="module")
def symbols(program: Path) -> str:
    """What nm prints, in the shape of /proc/kallsyms."""
    printed = subprocess.run(["nm", str(program)], capture_output=True, text=True, check=True).stdout
    return "\n".join(row for row in printed.splitlines() if len(row.split()) == 3)


def test_bytes_of_the_file_are_found_by_address(program: Path, symbols: str) -> None:
    names = disassembly.names_of(symbols).by_name
    log = image.show_bytes(program.read_bytes(), names, ("table 8",))
    assert f"FILE table address={names['table']:016x}\n" in log
    assert "section=.rodata" in log
    assert log.endswith(f"FILE {names['table']:016x}: 02 00 00 00 01 02 03 04\n")


def test_a_place_behind_a_symbol_is_found(program: Path, symbols: str) -> None:
    log = image.show_bytes(program.read_bytes(), disassembly.names_of(symbols).by_name, ("table+4 8",))
    assert ": 01 02 03 04" in log


def test_a_section_that_is_all_zero_has_no_bytes_in_the_file(program: Path, symbols: str) -> None:
    log = image.show_bytes(program.read_bytes(), disassembly.names_of(symbols).by_name, ("zeros 8",))
    assert "section=.bss" in log
    assert "holds no bytes in the file" in log


def test_a_symbol_that_is_not_there_is_named(program: Path, symbols: str) -> None:
    with pytest.raises(Trouble, match="no symbol `nothing`"):
        image.show_bytes(program.read_bytes(), disassembly.names_of(symbols).by_name, ("nothing 8",))


def test_a_call_names_the_function_that_it_calls(program: Path, symbols: str) -> None:
    names = disassembly.names_of(symbols)
    stripped = program.with_name("stripped")
    subprocess.run(["strip", "-o", str(stripped), str(program)], check=True)
    log = disassembly.show_functions(stripped, names, ("caller",), 60)
    assert log.startswith(f"{names.by_name['caller']:016x} <caller>:\n")
    assert "<callee>" in log
    assert "<callee>:" not in log


def test_only_the_rows_around_a_call_are_kept_when_asked(program: Path, symbols: str) -> None:
    names = disassembly.names_of(symbols)
    whole = disassembly.show_functions(program, names, ("main",), 60)
    around = disassembly.show_functions(program, names, ("main:caller",), 60)
    assert "<caller>" in around
    assert len(around.splitlines()) < len(whole.splitlines())


def test_a_number_walks_the_comparisons_to_its_own_jump(tmp_path: Path) -> None:
    (tmp_path / "walk.s").write_text(
        ".globl walk, three, seven\n"
        "walk: cmp $5, %esi\n ja 1f\n cmp $3, %esi\n je three\n ret\n"
        "1: cmp $7, %esi\n je 2f\n ret\n2: jmp seven\n .skip 200\n"
        "three: ret\nseven: ret\n"
    )
    subprocess.run(["gcc", *AS_A_KERNEL, "-Wl,-ewalk", "-o", "walk", "walk.s"], cwd=tmp_path, check=True)
    printed = subprocess.run(["nm", "walk"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    names = disassembly.names_of(printed)
    log = disassembly.show_branches(tmp_path / "walk", names, ("walk 7",), 60)
    assert log.rstrip().endswith("<seven>")
    assert "<three>" not in log
    assert "<three>" in disassembly.show_branches(tmp_path / "walk", names, ("walk 3",), 60)


def test_fields_of_a_structure_come_from_type_information(program: Path) -> None:
    printed = subprocess.run(["pahole", "-C", "outer", str(program)], capture_output=True, text=True, check=False)
    if printed.returncode:
        pytest.skip("pahole is not installed, or this one reads no DWARF")
    outer = offsets.read_structure("outer", printed.stdout)
    assert outer.size == 40
    assert outer.fields["held"] == (8, 16, "inner")
    assert outer.fields["call"] == (24, 8, "")
    assert outer.fields["row"] == (32, 8, "")


def test_a_structure_that_is_not_there_is_named() -> None:
    with pytest.raises(Trouble, match="no struct nothing"):
        offsets.read_structure("nothing", "")


ROWS = """\
static int helper(int number);
EXPORT_SYMBOL(helper);
static const struct table_ops the_table = {
	.first = helper,
};
static struct table_ops *slots[4] __read_mostly;
static int helper(int number)
{
	return other(number) + the_table->first(number);
}
SYSCALL_DEFINE3(socket, int, family, int, type, int, protocol)
{
	return helper(family);
}
struct table_ops {
	int first;
};
static int helper(int number)
{
	return 0;
}
""".splitlines()


@pytest.mark.parametrize(
    ("name", "line"),
    [("helper", 7), ("the_table", 3), ("slots", 6), ("__x64_sys_socket", 11), ("table_ops", 15), ("nothing", None)],
)
def test_a_definition_is_found_and_a_declaration_is_not(name: str, line: int | None) -> None:
    assert places.defined(ROWS, name) == line


def test_the_second_of_two_definitions_is_found_when_asked() -> None:
    assert places.defined(ROWS, "helper", 2) == 18


NEAR = """\
/* adder() adds */
#define wrap(number) adder(number)
extern struct adder_ops *ops[4];
static int my_adder(int number)
{
	if (adder(number)) {
		return ops[number]->adder(number);
	}
}
enum adder_kind {
	ONE,
};
static struct adder_ops *ops[4] __read_mostly;
static int adder(int number)
{
	return number;
}
#define limit 4
SYM_CODE_START(entry)
	ret;
SYM_CODE_END(entry)
old(number)
{
}
#define roofs 5
/* #define roof 6 */
#define  roof 7
int after;
COMPAT_SYSCALL_DEFINE1(sum, int, one)
{
}
SYSCALL_DEFINE1(sum, int, one)
{
}
""".splitlines()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("adder", 14),
        ("ops", 13),
        ("adder_kind", 10),
        ("limit", 18),
        ("entry", 19),
        ("old", 22),
        ("roof", 27),
        ("__x64_sys_sum", 32),
    ],
)
def test_what_looks_like_a_definition_and_is_none_is_passed_over(name: str, line: int) -> None:
    assert places.defined(NEAR, name) == line


def test_what_a_comment_says_is_no_call() -> None:
    rows = "int first(void)\n{\n\t/* now\n\t * other is called */\n\tone(); // not other\n\treturn other();\n}".splitlines()
    assert places.called(rows, 1, "other") == 6
    rows = "int first(void)\n{\n\tone(); /**/ other(); /* one */\n\tother();\n}".splitlines()
    assert places.called(rows, 1, "other") == 3


def test_a_call_stands_as_a_whole_word_below_the_row_that_begins_its_function() -> None:
    rows = ["int first(void) {", "\tfirst();", "\tanother();", "\tothers();", "\tother();", "}"]
    assert places.called(rows, 1, "first") == 2
    assert places.called(rows, 1, "other") == 5


def test_a_call_is_found_inside_its_function_only() -> None:
    assert places.called(ROWS, 7, "other") == 9
    assert places.called(ROWS, 7, "the_table->first") == 9
    assert places.called(ROWS, 11, "other") is None


def test_each_place_is_told_on_a_row_and_each_file_is_fetched_once(tmp_path: Path) -> None:
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "a.c").write_bytes("\n".join(ROWS).encode() + b"\n/* \xff */\n")
    wanted = ("net/a.c helper", "net/a.c  helper#2 ", "net/a.c helper > the_table->first", "net/a.c slots", "b.S entry")
    (tmp_path / "b.S").write_text("SYM_CODE_START(entry)\n\tret\nSYM_CODE_END(entry)\n")
    assert places.files_of(wanted) == ("net/a.c", "b.S")
    assert places.show_places(tmp_path, wanted).splitlines() == [
        "net/a.c 7 helper",
        "net/a.c 18 helper",
        "net/a.c 9 helper > the_table->first",
        "net/a.c 6 slots",
        "b.S 1 entry",
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [("a.c none", "a.c defines no `none`"), ("a.c helper > none", "`helper` in a.c has no `none`")],
)
def test_a_place_that_is_not_there_is_named(entry: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.c").write_text("\n".join(ROWS))
    with pytest.raises(Trouble) as trouble:
        places.show_places(tmp_path, (entry,))
    assert str(trouble.value) == message
    assert trouble.value.help == "Look at [[capture]] places."
