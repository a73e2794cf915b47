"""Two sites take turns: what neither build changed is one file in both, and whatever is done to the spare is noticed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from axiombook.pages import Page
from axiombook.remembered import FOLDER
from axiombook.site import write
from axiombook.spare import Spare
from tests.tiny import files_in

Site = dict[str, str]
ONE: Site = {"index.html": "one", "deep/two.html": "two", "deep/er/three.html": "three", "far/off/four.html": "four"}
TWO: Site = {**ONE, "index.html": "another one"}
THREE: Site = {"index.html": "a third one", "deep/two.html": "two", "other/four.html": "four"}


def built(book: Path, site: Site, untouched: bool = True) -> Path:
    """The folder of a site that was written as `build` writes it."""
    out = book / "site"
    pages = [Page(address, text.encode()) for address, text in site.items()]
    write(pages, out, untouched and out.exists(), Spare(book, out))
    return out


def text_in(out: Path) -> Site:
    found = {address: data.decode() for address, data in files_in(out).items()}
    assert found.pop("manifest.json")
    return found


def spare_of(book: Path) -> Path:
    return book / FOLDER / "spare"


def inodes(folder: Path, site: Site) -> set[int]:
    return {(folder / address).stat().st_ino for address in site}


def test_the_spare_site_is_made_of_the_files_of_the_site(tmp_path: Path) -> None:
    out = built(tmp_path, ONE)
    assert text_in(spare_of(tmp_path)) == ONE
    assert inodes(out, ONE) == inodes(spare_of(tmp_path), ONE)


def test_the_sites_take_turns_and_share_what_stays(tmp_path: Path) -> None:
    out = built(tmp_path, ONE)
    first = spare_of(tmp_path).stat().st_ino
    built(tmp_path, TWO)
    assert out.stat().st_ino == first
    assert (text_in(out), text_in(spare_of(tmp_path))) == (TWO, ONE)
    assert inodes(out, ONE) & inodes(spare_of(tmp_path), ONE) == inodes(
        out, {address: text for address, text in ONE.items() if TWO[address] == text}
    )


def test_what_stays_is_not_touched(tmp_path: Path) -> None:
    """Not even linked: the system would note it, and the next build would not know the file again."""
    out = built(tmp_path, ONE)
    before = (out / "deep/two.html").stat().st_ctime_ns
    built(tmp_path, TWO)
    built(tmp_path, ONE)
    assert (out / "deep/two.html").stat().st_ctime_ns == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["a", "b", "c/a", "c/b", "c/d/e", "f/g", "g/h/i"]), st.sampled_from("xyz"), min_size=1),
        min_size=2, max_size=6,
    )
)  # fmt: skip
def test_whatever_comes_and_goes_a_site_holds_its_pages_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, sites: list[Site]
) -> None:
    book = tmp_path_factory.mktemp("book")
    for site in sites:
        out = built(book, site)
        assert text_in(out) == site
        folders = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_dir()}
        assert folders == {str(above) for address in site for above in list(Path(address).parents)[:-1]}
    assert {path.name for path in book.iterdir()} == {"site", ".cache"}


def rewritten(spare: Path) -> None:
    (spare / "index.html").unlink()
    (spare / "index.html").write_text("forged")


def retold(spare: Path) -> None:
    (spare / "manifest.json").unlink()
    (spare / "manifest.json").write_text('{"sha256": {}}')


def copied(spare: Path) -> None:
    shutil.copytree(spare, spare.with_name("copy"))
    shutil.rmtree(spare)
    spare.with_name("copy").rename(spare)


def led_away(spare: Path) -> None:
    shutil.move(spare, spare.with_name("elsewhere"))
    spare.symlink_to(spare.with_name("elsewhere"))


@pytest.mark.parametrize(
    "done",
    [
        rewritten, retold, copied, led_away, shutil.rmtree,
        lambda spare: (spare / "deep/er/three.html").unlink(),
        lambda spare: (spare / "deep/new.html").write_text("new"),
        lambda spare: (spare / "far/new.html").write_text("new"),
        lambda spare: (spare / "manifest.json").unlink(),
        lambda spare: spare.with_suffix(".json").unlink(),
        lambda spare: spare.with_suffix(".json").write_text("[" * 10_000),
    ],
)  # fmt: skip
def test_a_spare_that_somebody_touched_is_not_used(tmp_path: Path, done: Callable[[Path], object]) -> None:
    built(tmp_path, ONE)
    time.sleep(0.02)  # a disk's clock may tick a hundred times a second
    done(spare_of(tmp_path))
    assert not Spare(tmp_path, tmp_path / "site").taken(tmp_path / "taken")
    out = built(tmp_path, TWO)
    assert text_in(out) == TWO
    assert text_in(built(tmp_path, THREE)) == THREE


def test_a_site_that_somebody_touched_becomes_no_spare(tmp_path: Path) -> None:
    """What it holds is not what its manifest says."""
    out = built(tmp_path, ONE)
    (out / "deep/two.html").write_text("typed into the site")
    assert text_in(built(tmp_path, TWO, untouched=False)) == TWO
    assert text_in(spare_of(tmp_path)) == TWO
    assert text_in(built(tmp_path, THREE)) == THREE


def test_the_spare_of_another_folder_is_not_used(tmp_path: Path) -> None:
    built(tmp_path, ONE)
    assert not Spare(tmp_path, tmp_path / "elsewhere").taken(tmp_path / "taken")
    assert Spare(tmp_path, tmp_path / "site").taken(tmp_path / "taken")


def test_hidden_files_are_those_of_the_site(tmp_path: Path) -> None:
    out = built(tmp_path, ONE)
    (out / ".gitignore").write_text("*\n")
    (out / ".well-known").mkdir()
    for site, text in ((TWO, "one"), (ONE, "two"), (TWO, "three")):
        (out / ".well-known/said").write_text(text)
        built(tmp_path, site)
        assert (out / ".well-known/said").read_text() == text
    (out / ".gitignore").unlink()
    shutil.rmtree(out / ".well-known")
    assert {path.name for path in built(tmp_path, ONE).iterdir()} == {"index.html", "deep", "far", "manifest.json"}


def test_what_a_hidden_link_leads_to_stays(tmp_path: Path) -> None:
    out, mine = built(tmp_path, ONE), tmp_path / "mine"
    mine.mkdir()
    (mine / "letter").write_text("dear")
    (out / ".mine").symlink_to(mine)
    for site in (TWO, THREE, ONE):
        assert text_in(built(tmp_path, site)).keys() >= site.keys()
        assert (out / ".mine").is_symlink() and (mine / "letter").read_text() == "dear"


def test_a_link_in_the_place_of_the_spare_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    spare_of(tmp_path).parent.mkdir(parents=True)
    spare_of(tmp_path).symlink_to(mine)
    for site in (ONE, TWO, THREE):
        assert text_in(built(tmp_path, site)) == site
        assert not any(mine.iterdir())


def test_on_a_disk_of_whole_seconds_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("axiombook.spare.identity", lambda seen: [])
    for site in (ONE, TWO, THREE):
        assert text_in(built(tmp_path, site)) == site
        assert not Spare(tmp_path, tmp_path / "site").taken(tmp_path / "taken")


def test_what_becomes_a_folder_or_was_one_is_no_trouble(tmp_path: Path) -> None:
    sites: list[Site] = [
        {"a": "1", "b/c": "2"},
        {"a/b/c": "3", "b": "4"},
        {"a/b": "5", "b/c/d": "6", "c": "7"},
        {"a": "8", "b": "9"},
    ]
    for site in (*sites, *reversed(sites)):
        assert text_in(built(tmp_path, site)) == site
    assert spare_of(tmp_path).exists()


def test_a_site_whose_files_nobody_may_write_is_built_all_the_same(tmp_path: Path) -> None:
    for site in (ONE, TWO, THREE, ONE, TWO):
        out = built(tmp_path, site)
        assert text_in(out) == site
        for path in out.rglob("*"):
            if path.is_file():
                path.chmod(0o444)


def test_a_site_in_the_place_of_the_spare_stays(tmp_path: Path) -> None:
    out = spare_of(tmp_path)
    for site in (ONE, TWO):
        write([Page(address, text.encode()) for address, text in site.items()], out, out.exists(), Spare(tmp_path, out))
        assert text_in(out) == site


def test_a_page_that_is_being_read_is_not_written_over(tmp_path: Path) -> None:
    """Whoever opened a page two builds ago, over a slow line, reads that page to its end."""
    out = built(tmp_path, ONE)
    with (out / "index.html").open("rb") as reader:
        for site in (TWO, THREE, ONE, TWO):
            assert text_in(built(tmp_path, site)) == site
        assert reader.read() == b"one"


def test_a_folder_that_cannot_hold_a_spare_holds_none(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file")
    for site in (ONE, TWO, THREE):
        assert text_in(built(tmp_path, site)) == site


def test_a_failure_half_way_costs_the_spare_and_not_the_site(tmp_path: Path) -> None:
    out = built(tmp_path, ONE)

    def broken() -> Page:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write([Page("index.html", b"new"), Page("deep/two.html", broken)], out, True, Spare(tmp_path, out))
    assert text_in(out) == ONE
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".cache"}
    assert text_in(built(tmp_path, THREE)) == THREE
