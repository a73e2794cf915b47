"""A site is written whole or not at all, and only into a folder that is a site or empty."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from axiombook.pages import Page
from axiombook.site import LARGE, NotASite, write
from axiombook.spare import Spare
from tests.tiny import files_in

ONE, TWO = Page("index.html", b"one"), Page("deep/two.html", b"two")


def test_pages_become_files_and_a_manifest_of_their_checksums(tmp_path: Path) -> None:
    write([ONE, TWO], tmp_path / "site")
    written = files_in(tmp_path / "site")
    manifest = json.loads(written.pop("manifest.json"))
    assert written == {"index.html": b"one", "deep/two.html": b"two"}
    assert manifest == {"sha256": {name: hashlib.sha256(data).hexdigest() for name, data in written.items()}}


def test_what_is_no_page_any_more_is_gone_and_hidden_files_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".gitignore").write_text("*\n")
    write([ONE, TWO], site)
    write([ONE], site)
    assert set(files_in(site)) == {".gitignore", "index.html", "manifest.json"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_page_as_it_was_keeps_its_time(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([ONE, TWO], site)
    os.utime(site / "index.html", (1, 1))
    os.utime(site / "deep/two.html", (1, 1))
    write([ONE, Page("deep/two.html", b"new")], site)
    assert (site / "index.html").stat().st_mtime == 1
    assert (site / "deep/two.html").stat().st_mtime > 1


def test_what_an_untouched_site_is_known_to_hold_is_not_read(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([ONE, TWO], site)
    before = (site / "index.html").stat().st_ino
    (site / "index.html").write_bytes(b"new")  # whoever says that the site is untouched did not see this
    write([Page("index.html", b"new"), TWO], site, untouched=True)
    assert (site / "index.html").read_bytes() == b"new" and (site / "index.html").stat().st_ino != before


def test_pages_that_are_open_are_made_and_written_in_any_number(tmp_path: Path) -> None:
    def page(at: int) -> Page:
        return Page(f"{at % 3}/{at}.html", lambda: Page("", f"{at}".encode() * at * 100))

    write([each for at in range(50) for each in (page(at), Page(f"{at}.html", b"made"))], tmp_path / "site")
    written = files_in(tmp_path / "site")
    sums = json.loads(written.pop("manifest.json"))["sha256"]
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in written.items()} and len(sums) == 100
    assert written["2/47.html"] == b"47" * 4700


@pytest.mark.parametrize("before", [0, 1, 5])
def test_a_page_that_cannot_be_made_leaves_the_old_site(tmp_path: Path, before: int) -> None:
    def broken() -> Page:
        raise ZeroDivisionError

    site = tmp_path / "site"
    write([ONE], site)
    pages = [Page(f"{at}.html", lambda: Page("", b"x" * 1_000_000)) for at in range(before)]
    with pytest.raises(ZeroDivisionError):
        write([*pages, Page("broken.html", broken)], site)
    assert files_in(site)["index.html"] == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failure_half_way_leaves_the_old_site(tmp_path: Path) -> None:
    def pages() -> Iterator[Page]:
        yield Page("index.html", b"new")
        raise OSError(28, "No space left on device")

    site = tmp_path / "site"
    write([ONE], site)
    before = files_in(site)
    with pytest.raises(OSError, match="No space left"):
        write(pages(), site)
    assert files_in(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


LARGE_ONE = Page("large.html", b"x" * 100_000)


def whole(at: int, sign: bytes = b"x") -> Page:
    """A page of the whole book: large, of many parts, and its checksum is known to nobody."""
    return Page(f"whole-{at}.html", lambda: Page("", tuple([sign * 99, b"\n"] * LARGE)))


@pytest.mark.parametrize(
    "large",
    [[LARGE_ONE], [Page(f"{at}.html", lambda: LARGE_ONE) for at in range(5)], [whole(at) for at in range(3)]],
    ids=["made", "open", "whole"],
)
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, large: list[Page]) -> None:
    """A real limit on the size of a file stands in for the full disk. Pages that are open are written by a thread."""
    import resource
    import signal

    site = tmp_path / "site"
    write([ONE], site)
    before = files_in(site)
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write([ONE, *large], site)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert files_in(site) == before


@pytest.mark.parametrize("size", [1, LARGE])
def test_two_pages_of_one_address_are_refused(size: int, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([ONE], site)
    with pytest.raises(FileExistsError):
        write([Page("a.html", b"x" * size), Page("a.html", b"y" * size)], site)
    assert set(files_in(site)) == {"index.html", "manifest.json"}


def test_a_site_without_a_page_has_a_manifest(tmp_path: Path) -> None:
    write([], tmp_path / "site")
    assert (tmp_path / "site/manifest.json").read_text() == '{\n "sha256": {}\n}\n'


def test_the_manifest_tells_the_checksum_of_what_was_written(tmp_path: Path) -> None:
    """Also of a page that was to be another one: a theme may say something else each time it is asked."""
    page = Page("a.html", lambda: Page("", b"now"), hashlib.sha256(b"before").hexdigest())
    write([page], tmp_path / "site")
    sums = json.loads((tmp_path / "site/manifest.json").read_text())["sha256"]
    assert sums == {"a.html": hashlib.sha256((tmp_path / "site/a.html").read_bytes()).hexdigest()}


@pytest.mark.parametrize("spare", [False, True])
def test_a_large_page_that_is_as_it_was_keeps_its_file(tmp_path: Path, spare: bool) -> None:
    site = tmp_path / "site"

    def built(sign: bytes) -> int:
        pages = [ONE, whole(0, sign), whole(1)]
        write(pages, site, site.exists(), Spare(tmp_path, site) if spare else None)
        written = files_in(site)
        sums = json.loads(written.pop("manifest.json"))["sha256"]
        assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in written.items()}
        assert written["whole-0.html"] == (sign * 99 + b"\n") * LARGE and set(written) == {
            page.address for page in pages
        }
        return (site / "whole-0.html").stat().st_ino

    first = built(b"a")
    assert built(b"a") == first
    assert built(b"b") != first
    again = built(b"b")
    assert built(b"b") == again


@pytest.mark.parametrize("state", ["coming", "leaving"])
def test_what_a_killed_run_left_is_cleaned_up(tmp_path: Path, state: str) -> None:
    write([ONE], tmp_path / "site")
    left = tmp_path / f".site.{state}"
    left.mkdir()
    (left / "half.html").write_bytes(b"half")
    write([ONE, TWO], tmp_path / "site")
    assert not left.exists()
    assert "half.html" not in files_in(tmp_path / "site")


def test_a_site_that_a_killed_run_had_moved_aside_comes_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([ONE], site)
    (site / ".gitignore").write_text("*\n")
    site.rename(tmp_path / ".site.leaving")
    write([TWO], site)
    assert set(files_in(site)) == {".gitignore", "deep/two.html", "manifest.json"}


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("dear")
    with pytest.raises(NotASite, match="no build wrote"):
        write([ONE], home)
    assert files_in(home) == {"letter.txt": b"dear"}
    with pytest.raises(NotASite, match="no folder"):
        write([ONE], home / "letter.txt")


@pytest.mark.parametrize("address", ["../x.html", "/x.html", "a/../../x.html", ""])
def test_an_address_never_leads_out_of_the_site(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        write([Page(address, b"")], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []
