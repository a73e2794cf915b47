"""The captures that the book rests on: whole, fresh, and in agreement with each other wherever two of them overlap."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

from axiombook.book import Capture
from axiombook.capture.guest import sources_of
from axiombook.capture.plan import read_plan
from axiombook.read.captures import read_capture
from tests.capture.conftest import ROOT

FOLDER = ROOT / "proofs" / "captures" / "6.1"
SOURCES = ROOT / "proofs" / "sources"
PLAN = read_plan((ROOT / "proofs" / "capture.toml").read_text())
NAMES = [shot.name for shot in PLAN.shots]
STEP = 0x200000  # a kernel moves by multiples of this


@cache
def capture(name: str) -> Capture:
    log, toml = FOLDER / f"{name}.log", FOLDER / f"{name}.toml"
    found, problems = read_capture(name, log.read_bytes(), toml.read_text(), toml.name)
    assert problems == ()
    return found


def number(reference: str) -> int:
    name, value = reference.split(".")
    found = capture(name).values[value].number
    assert found is not None
    return found


def little_endian(reference: str) -> int:
    name, value = reference.split(".")
    return int.from_bytes(bytes.fromhex(capture(name).values[value].text), "little")


def test_every_capture_of_the_plan_is_there_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.log")) == sorted(NAMES)
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_log_is_the_one_that_was_taken(name: str) -> None:
    assert capture(name).actual_sha256 == capture(name).sha256


@pytest.mark.parametrize("name", NAMES)
def test_every_named_value_is_in_the_log(name: str) -> None:
    assert capture(name).broken == {}


@pytest.mark.parametrize("shot", PLAN.shots, ids=NAMES)
def test_a_capture_names_what_produced_it_as_it_is_now(shot: object) -> None:
    files = sources_of(shot, SOURCES)
    recorded = dict(capture(shot.name).sources)
    assert recorded == {file: hashlib.sha256((SOURCES / file).read_bytes()).hexdigest() for file in files}


@pytest.mark.parametrize("name", NAMES)
def test_no_instance_was_missed_but_where_the_pool_is_the_subject(name: str) -> None:
    missed = [int(found) for row in capture(name).log for found in re.findall(r"unload missed=(\d+)", row)]
    assert missed == [] or max(missed) == (2 if name == "pool" else 0)


@pytest.mark.parametrize("name", ["chain", "chain_1", "one_call"])
def test_every_pointer_of_a_chain_hits_its_target(name: str) -> None:
    taken = capture(name)
    boxes = {box.name: taken.values[box.at].number for box in taken.chain}
    assert len(boxes) == 7
    for box in taken.chain:
        for _field, value, target in box.points:
            assert taken.values[value].number == boxes[target]


def test_the_caller_is_proved_twice_by_the_stack_and_by_the_instructions() -> None:
    after = number("disassembly_sock_create.after_sock_alloc")
    assert number("sock_alloc_caller.caller") == after
    assert number("trace.sock_alloc_caller") == after
    assert number("sock_alloc_stack.__sock_create") == after
    assert number("trace.fd_install_caller") == number("disassembly_sys_socket.after_fd_install")
    assert number("trace.__sys_socket_caller") == number("disassembly_x64_sys_socket.after_sys_socket")


@pytest.mark.parametrize("boot", ["1", "2"])
def test_one_shift_moves_every_symbol_of_the_image(boot: str) -> None:
    link = {name: value.number for name, value in capture("kallsyms").values.items() if not name.endswith("_name")}
    moved = {name: value.number for name, value in capture(f"kallsyms_{boot}").values.items()}
    shifts = {moved[name] - link[name] for name in link}
    assert len(shifts) == 1
    assert shifts.pop() % STEP == 0


def test_two_boots_have_two_shifts() -> None:
    assert number("kallsyms_1._text") != number("kallsyms_2._text")
    assert number("kallsyms._text") == 0xFFFFFFFF81000000


@pytest.mark.parametrize("boot", ["", "_1", "_2"])
def test_the_create_field_holds_the_address_of_inet_create_in_every_boot(boot: str) -> None:
    assert little_endian(f"memory{boot}.inet_family_ops_bytes_8") == number(f"kallsyms{boot}.inet_create")
    assert little_endian(f"memory{boot}.net_families_bytes_16") == number(f"kallsyms{boot}.inet_family_ops")


def test_the_file_holds_link_time_addresses_and_an_empty_table() -> None:
    assert little_endian("file_bytes.inet_family_ops_bytes_8") == number("kallsyms.inet_create")
    assert little_endian("file_bytes.sys_call_table_328_bytes_0") == number("kallsyms.__x64_sys_socket")
    assert little_endian("file_bytes.net_families_bytes_16") == 0


def test_boot_fills_the_slot_that_was_empty() -> None:
    assert number("boot_net_families.before") == 0
    assert number("boot_net_families.after") == number("kallsyms.inet_family_ops")
    assert number("boot_inetsw.after") == number("kallsyms.inetsw_array")


def test_the_kernel_entry_is_where_the_processor_is_told_to_go() -> None:
    assert number("lstar.value") == number("lstar.kallsyms") == number("kallsyms.entry_SYSCALL_64")


def test_a_walk_through_the_tables_ends_at_the_same_bytes() -> None:
    for name in ("page_walk_image", "page_walk_data", "page_walk_module", "page_walk_1"):
        taken = capture(name).values
        assert taken["bytes_virtual"].text == taken["bytes_direct"].text
    assert number("page_walk_image.physical") - number("page_walk_image.offset") == number("page_walk_image.page")


def test_the_fields_lie_where_the_type_information_says() -> None:
    assert number("chain.socket_wq") - number("chain.socket") == number("offsets.socket_wq")
    queue = number("chain.sock_sk_receive_queue") - number("chain.sock")
    assert queue == number("offsets.sock_sk_receive_queue")
    inode = number("sock_alloc.inode") - number("sock_alloc.socket")
    assert inode == number("offsets.socket_alloc_vfs_inode")
    slot = number("fd_install.entry_slot") - number("fd_install.array")
    assert slot == 8 * number("fd_install.fd")


def test_one_call_uses_one_set_of_addresses() -> None:
    assert number("one_call.sock_alloc") == number("one_call.chain_socket") == number("one_call.inet_create_sock")
    assert number("one_call.sk_alloc") == number("one_call.chain_sock")
    assert number("one_call.sock_alloc_file") == number("one_call.chain_file") == number("one_call.fd_install_file")


def test_two_probes_on_one_address_hide_the_caller_and_one_shows_it() -> None:
    assert capture("two_probes").values["kprobe_caller_name"].text == "arch_rethook_trampoline"
    assert capture("one_probe").values["caller_name"].text == "__x64_sys_socket"


def test_sock_alloc_leaves_the_type_of_the_former_owner() -> None:
    assert number("sock_alloc_type.sock_alloc_socket_type") == 2
    assert number("sock_alloc_type.inet_create_socket_type") == 1


def test_the_program_stopped_behind_its_syscall_instruction() -> None:
    assert capture("pt_regs").values["bytes_before_ip"].text == "0f 05"
    assert number("pt_regs.ip") == number("pt_regs.cx")
    assert number("pt_regs.orig_ax") == 41


def test_nothing_of_the_kernels_source_is_in_the_logs() -> None:
    text = (FOLDER / "places.log").read_text()
    assert all(re.fullmatch(r"[\w/.]+\.[chS] \d+ \S+(?: > \S+)?", row) for row in text.splitlines())


def test_no_path_of_this_machine_is_in_the_evidence() -> None:
    for path in sorted(Path(FOLDER).glob("*.*")):
        assert str(ROOT) not in path.read_text()
