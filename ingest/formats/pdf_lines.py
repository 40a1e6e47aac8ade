"""The lines of all pages of a PDF: from its text layer, or recognised where a page has none."""

from collections.abc import Sequence

import pypdfium2 as pdfium

from ingest.formats.pdf_page import Line, page_lines
from ingest.formats.piece import RefusedError
from ingest.formats.reading import RECOGNITION_SECONDS
from ingest.formats.recognition import recognise
from ingest.formats.tesseract import is_available

_INSTALL = "install Tesseract (tesseract-ocr) to have scans recognised, or recognise it elsewhere"


def lines_of(document: pdfium.PdfDocument) -> tuple[list[list[Line]], list[str]]:
    """Return the lines of every page, by text recognition where there is no text layer.

    What could not be read is told; raises RefusedError where that is all of it.
    """
    pages: list[list[Line]] = []
    for index in range(len(document)):
        try:
            pages.append(page_lines(document[index], index + 1))
        except pdfium.PdfiumError:
            pages.append([])
    unread = [number for number, lines in enumerate(pages, start=1) if not lines]
    warnings = []
    if unread and is_available():
        found = recognise(document, unread, seconds=RECOGNITION_SECONDS)
        for number, lines in found.lines.items():
            pages[number - 1] = lines
        read = [number for number, lines in found.lines.items() if lines]
        if read:
            warnings.append(
                f"{_named(read)} no text layer and came from text recognition (Tesseract, "
                f"{' and '.join(found.languages)}): check figures and names"
            )
        if found.unread:
            named = _named(found.unread)
            warnings.append(f"{named} no text layer, and recognition took too long: split the file")
        if not any(pages):
            raise RefusedError(f"{_named(unread)} no text that can be recognised", "type it")
    elif unread:
        named = f"{_named(unread)} no text layer"
        if len(unread) == len(pages):
            raise RefusedError(f"{named} (a scan?)", _INSTALL)
        warnings.append(f"{named} and cannot be read: {_INSTALL}")
    return pages, warnings


def _named(pages: Sequence[int]) -> str:
    """Return `page 3 has` or `pages 3, 5 to 9 have`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = ", ".join(f"{r[0]} to {r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
    return f"page {said} has" if len(pages) == 1 else f"pages {said} have"
