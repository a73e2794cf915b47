"""The server itself: what it answers, whom it refuses, and that nothing ends it but Ctrl-C."""

from __future__ import annotations

import base64
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from axiombook.serve.desk import Desk
from axiombook.serve.hosts import is_own_host, is_own_origin
from axiombook.watch import Change
from tests.serve.conftest import LESSON, PATIENCE, ROOT, Serve, Server

EVERYTHING = Change(frozenset(), all=True)
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
}


@pytest.fixture
def server(book: Path, serve: Serve) -> Server:
    return serve(book)


def test_every_page_is_there_and_says_that_it_may_not_be_kept(server: Server) -> None:
    for path in ("/", "/02-two.html", "/02-two.proof.html", "/terms.html", "/book.html", "/style.css", "/book.json"):
        answer, text = server.get(path)
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
        assert text


def test_a_missing_page_is_told_with_status_404_and_links_to_this_server(book: Path, serve: Serve) -> None:
    (book / "content/book.toml").write_text('site = "https://example.org/some/path/"\n', encoding="utf-8")
    answer, text = serve(book).get("/no/such/page.html")
    assert answer.status == 404
    assert "There is no page at this address" in text
    assert re.findall('<base href="([^"]*)">', text) == ["/"]


@pytest.mark.parametrize(
    "path",
    [
        "/../content/book.toml",
        "/..%2fcontent/book.toml",
        "/%2e%2e/content/book.toml",
        "//etc/passwd",
        "/content/book.toml",
        "/book.toml",
        "/02-two.md",
        "/-serve/__init__.py",
        "/-serve/../serve/web.py",
        "/-serve/",
        "/%00",
    ],
)
def test_no_path_leads_out_of_the_site(path: str, server: Server) -> None:
    answer, text = server.get(path)
    assert answer.status in (400, 404)
    assert "title" not in text or "No such page" in text


def test_a_picture_of_the_book_is_served_and_no_link_out_of_it(book: Path, serve: Serve, tmp_path: Path) -> None:
    (book / "content/dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "secret.svg").write_text("secret", encoding="utf-8")
    (book / "content/out.svg").symlink_to(tmp_path / "secret.svg")
    server = serve(book)
    answer, text = server.get("/dot.svg")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert text.startswith("<svg")
    assert server.get("/out.svg")[0].status == 404


def test_a_foreign_name_for_this_machine_is_refused(server: Server) -> None:
    assert server.get("/", Host=f"evil.example:{server.port}")[0].status == 403
    assert server.get("/style.css", Host="")[0].status in (400, 403)
    assert server.get("/", Host=f"localhost:{server.port}")[0].status == 200


@pytest.mark.parametrize(
    "path", ["/", "/01-one.html", "/nowhere.html", "/book.json", "/-serve/patch.js", "/-serve/none", "/style.css"]
)
def test_every_answer_has_a_content_security_policy(path: str, server: Server) -> None:
    answer, _ = server.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_a_page_of_another_site_is_refused(server: Server) -> None:
    own = f"http://127.0.0.1:{server.port}"
    for origin in ("http://evil.example", f"http://127.0.0.1:{server.port + 1}", "null", own.replace("http", "https")):
        assert server.get("/book.json", Origin=origin)[0].status == 403
        assert server.get("/-serve/socket", Origin=origin, **UPGRADE)[0].status == 403
    assert server.get("/-serve/socket", Origin=own, **UPGRADE)[0].status == 101
    assert server.get("/-serve/socket", Host="evil.example", Origin="http://evil.example", **UPGRADE)[0].status == 403


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("my.localhost:8000", True),
        ("desk:8000", True),
        ("evil.example:8000", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_the_hosts_that_are_its_own(host: str, own: bool) -> None:
    assert is_own_host(host, "desk") is own


def test_an_origin_is_the_servers_own_by_scheme_name_and_port() -> None:
    assert is_own_origin("http://127.0.0.1:8000", "127.0.0.1:8000")
    assert not is_own_origin("http://[", "127.0.0.1:8000")
    assert not is_own_origin("http://127.0.0.1", "127.0.0.1:8000")
    assert not is_own_origin("http://", "")


def test_only_the_server_has_the_script_that_patches(book: Path, server: Server, tmp_path: Path) -> None:
    assert "/-serve/patch.js" in server.get("/02-two.html")[1]
    assert server.get("/-serve/patch.js")[0].status == 200
    command = [sys.executable, str(ROOT / "build.py"), "--book", str(book), "--out", str(tmp_path / "site")]
    subprocess.run(command, check=True, capture_output=True)
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if path.name.startswith("patch") or b"-serve" in path.read_bytes()]


def test_serving_writes_no_site(book: Path, server: Server) -> None:
    assert server.get("/")[0].status == 200
    assert sorted(path.name for path in book.iterdir()) == ["content"]


def test_a_port_in_use_is_told(book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = refused(book, "--port", str(port))
    assert ended.returncode == 2
    assert ended.stderr == (
        f"build.py: port {port} of 127.0.0.1 is in use; end the program that has it, "
        f"or take another: serve --port {port + 1}\n"
    )


def test_a_port_that_is_none_and_a_host_that_is_not_here_are_told(book: Path) -> None:
    assert "there is no port 70000" in refused(book, "--port", "70000").stderr
    assert "this machine has no address `no.such.invalid`" in refused(book, "--host", "no.such.invalid").stderr
    assert "holds no book" in refused(book / "content", "--port", "0").stderr


def refused(book: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A `serve` that does not begin."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--book", str(book), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)


def test_a_book_that_goes_away_and_comes_back(book: Path, server: Server) -> None:
    (book / "content").rename(book / "aside")
    server.wait(lambda: "holds no book" in server.printed)
    assert server.get("/02-two.html")[0].status == 200  # the last good pages stay
    (book / "aside" / "03-three.md").write_text("# Three\n\n1. `3 * 3 = 9`.\n", encoding="utf-8")
    (book / "aside").rename(book / "content")
    server.wait(lambda: server.get("/03-three.html")[0].status == 200)
    (book / LESSON).write_text("# Two\n\n1. `5 + 5 = 10`, at last.\n", encoding="utf-8")
    server.wait(lambda: "at last" in server.get("/02-two.html")[1])


def test_a_theme_with_an_unknown_name_is_told_on_the_page_that_needs_it(book: Path, serve: Serve) -> None:
    (book / "theme").mkdir()
    for path in (ROOT / "theme").iterdir():
        (book / "theme" / path.name).write_bytes(path.read_bytes())
    (book / "theme" / "map.html").write_text("{{ nothing_of_this_name }}", encoding="utf-8")
    server = serve(book)
    answer, text = server.get("/map.html")
    assert answer.status == 500
    assert "nothing_of_this_name" in text
    assert server.get("/")[0].status == 200
    (book / "theme" / "map.html").write_bytes((ROOT / "theme" / "map.html").read_bytes())
    server.wait(lambda: server.get("/map.html")[0].status == 200)


def test_a_fault_of_the_builder_is_one_sentence_and_ends_nothing(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(book, lambda _: None)
    good = desk.answer("02-two.html")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault of the builder")

    with monkeypatch.context() as patched:
        patched.setattr("axiombook.serve.draft.check_book", broken)
        desk.renew(EVERYTHING)
    assert desk.answer("02-two.html") == good
    said = capsys.readouterr().err
    assert said.startswith("build.py: the builder itself failed (ZeroDivisionError)")
    assert said.count("\n") == 1
    written = Path(said.rsplit(" ", 1)[1].strip())
    assert "a fault of the builder" in written.read_text(encoding="utf-8")
    written.unlink()
    desk.renew(EVERYTHING)
    assert desk.trouble == ""
