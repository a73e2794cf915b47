"""Where the address of a link stands in its text."""

from __future__ import annotations

from axiombook.book import Inline, Prose, Span


def address_span(prose: Prose, inline: Inline) -> Span:
    """The place of the address as typed; of the link's opening where it is typed elsewhere, as a reference is."""
    label = _label_end(prose, inline)
    at = prose.raw.find(inline.target, label) if inline.target and label >= 0 else -1
    if at < 0 or prose.raw[label:at].strip("]( <\n"):
        return prose.span(inline.start, inline.end)
    return prose.span(at, at + len(inline.target))


def _label_end(prose: Prose, inline: Inline) -> int:
    """Where the text of a link or an image ends; -1 for an image whose address is typed elsewhere."""
    if inline.kind == "image":
        return prose.raw.find("](", inline.start, inline.end)
    return next((other.start for other in prose.inlines if other.kind == "/link" and other.start >= inline.end), -1)
