"""A book that no one here wrote, read in with every rule off: what is refused, and what of its text is lost.

python -m tests.abuse.elsewhere FOLDER: each Markdown file below it, in the order of their names, becomes a lesson.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
import tempfile
from pathlib import Path

from axiombook.build import OWN_THEME
from axiombook.check import check_book
from axiombook.check.rules import rules
from axiombook.pages import context_of, load, render_lesson
from axiombook.read import read_book

_UNSEEN = re.compile(
    r"<!--[\s\S]*?-->|(?<=\])\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|^[ \t]*\[[^\]\n]+\]:.*$|^[ \t]*(?:```|~~~).*$",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"<[^>]*>")


def words_of_markdown(text: str) -> list[str]:
    """The words that a reader of a chapter sees: link targets, the info of fences and comments are none."""
    return _WORD.findall(html.unescape(_UNSEEN.sub(" ", text)))


def main(folder: Path) -> int:
    """Prints the counts; 0 where nothing was refused."""
    chapters = sorted(path for path in folder.rglob("*.md") if path.is_file())
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "content").mkdir()
        for number, path in enumerate(chapters, 1):
            slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "chapter"
            shutil.copyfile(path, root / "content" / f"{number:03}-{slug}.md")
        (root / "content/book.toml").write_text("[lint]\n" + "".join(f'{code} = "off"\n' for code in rules()))
        book = read_book(root)
        checked = check_book(book)
        context = context_of(book, checked, load(OWN_THEME), True)
        words = lost = 0
        for lesson in book.lessons:
            shown = "".join(page.content.decode() for page in render_lesson(context, lesson))
            seen = set(_WORD.findall(html.unescape(_TAG.sub("", shown)))) | set(_WORD.findall(html.unescape(shown)))
            written = words_of_markdown((root / lesson.file).read_text(encoding="utf-8"))
            words += len(written)
            gone = [word for word in written if word not in seen]
            lost += len(gone)
            if gone:
                print(f"{lesson.file}: {', '.join(sorted(set(gone))[:9])}")
    print(f"{len(chapters)} chapters, {words} words, {checked.errors} errors, {lost} words lost")
    return int(checked.errors > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
