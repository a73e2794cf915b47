"""The templates of a theme as programs: what fills them is the library, what they may reach is said here."""

from __future__ import annotations

from contextlib import suppress

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from axiombook.pages.theme import Theme


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
