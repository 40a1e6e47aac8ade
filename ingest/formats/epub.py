"""Books (.epub) to pieces: their chapters in reading order.

Read by the standard library and lxml: the best known library for the format is under the AGPL.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from ingest.formats.package import DAMAGE, open_package, parse_xml
from ingest.formats.piece import Contents, Piece, RefusedError
from ingest.formats.xhtml import page_pieces

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts may be scrambled by these in a book that is free to read.
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/xml"})


def read_epub(content: bytes) -> Contents:
    """Return the text of a book's chapters; raises RefusedError where there is none to read."""
    damaged = RefusedError("it is damaged or no book", "save or download it anew as .epub")
    try:
        with open_package(content, ".epub") as packed:
            if _is_protected(packed):
                raise RefusedError("it is copy-protected", "use a copy without protection")
            return _contents(packed)
    except DAMAGE as error:
        raise damaged from error


def _is_protected(packed: zipfile.ZipFile) -> bool:
    if _ENCRYPTION not in packed.namelist():
        return False
    methods = parse_xml(packed.read(_ENCRYPTION)).xpath(
        "//*[local-name()='EncryptionMethod']/@Algorithm"
    )
    return any(method not in _FONT_SCRAMBLING for method in methods)


def _contents(packed: zipfile.ZipFile) -> Contents:
    container = parse_xml(packed.read(_CONTAINER))
    place = str(container.xpath("//*[local-name()='rootfile']/@full-path")[0])
    book = parse_xml(packed.read(place))
    return Contents(
        tuple(_chapters(packed, book, posixpath.dirname(place))),
        title=_said(book, "title"),
        published=_said(book, "date"),
        language=_said(book, "language"),
        authors=tuple(_all_said(book, "creator")),
        publisher=_said(book, "publisher"),
    )


def _said(book: etree._Element, name: str) -> str | None:
    return next(iter(_all_said(book, name)), None)


def _all_said(book: etree._Element, name: str) -> list[str]:
    found = book.xpath(f"//*[local-name()='metadata']/*[local-name()='{name}']/text()")
    return [said for one in found if (said := str(one).strip())]


def _chapters(packed: zipfile.ZipFile, book: etree._Element, folder: str) -> Iterator[Piece]:
    items = {item.get("id"): item for item in book.xpath("//*[local-name()='item']")}
    names = frozenset(packed.namelist())
    for reference in book.xpath("//*[local-name()='itemref']"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        # A name is looked up in the archive and nowhere else, wherever it points.
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if name in names:
            yield from page_pieces(packed.read(name))
