"""PDF files with a text layer to pieces, each part with its page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium

from ingest.formats.hyphenation import Hyphenation
from ingest.formats.pdf_lines import lines_of
from ingest.formats.pdf_page import Line
from ingest.formats.piece import Contents, Part, Piece, PieceKind, RefusedError

# The longest report we know of has 1,500 pages; ten times a thesis is a data dump.
MAX_PAGES = 3000
# A running head has at most so many lines.
_EDGE_LINES = 2
# In points: a running head stands where it stands on other pages, scanned ones a little askew.
_SAME_PLACE = 4
_FEW_PAGES = 4
# As much larger than the body type as a heading is, and as much smaller as a note is.
_LARGER, _SMALLER = 1.1, 0.92
_LONGEST_HEADING = 200
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|página )?[-–—| ]*(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:/|of|de) ?\d{1,4})?[-–—| ]*",
    re.I,
)
_BULLET = re.compile(r"[•‣▪◦●■–*·-]\s+(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])[.)]?\s*\S")
_STOPS = (".", "!", "?", ":", ";", "”", '"', "’", ")")
_NO_TITLE = re.compile(r"untitled|microsoft word|.*\.\w{2,5}$|(?:document|slide)\s?\d*$", re.I)
# A person's full name; programs put an account's there.
_NAME = re.compile(r"[^\W\d_][^\d@\\/]*\.? [^\d@\\/]*[^\W\d_]\.?")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(content: bytes) -> Contents:
    """Return the text of a PDF; raises RefusedError where it has none that can be read."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise RefusedError("it is encrypted", "save a copy without a password") from error
        raise RefusedError("it is damaged or no PDF", "save or download it anew") from error
    if len(document) > MAX_PAGES:
        raise RefusedError(f"it has {len(document)} pages, the limit is {MAX_PAGES}", "split it")
    pages, warnings = lines_of(document)
    about = document.get_metadata_dict()
    title = about.get("Title", "").strip()
    date = _DATE.match(about.get("CreationDate", ""))
    return Contents(
        pieces_of(pages),
        title=None if _NO_TITLE.match(title) else title or None,
        published="-".join(date.groups()) if date else None,
        authors=tuple(filter(_NAME.fullmatch, re.split(r";|, | and ", about.get("Author", "")))),
        warnings=tuple(warnings),
    )


def pieces_of(pages: Sequence[Sequence[Line]]) -> tuple[Piece, ...]:
    """Return the pieces of pages: running heads dropped, lines joined, notes apart."""
    kept = _without_running(pages)
    lines = [line for page in kept for line in page]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    if not sizes:
        return ()
    body = sizes.most_common(1)[0][0]
    notes = [_is_notes(page, body) for page in kept]
    prose = [line for page, at in zip(kept, notes, strict=True) for line in page[:at]]
    small = [line for page, at in zip(kept, notes, strict=True) for line in page[at:]]
    ranks = _ranks(prose, body)
    join = Hyphenation(line.text for line in lines)
    pieces = [_piece(group, body, ranks, join) for group in _groups(prose, body)]
    for group in _note_groups(small):
        pieces.append(Piece(PieceKind.NOTE, _parts(group, join)))
    return tuple(pieces)


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop what stands at the edge of most pages, but for its figures, and page numbers."""
    edges = [_edge(page) for page in pages]
    places: dict[str, list[float]] = {}
    for edge in edges:
        for text, baseline in {_pattern(line): line.baseline for line in edge}.items():
            places.setdefault(text, []).append(baseline)
    # The first page often has none.
    wanted = 2 if len(pages) <= _FEW_PAGES else 3

    def is_running(line: Line) -> bool:
        near = (abs(one - line.baseline) <= _SAME_PLACE for one in places[_pattern(line)])
        return sum(near) >= wanted

    return [
        [
            line
            for line in page
            if not (line in edge and (_PAGE_NUMBER.fullmatch(line.text) or is_running(line)))
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: Sequence[Line]) -> list[Line]:
    rows = sorted(page, key=lambda line: -line.baseline)
    return rows[:_EDGE_LINES] + rows[-_EDGE_LINES:]


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _is_notes(page: Sequence[Line], body: float) -> int:
    """Return from which line on a page holds notes."""
    at = len(page)
    while at and page[at - 1].size < _SMALLER * body:
        at -= 1
    while at < len(page) and not _NOTE.match(page[at].text):
        at += 1
    return at


def _note_groups(lines: Iterable[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _NOTE.match(line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _ranks(lines: Iterable[Line], body: float) -> dict[float, int]:
    """Return the rank of each size of heading, the largest first; bold body type comes last."""
    larger = sorted({line.size for line in lines if line.size > _LARGER * body}, reverse=True)
    return {size: rank for rank, size in enumerate(larger, start=1)}


def _is_heading(line: Line, body: float) -> bool:
    stands_out = line.size > _LARGER * body or (line.bold and line.size >= _SMALLER * body)
    return stands_out and not line.cells and len(line.text) <= _LONGEST_HEADING


def _groups(lines: Sequence[Line], body: float) -> list[list[Line]]:
    steps = [
        before.baseline - after.baseline
        for before, after in pairwise(lines)
        if before.page == after.page
        and before.column == after.column
        and before.size == after.size == body
        and before.baseline > after.baseline
    ]
    step = median(steps) if steps else 1.2 * body
    rights: dict[tuple[int, int], float] = {}
    for line in lines:
        key = (line.page, line.column)
        rights[key] = max(rights.get(key, 0.0), line.right)
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        if before and _continues(before, line, body, step, rights[(before.page, before.column)]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(before: Line, line: Line, body: float, step: float, right: float) -> bool:
    """Whether a line goes on with the paragraph, or the heading, of the line before."""
    if before.cells or line.cells or _BULLET.match(line.text):
        return False
    headings = _is_heading(before, body), _is_heading(line, body)
    if abs(before.size - line.size) > 0.5 or headings[0] != headings[1]:
        return False
    ended = before.text.endswith(_STOPS)
    if before.page != line.page or before.column != line.column:
        return (not ended and not headings[0]) or (
            ended and before.right > right - 2 * body and line.text[:1].islower()
        )
    gap = before.baseline - line.baseline
    limit = 1.3 * step * max(1.0, line.size / body)
    indented = line.left > before.left + 0.8 * body and ended
    short = ended and before.right < right - 6 * body
    numbered = ended and _NUMBERED.match(line.text) is not None
    return 0 < gap <= limit and not indented and not numbered and not (short and gap > 1.1 * step)


def _piece(group: Sequence[Line], body: float, ranks: dict[float, int], join: Hyphenation) -> Piece:
    first = group[0]
    if first.cells:
        return Piece(PieceKind.ROW, tuple(Part(cell, first.page) for cell in first.cells))
    parts = _parts(group, join)
    whole = " ".join(part.text for part in parts)
    if _is_heading(first, body) and len(whole) <= _LONGEST_HEADING:
        return Piece(PieceKind.HEADING, parts, ranks.get(first.size, len(ranks) + 1))
    marker = _BULLET.match(first.text) or _NUMBERED.match(first.text)
    if marker is None:
        return Piece(PieceKind.PARAGRAPH, parts)
    rest = Part(parts[0].text[marker.end() :], parts[0].page)
    return Piece(PieceKind.ITEM, (rest, *parts[1:]))


def _parts(group: Sequence[Line], join: Hyphenation) -> tuple[Part, ...]:
    """Return the text of lines, one part for each page; a word cut overleaf is whole."""
    parts: list[Part] = []
    for line in group:
        if not parts:
            parts.append(Part(line.text, line.page))
            continue
        text, rest = join.joined(parts[-1].text, line.text, same=parts[-1].page == line.page)
        parts[-1] = Part(text, parts[-1].page)
        if rest:
            parts.append(Part(rest, line.page))
    return tuple(parts)
