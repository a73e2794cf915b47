"""Where the address of a link stands in its text."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from axiombook.book import Inline, Prose, Span

FAR = 100  # characters from the end of a link's text to its address; blanks may stand between


def address_span(prose: Prose, inline: Inline) -> Span:
    """The place of the address as typed; of the link's opening where it is typed elsewhere, as a reference is."""
    label = _label_end(prose, inline)
    far = label + len(inline.target) + FAR
    at = prose.raw.find(inline.target, label, far) if inline.target and label >= 0 else -1
    if at < 0 or prose.raw[label:at].strip("]( <\n"):
        return prose.span(inline.start, inline.end)
    return prose.span(at, at + len(inline.target))


def _label_end(prose: Prose, inline: Inline) -> int:
    """Where the text of a link or an image ends; -1 for an image whose address is typed elsewhere."""
    if inline.kind == "image":
        return prose.raw.find("](", inline.start, inline.end)
    first = bisect_left(prose.inlines, inline.end, key=_start)
    return next((other.start for other in islice(prose.inlines, first, None) if other.kind == "/link"), -1)


def _start(inline: Inline) -> int:
    return inline.start
