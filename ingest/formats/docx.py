"""Word files (.docx) to pieces."""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.formats.package import DAMAGE, open_package, parse_xml
from ingest.formats.piece import Contents, Piece, PieceKind, RefusedError, piece

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(content: bytes) -> Contents:
    """Return the text of a Word file; raises RefusedError where there is none to read."""
    damaged = RefusedError("it is damaged or no Word file", "save it anew as .docx")
    try:
        open_package(content, ".docx").close()
        document = docx.Document(io.BytesIO(content))
        pieces = (*_body(document), *_notes(document))
        about = document.core_properties
        # No date: those in the file are often of the template that it was begun from.
        return Contents(pieces, title=about.title or None, language=about.language or None)
    except (*DAMAGE, PackageNotFoundError, PythonDocxError, XmlchemyError) as error:
        raise damaged from error


def _body(document: WordDocument) -> Iterator[Piece]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield _paragraph(block)


def _paragraph(paragraph: Paragraph) -> Piece:
    style = (paragraph.style.name or "") if paragraph.style else ""
    heading = _HEADING.match(style)
    if style == "Title":
        return piece(PieceKind.HEADING, paragraph.text, level=1)
    if heading:
        # Under the title, which Word keeps apart from the headings.
        return piece(PieceKind.HEADING, paragraph.text, level=int(heading.group(1)) + 1)
    properties = paragraph._p.pPr
    listed = style.startswith("List") or (properties is not None and properties.numPr is not None)
    return piece(PieceKind.ITEM if listed else PieceKind.PARAGRAPH, paragraph.text)


def _rows(table: Table) -> Iterator[Piece]:
    for row in table.rows:
        # A merged cell comes once for every column that it spans.
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        yield piece(PieceKind.ROW, *(cell.text for cell in cells))


def _notes(document: WordDocument) -> Iterator[Piece]:
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        root = parse_xml(relation.target_part.blob)
        for note in root.iterchildren(qn("w:footnote"), qn("w:endnote")):
            if note.get(qn("w:type")) not in _SEPARATORS:
                text = "".join(one.text or "" for one in note.iter(qn("w:t")))
                yield piece(PieceKind.NOTE, text)
