"""The command as a person meets it: what it says when it cannot run, and that it then has changed nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.capture.conftest import ROOT
from tests.tiny import files_in


def capture(book: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | ({"PATH": path} if path else {})
    command = [sys.executable, str(ROOT / "build.py"), "capture", "--book", str(book), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_list_names_every_capture_and_what_it_shows(book: Path) -> None:
    done = capture(book, "--list")
    assert done.returncode == 0
    assert "chain       the whole chain\n" in done.stdout


def test_list_of_a_capture_names_its_values_as_they_are_now(book: Path) -> None:
    done = capture(book, "--list", "chain")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "chain  the whole chain",
        "    chain.socket = 0xffff888000002000",
        "    chain.file = 0xffff888000001000",
    ]


def test_what_is_missing_is_named_with_the_way_to_install_it(book: Path, tmp_path: Path) -> None:
    before = files_in(book)
    done = capture(book, path=str(tmp_path))
    assert done.returncode == 2
    assert "these Debian packages are not installed: apt binutils busybox-static cpio" in done.stderr
    assert "qemu-system-x86" in done.stderr
    assert "sh proofs/install-capture.sh" in done.stderr
    assert files_in(book) == before


def test_a_capture_that_is_none_is_refused(book: Path) -> None:
    done = capture(book, "chian")
    assert done.returncode == 2
    assert "knows no capture `chian`" in done.stderr


def test_a_book_without_a_plan_is_refused(tmp_path: Path) -> None:
    done = capture(tmp_path)
    assert done.returncode == 2
    assert "there is no proofs/capture.toml" in done.stderr


def test_a_broken_plan_is_no_traceback(book: Path) -> None:
    (book / "proofs" / "capture.toml").write_text("folder = \n")
    done = capture(book, "--list")
    assert done.returncode == 2
    assert done.stderr.startswith("capture: proofs/capture.toml is no TOML")
    assert "Traceback" not in done.stderr


def test_the_installer_installs_everything_that_can_be_missing() -> None:
    from axiombook.capture import tools

    script = (ROOT / "proofs" / "install-capture.sh").read_text()
    packages = {*tools.GUEST.values(), *tools.IMAGE.values(), *tools.OFFSETS.values()} - {"apt", "dpkg"}
    assert {package for package in packages if f" {package} " not in script.replace("\t", " ")} == set()


def test_the_page_about_captures_lists_each_of_them() -> None:
    from axiombook.capture.plan import read_plan

    page = (ROOT / "docs" / "capture.md").read_text()
    shots = read_plan((ROOT / "proofs" / "capture.toml").read_text()).shots
    table = page.split("| capture | shows |\n| --- | --- |\n")[1].split("\n\n")[0]
    assert table.splitlines() == [f"| `{shot.name}` | {shot.shows} |" for shot in shots]
