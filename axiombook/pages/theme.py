"""The theme: templates, one style sheet, one script. `load` is the only place here that opens files."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from axiombook.kept import Kept, transient
from axiombook.read.files import is_own_file, read_bytes

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


class _Compiled(BytecodeCache):
    """The code of templates, by their keys; the code of another text under a key is not taken."""

    def __init__(self, code: dict[str, bytes]) -> None:
        self._code = code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for the code of a template."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja compiled a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


def templates_of(theme: Theme, kept: Kept) -> Environment:
    """The templates of a theme, each compiled once for as long as its text stays."""
    sort = "trusted" if theme.trusted else "sandboxed"  # one text makes another program in a sandbox
    code = kept.last(dict[str, bytes], sort)
    code = {} if code is None else code
    kept.keep(dict[str, bytes], sort, code)
    return kept.result(environment_of, theme, code)


@transient
def environment_of(theme: Theme, code: dict[str, bytes]) -> Environment:
    """The templates, ready to be filled: what is put in is escaped, a name that is not given is an error.

    A template is a program. One that came with a book reaches what it is given, and nothing of Python behind it.
    """
    kind = Environment if theme.trusted else ImmutableSandboxedEnvironment
    return kind(
        loader=DictLoader(theme.templates),
        bytecode_cache=_Compiled(code),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def compile_all(templates: Environment) -> None:
    """Compiles every template now; one that cannot be compiled says so where it is filled."""
    for name in templates.list_templates():
        with suppress(TemplateError):
            templates.get_template(name)
