"""The theme: templates, one style sheet, one script. `load` is the only place here that opens files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined

from axiombook.kept import transient


@dataclass(frozen=True, slots=True)
class Theme:
    """templates: file name -> text. style and script are published as they are.

    script: script.js, then the other scripts of the folder by name, as one file.
    """

    templates: Mapping[str, str]
    style: bytes
    script: bytes


def load(folder: Path) -> Theme:
    """The theme in a folder. Raises OSError, with the file's name, where a part of it cannot be read."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".html", ".xml"))
    templates = {path.name: path.read_text(encoding="utf-8") for path in files}
    first = folder / "script.js"
    scripts = [first, *sorted(path for path in folder.glob("*.js") if path != first)]
    return Theme(templates, (folder / "style.css").read_bytes(), b"\n".join(path.read_bytes() for path in scripts))


@transient
def environment_of(theme: Theme) -> Environment:
    """The templates, ready to be filled: what is put in is escaped, a name that is not given is an error."""
    return Environment(
        loader=DictLoader(theme.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
