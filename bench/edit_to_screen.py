"""Measures how long a saved line takes until it is painted in the open page: the book, one lesson, one word, N times.

python bench/edit_to_screen.py [--book DIR] [--times 40]; it works on a copy, and prints the median and the ends.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
# Resolves once the text is on the page and a frame with it was painted; the time is that of the machine's clock.
PAINTED = """text => new Promise(done => {
  const look = () => document.body.textContent.includes(text) && (observer.disconnect(), requestAnimationFrame(() =>
    setTimeout(() => done(performance.timeOrigin + performance.now()))));
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
  look();
})"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--book", type=Path, default=ROOT)
    parser.add_argument("--times", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        for name in ("content", "proofs"):
            shutil.copytree(given.book / name, book / name)
        lessons = sorted((book / "content").glob("[0-9]*.md"))
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "serve", "--book", str(book), "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            url = next(found[0] for row in server.stdout if (found := re.search(r"http://\S+/", row)))
            report(f"{len(lessons)} lessons", measured(url, lessons[len(lessons) // 2], given.times))
        finally:
            server.terminate()
            server.wait()
    return 0


def measured(url: str, lesson: Path, times: int) -> list[float]:
    """Milliseconds of each edit: a word is put at the end of the lesson's first line, then another in its place."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 900})
        page.goto(f"{url}{lesson.stem}.html")
        while page.evaluate("document.documentElement.dataset.serve") != "open":
            time.sleep(0.05)
        found = [one(page, lesson, f"{count} + 100 = {count + 100}") for count in range(times)]
        browser.close()
    return found


def one(page: Page, lesson: Path, word: str) -> float:
    text = re.sub(r" `\d+ \+ 100 = \d+`", "", lesson.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^(1\. .*?)((?: \{[^}]*\})?)$", rf"\1 `{word}`\2", text, count=1)
    page.evaluate(f"window.painted = ({PAINTED})({word!r}), 0")
    start = time.time() * 1000
    lesson.write_text(text, encoding="utf-8")
    end = float(page.evaluate("window.painted"))
    time.sleep(0.3)  # an author's hand is slower than this
    return end - start


def report(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{what}, {len(times)} edits: median {statistics.median(times):.0f} ms, "
        f"fastest {ordered[0]:.0f}, nine of ten under {ordered[int(len(ordered) * 0.9)]:.0f}, slowest {ordered[-1]:.0f}"
    )


if __name__ == "__main__":
    sys.exit(main())
