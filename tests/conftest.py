"""What the tests of every room share: one real browser, and a keyboard whose Ctrl-C reaches what they start."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Iterator

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """The browser of the system. These tests fail without it: what they check is not checked elsewhere."""
    found = shutil.which("chromium")
    assert found, "install chromium: apt-get install chromium"
    return found


# No example is timed: a slow machine is no fault. On CI the examples are the same each time, so that what turns a run
# red is the change; at a desk they are new ones each time, and find what nobody thought of.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_configure() -> None:
    """A shell starts what runs in its background deaf to Ctrl-C, and every child inherits that: hear it again."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    """A command that a test calls here leaves its dead unlooked for, since its process would end: this one goes on."""
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()
