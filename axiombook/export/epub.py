"""The book as EPUB 3: a page a lesson, line, proof, questions; pure, so the same book is the same bytes."""

from __future__ import annotations

import io
import mimetypes
import re
import uuid
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from axiombook.book import Book
from axiombook.dataclass import dataclass
from axiombook.export.inside import inside, on_site
from axiombook.export.rewrite import ids_of, rewritten
from axiombook.pages.context import Context
from axiombook.pages.feeds import NEVER, stamp
from axiombook.pages.page import visible
from axiombook.pages.whole import contents_on_paper, lessons_on_paper

_STYLE = Path(__file__).with_name("epub.css")
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the EPUB: its file, its title, its body."""

    file: str
    title: str
    body: str


def epub(context: Context, images: Mapping[str, bytes]) -> bytes:
    """The whole EPUB. images: the other files of content/ by name; those that a line shows are put in."""
    chapters = tuple(_chapters(context))
    shown = {
        name: content for name, content in images.items() if any(f'src="{name}"' in each.body for each in chapters)
    }
    pages = _linked(chapters, context)
    language = context.book.settings.language
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _package(context.book, chapters, shown),
        "EPUB/nav.xhtml": _page("Contents", _contents(chapters, context), language),
        "EPUB/style.css": _STYLE.read_text(encoding="utf-8"),
        **{f"EPUB/{each.file}": _page(each.title, body, language) for each, body in zip(chapters, pages, strict=True)},
        **{f"EPUB/{name}": content for name, content in shown.items()},
    }
    return _zipped(files)


def _chapters(context: Context) -> Iterator[Chapter]:
    settings = context.book.settings
    told = (settings.author, settings.description, settings.licence)
    said = "".join(f"<p>{escape(text)}</p>" for text in told if text)
    yield Chapter("title.xhtml", settings.title, f"<h1>{escape(settings.title)}</h1>{said}")
    for lesson, body, ledger in lessons_on_paper(context):
        title = f"{lesson.number} {lesson.name}"
        head, end = (
            f'<section id="{lesson.slug}"><h1>{escape(title)}</h1>',
            f'<pre class="ledger">{escape(ledger)}</pre>',
        )
        text = f"{head}\n{body}{end}</section>"
        yield Chapter(f"{lesson.slug}.xhtml", title, text)


def _linked(chapters: tuple[Chapter, ...], context: Context) -> Iterator[str]:
    """The bodies, with every link to a line of another chapter led to that chapter's file."""
    held = {id: chapter.file for chapter in chapters for id in ids_of(chapter.body)}

    def change(name: str, value: str) -> str | None:
        if name == "id":
            return xml_id(value)
        if name == "href":
            target = inside(value, context)
            if target.startswith("#"):
                file = held.get(target[1:])
                return f"{file}#{xml_id(target[1:])}" if file else on_site(value, context) or None
            return target or None
        return None if name in ("tabindex", "aria-describedby") else value

    for chapter in chapters:
        yield rewritten(chapter.body, change)


def xml_id(anchor: str) -> str:
    """An anchor as XML takes an id: a letter first, then letters, digits, dots, hyphens."""
    plain = re.sub(r"[^A-Za-z0-9.-]", lambda sign: f"_{ord(sign[0]):x}_", anchor)
    return plain if plain[:1].isalpha() else f"x{plain}"


def _page(title: str, body: str, language: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{escape(language)}" xml:lang="{escape(language)}"><head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/></head>\n<body>{body}</body></html>\n'
    )


def _contents(chapters: tuple[Chapter, ...], context: Context) -> str:
    """The title page, then the lessons, those of a part below its name."""
    rows = [_entry(chapters[0])]
    left = iter(chapters[1:])
    for part, lessons in contents_on_paper(context):
        entries = "".join(_entry(next(left)) for _ in lessons)
        name = f"Part {part[0]}: {escape(part[1])}" if part else ""
        rows.append(f"<li><span>{name}</span><ol>\n{entries}</ol></li>\n" if part else entries)
    return f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>\n{"".join(rows)}</ol></nav>'


def _entry(chapter: Chapter) -> str:
    return f'<li><a href="{chapter.file}">{escape(chapter.title)}</a></li>\n'


def _package(book: Book, chapters: tuple[Chapter, ...], images: Mapping[str, bytes]) -> str:
    settings = book.settings
    name = settings.site or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.title} {settings.author}')}"
    told = (("identifier", name, ' id="name"'), ("title", settings.title, ""), ("language", settings.language, ""))
    more = (
        ("creator", settings.author, ""),
        ("description", settings.description, ""),
        ("rights", settings.licence, ""),
    )
    facts = "".join(f"<dc:{key}{id}>{escape(text)}</dc:{key}>\n" for key, text, id in (*told, *more) if text)
    taken = max((stamp(capture.taken) for capture in book.captures.values()), default=NEVER)
    items = "".join(_item(f"c{at}", each.file, "application/xhtml+xml") for at, each in enumerate(chapters))
    items += "".join(
        _item(f"i{at}", image, mimetypes.guess_type(image)[0] or "application/octet-stream")
        for at, image in enumerate(images)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="name">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{facts}'
        f'<meta property="dcterms:modified">{taken}</meta>\n</metadata>\n<manifest>\n'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        f'<item id="css" href="style.css" media-type="text/css"/>\n{items}</manifest>\n<spine>\n'
        f"{spine}\n</spine>\n</package>\n"
    )


def _item(id: str, file: str, kind: str) -> str:
    return f'<item id="{id}" href="{escape(file)}" media-type="{kind}"/>\n'


def _zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Mimetype first and not packed, as EPUB wants it; every time in the archive is the same."""
    whole = io.BytesIO()
    with ZipFile(whole, "w") as archive:
        archive.writestr(ZipInfo("mimetype"), "application/epub+zip", ZIP_STORED)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else visible(content.encode(errors="replace"))
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return whole.getvalue()
