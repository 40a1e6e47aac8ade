"""Rich Text Format (.rtf) to pieces: its paragraphs and rows; the format marks no headings."""

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from ingest.formats.piece import Contents, Piece, PieceKind, RefusedError, piece

_MAGIC = b"{\\rtf"
_BULLET = re.compile(r"[•·‣▪o*-]\t+(?=\S)|\d{1,2}[.)]\t+(?=\S)")
_TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")


def read_rtf(content: bytes) -> Contents:
    """Return the text of an RTF file; raises RefusedError where there is none to read."""
    if not content.lstrip().startswith(_MAGIC):
        raise RefusedError("it is no RTF", "save it anew as .rtf")
    # The format is ASCII; what stands above it is in the code page that the file names.
    source = content.decode("cp1252", errors="replace")
    try:
        text = rtf_to_text(source, errors="replace")
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise RefusedError("it is damaged", "save it anew as .rtf") from error
    title = _TITLE.search(source)
    return Contents(tuple(_pieces(text)), title=title[1].strip() if title else None)


def _pieces(text: str) -> Iterator[Piece]:
    for line in text.splitlines():
        bullet = _BULLET.match(line)
        if line.rstrip().endswith("|") and line.count("|") > 1:
            yield piece(PieceKind.ROW, *line.rstrip().removesuffix("|").split("|"))
        elif bullet:
            yield piece(PieceKind.ITEM, line[bullet.end() :])
        else:
            yield piece(PieceKind.PARAGRAPH, line)
