"""OpenDocument texts (.odt) to pieces."""

from collections.abc import Iterator

from lxml import etree

from ingest.formats.package import DAMAGE, open_package, parse_xml
from ingest.formats.piece import Contents, Piece, PieceKind, RefusedError, piece

# People nest lists and sections a few deep; at this depth recursion is far from Python's limit.
MAX_DEPTH = 100
# A cell that says how often it stands may say a million.
MAX_REPEATED = 50
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# What is no part of the text: changes that were taken back, remarks, tables of contents.
_SKIPPED = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}table-of-content",
        f"{_TEXT}alphabetical-index",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
    }
)
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": " "}


def read_odt(content: bytes) -> Contents:
    """Return the text of an OpenDocument text; raises RefusedError where there is none to read."""
    damaged = RefusedError("it is damaged or no OpenDocument text", "save it anew as .odt")
    try:
        with open_package(content, ".odt") as packed:
            if b"encryption-data" in packed.read("META-INF/manifest.xml"):
                raise RefusedError("it is encrypted", "save it as .odt without a password")
            body = parse_xml(packed.read("content.xml")).find(f".//{_OFFICE}text")
            if body is None:
                raise damaged
            about = packed.read("meta.xml") if "meta.xml" in packed.namelist() else b"<none/>"
            return Contents(
                tuple(_blocks(body)), title=_said(about, "title"), language=_said(about, "language")
            )
    except DAMAGE as error:
        raise damaged from error


def _said(meta: bytes, name: str) -> str | None:
    found = parse_xml(meta).xpath(f"//*[local-name()='meta']/*[local-name()='{name}']/text()")
    return str(found[0]).strip() or None if found else None


def _blocks(parent: etree._Element, *, listed: bool = False, depth: int = 0) -> Iterator[Piece]:
    """Yield the pieces below an element, each followed by the notes that hang on it."""
    if depth > MAX_DEPTH:
        raise RefusedError(f"its parts nest deeper than {MAX_DEPTH}", "save its text")
    for element in parent.iterchildren(tag=etree.Element):
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level") or "1"
            # Under the title, which stands in the file's own description.
            yield piece(PieceKind.HEADING, _words(element), level=int(level) + 1)
            yield from _notes(element)
        elif element.tag == f"{_TEXT}p":
            yield piece(PieceKind.ITEM if listed else PieceKind.PARAGRAPH, _words(element))
            yield from _notes(element)
        elif element.tag == f"{_TABLE}table":
            for row in element.iter(f"{_TABLE}table-row"):
                yield piece(PieceKind.ROW, *_cells(row))
        else:
            inside = listed or element.tag == f"{_TEXT}list"
            yield from _blocks(element, listed=inside, depth=depth + 1)


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated") or "1")
        text = " ".join(_words(one) for one in cell.iter(f"{_TEXT}p"))
        yield from [text] * min(repeated, MAX_REPEATED)


def _notes(element: etree._Element) -> Iterator[Piece]:
    for note in element.iter(f"{_TEXT}note-body"):
        yield piece(PieceKind.NOTE, " ".join(_words(one) for one in note.iter(f"{_TEXT}p")))


def _words(element: etree._Element) -> str:
    """Return an element's text without the notes in it."""
    said = [element.text or ""]
    for child in element.iterchildren():
        if child.tag in _SPACES:
            said.append(_SPACES[child.tag])
        elif isinstance(child.tag, str) and child.tag not in (f"{_TEXT}note", *_SKIPPED):
            said.append(_words(child))
        said.append(child.tail or "")
    return "".join(said)
