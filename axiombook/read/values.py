"""What stands in `{{...}}`: a captured value, or a calculation with captured values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from axiombook.book import Capture, Value
from axiombook.calculator import NUMBER, CannotCompute, compute
from axiombook.near import nearest

_NAME = re.compile(r"[A-Za-z_][\w./-]*|\d+(?:\.\d+)*/[\w./-]*")
_LONGEST = 2000  # characters between the brackets
_FRACTION = re.compile(r"\d+\.\d+")
_REST = re.compile(r"[\w./]+(?:-[A-Za-z_][\w./]*)*")


class NoValue(ValueError):
    """A reference that names no value; the message is a sentence without its full stop."""


class Values:
    """Looks `NAME.value` up in the captures, first in the folder that book.toml names."""

    def __init__(self, captures: Mapping[str, Capture], folder: str) -> None:
        self._captures, self._folder = captures, folder.strip("/")
        # A capture's name that begins with a digit looks like a number: it is known by what stands behind the digits.
        numbered = sorted((name for name in self.names() if name[:1].isdigit()), key=len, reverse=True)
        self._name = re.compile("|".join([*(rf"{re.escape(name)}\.[\w./-]*" for name in numbered), _NAME.pattern]))

    def capture(self, name: str) -> Capture | None:
        """The capture NAME means: one in the book's own folder of captures comes first."""
        return self._captures.get(f"{self._folder}/{name}") or self._captures.get(name)

    def names(self) -> list[str]:
        """Every way to name a capture."""
        inside = [name.removeprefix(f"{self._folder}/") for name in self._captures if self._folder]
        return sorted({*self._captures, *inside})

    def look_up(self, reference: str) -> tuple[Capture, Value]:
        """The value that `NAME.value` names. Raises NoValue."""
        name, _, value = reference.rpartition(".")
        capture = self.capture(name)
        if capture is None and self.capture(reference) is not None:
            raise NoValue(f"`{reference}` is a capture; name one of its values, as `{reference}.NAME`")
        if capture is None:
            raise NoValue(f"there is no capture `{name or reference}`" + _did_you_mean(name, self.names()))
        if value in capture.broken:
            raise NoValue(f"`{reference}` has no value: {capture.broken[value]}")
        if value not in capture.values:
            raise NoValue(f"the capture `{name}` names no value `{value}`" + _did_you_mean(value, capture.values))
        return capture, capture.values[value]

    def references(self, expression: str) -> tuple[tuple[str, int, int], ...]:
        """The references in an expression, as (NAME.value, start, end)."""
        if len(expression) > _LONGEST:
            return ()
        found, at = [], 0
        while (match := self._name.search(expression, at)) is not None:
            if expression[max(match.start() - 1, 0) : match.start()].isalnum():
                at = match.end()
                continue
            end = self._longest(expression, match.start(), match.end())
            found.append((expression[match.start() : end], match.start(), end))
            at = end
        return tuple(found)

    def numerals(self, expression: str) -> tuple[tuple[str, int, int], ...]:
        """The numbers that are typed in an expression, as (number, start, end): what computes with them needs them."""
        names = self.references(expression)
        found = ((match[0], *match.span()) for match in NUMBER.finditer(expression))
        return tuple(each for each in found if not any(each[1] < end and start < each[2] for _, start, end in names))

    def _longest(self, expression: str, start: int, end: int) -> int:
        """Where the reference ends: `a.x-b.y` is one name where such a value is, else a subtraction."""
        text = expression[start:end].rstrip("./-")
        for size in range(len(text), 0, -1):
            if size == len(text) or text[size] in "-/.":
                name, _, value = text[:size].rpartition(".")
                capture = self.capture(name) if name else None
                if capture is not None and (value in capture.values or value in capture.broken):
                    return start + size
        match = _REST.match(text)
        return start + (len(match[0].rstrip("./")) if match else len(text))

    def evaluate(self, expression: str) -> str:
        """What the book prints for `{{expression}}`. Raises NoValue."""
        references = self.references(expression)
        if not references:
            why = "names no value" if len(expression) <= _LONGEST else f"has more than {_LONGEST} characters"
            raise NoValue(f"`{{{{{expression[:_LONGEST]}}}}}` {why}")
        found = [self.look_up(reference)[1] for reference, _, _ in references]
        if len(references) == 1 and references[0][1:] == (0, len(expression)):
            return found[0].shown
        return self._computed(expression, references, found)

    def _computed(self, expression: str, references: tuple[tuple[str, int, int], ...], found: list[Value]) -> str:
        text, at, base = "", 0, 0
        for (reference, start, end), value in zip(references, found, strict=True):
            number = str(value.number) if value.number is not None else value.text
            if value.number is None and not _FRACTION.fullmatch(value.text):
                raise NoValue(f"`{reference}` is the text `{value.text}`, no number to compute with")
            if not base:
                before = NUMBER.search(expression[at:start])
                base = _base(before[0]) if before else 16 if value.hexadecimal else 10
            text += expression[at:start] + f"({number})"
            at = end
        try:
            result = compute(text + expression[at:])
        except CannotCompute as error:
            raise NoValue(f"`{{{{{expression}}}}}` cannot be computed: {error}") from error
        if base == 10 or result.denominator != 1:
            return _decimal(result)
        return hex(int(result)) if base == 16 else bin(int(result))


def _base(numeral: str) -> int:
    """The base in which a typed number is written."""
    return {"0x": 16, "0b": 2}.get(numeral[:2].lower(), 10)


def _decimal(result: int | Fraction) -> str:
    """A result in decimal: a fraction as it ends after the dot, or as two numbers where it never ends."""
    tens = next((size for size in range(30) if 10**size % result.denominator == 0), None)
    if tens is None:
        return str(result)
    whole, rest = divmod(abs(result.numerator) * (10**tens // result.denominator), 10**tens)
    return ("-" if result < 0 else "") + str(whole) + (f".{rest:0{tens}d}" if tens else "")


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""
