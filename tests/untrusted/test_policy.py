"""A content security policy on whatever is served, and templates of a book that reach nothing behind what they are given."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from axiombook.pages import load
from axiombook.pages.templates import environment_of
from axiombook.publish.preview import server as preview
from axiombook.read import read_book
from axiombook.serve.web import POLICY
from tests.tiny import write

ROOT = Path(__file__).resolve().parents[2]
LESSON = "# One\n\n1. `2 * 2 = 4`.\n"


def test_the_server_says_what_the_pages_say() -> None:
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', (ROOT / "theme/base.html").read_text())
    assert policy == POLICY
    assert [
        name.name
        for name in (ROOT / "theme").glob("*.html")
        if "<html" in name.read_text() and "Content-Security-Policy" not in name.read_text()
    ] == []


ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ settings.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('touch evil').read() }}",
    "{{ lipsum.__globals__['os'].system('touch evil') }}",
    "{{ self._TemplateReference__context.environment.loader.__init__.__globals__ }}",
    "{{ ('%s' | format)('a').__class__ }}",
    "{% for at in range(1000000000) %}{% endfor %}",
    "{{ '{0.__class__.__init__.__globals__}'.format(settings) }}",
]


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_template_that_came_with_a_book_runs_nothing(escape: str, tmp_path: Path) -> None:
    book = write(tmp_path / "book", LESSON)
    shutil.copytree(ROOT / "theme", book / "theme")
    page = book / "theme/index.html"
    page.write_text(page.read_text().replace("{% block text %}", "{% block text %}" + escape))
    assert escape in page.read_text()
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "build", "--book", str(book)],
        capture_output=True, text=True, check=False, timeout=100, cwd=tmp_path,
    )  # fmt: skip
    assert "Traceback" not in done.stderr and not (tmp_path / "evil").exists()
    assert done.returncode == 2 and "build.py: the theme cannot be used:" in done.stderr
    assert not (book / "site").exists()


def test_only_the_theme_of_the_engine_is_trusted(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    assert load(ROOT / "theme").trusted and not environment_of(load(ROOT / "theme"), {}).sandboxed
    assert not load(tmp_path / "theme").trusted and environment_of(load(tmp_path / "theme"), {}).sandboxed


def test_a_preview_answers_to_this_machines_own_names_alone(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book/index.html").write_text("hello")
    serving = preview(tmp_path, "/book/", 0)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    try:
        for host, status in (("127.0.0.1", 200), ("localhost:1", 200), ("evil.example", 403), ("", 403)):
            asking = http.client.HTTPConnection("127.0.0.1", serving.server_address[1], timeout=30)
            asking.request("GET", "/book/", headers={"Host": host, "Connection": "close"})
            answer = asking.getresponse()
            assert answer.read() and answer.status == status
            asking.close()
    finally:
        serving.shutdown()
        serving.server_close()


@pytest.mark.parametrize(
    "site", ["javascript:evil()", "data:text/html,x", "//evil.example", "example.org", "https://", "file:///etc"]
)
def test_the_address_of_a_site_is_one(site: str, tmp_path: Path) -> None:
    book = read_book(write(tmp_path, LESSON, settings=f"site = '{site}'\n"))
    assert [problem.message for problem in book.problems] == ["`site` is no address of a site"]
    assert book.settings.site == ""
