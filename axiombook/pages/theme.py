"""The theme: templates, one style sheet, one script. `load` is the only place here that opens files."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from axiombook.dataclass import dataclass
from axiombook.kept import Kept, transient
from axiombook.read.files import is_own_file, read_bytes

if TYPE_CHECKING:  # the library is loaded where the first template is filled
    from jinja2 import Environment

_OWN = Path(__file__).resolve().parents[2] / "theme"


@dataclass(frozen=True, slots=True)
class Theme:
    """templates: file name -> text. style and script are published as they are.

    script: script.js, then the other scripts of the folder by name, as one file. trusted: it is the engine's own.
    """

    templates: Mapping[str, str]
    style: bytes
    script: bytes
    trusted: bool = False


def load(folder: Path) -> Theme:
    """The theme in a folder. Raises OSError, with the file's name, where a part of it cannot be read."""
    names = sorted(path.name for path in folder.iterdir())
    templates = {name: _text(folder / name) for name in names if name.endswith((".html", ".xml"))}
    scripts = ["script.js", *(name for name in names if name.endswith(".js") and name != "script.js")]
    script = b"\n".join(_read(folder / name) for name in scripts)
    return Theme(templates, _read(folder / "style.css"), script, folder.resolve() == _OWN)


def _text(path: Path) -> str:
    try:
        return _read(path).decode()
    except UnicodeDecodeError as error:
        raise OSError(errno.EILSEQ, "this template is not UTF-8", str(path)) from error


def _read(path: Path) -> bytes:
    """The bytes of a file of the theme; a link that leads out of it is not followed, since all of it is published."""
    if path.exists() and not is_own_file(path, path.parent):
        raise OSError(errno.EPERM, "this is no file inside the theme", str(path))
    return read_bytes(path)


@transient
class Templates:
    """The templates of a theme. code: what they were compiled to, by their keys; what is compiled is added."""

    def __init__(self, theme: Theme, code: dict[str, bytes]) -> None:
        self._theme, self._code = theme, code

    @cached_property
    def environment(self) -> Environment:
        """The templates, ready to be filled."""
        from axiombook.pages.templates import environment_of

        return environment_of(self._theme, self._code)


def templates_of(theme: Theme, kept: Kept) -> Templates:
    """The templates of a theme, each compiled once for as long as its text stays."""
    sort = "trusted" if theme.trusted else "sandboxed"  # one text makes another program in a sandbox
    code = kept.last(dict[str, bytes], sort)
    code = {} if code is None else code
    kept.keep(dict[str, bytes], sort, code)
    return kept.result(Templates, theme, code)
