"""What stops a capture: a sentence for a person, and what to do about it."""

from __future__ import annotations


class Trouble(Exception):
    """The captures cannot be taken; nothing that was there before has been touched."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help
