"""The lines of a PDF's page, in reading order, with what tells headings and notes from prose."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

# In em: a gap as wide lies between columns or cells, never between words, justified or not.
WIDE_GAP = 1.8
# In em: letters of one line stand less apart from its baseline than that, superscripts included.
LINE_SHIFT = 0.6
# pdfium writes this for a hyphen at the end of a line.
_LINE_HYPHEN = "\x02"
# The font's weight from which on text stands out.
BOLD = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column; coordinates in points, from the bottom left of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    page: int
    cells: tuple[str, ...] = ()
    """The texts of a line with wide gaps in it; empty for prose."""
    column: int = 0
    """Number of the column within its page: lines of two never join by their distance."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool


def page_lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """Return the lines of a page, left column before right."""
    text_page = page.get_textpage()
    try:
        fragments = [_line(run, number) for run in _runs(_letters(text_page))]
    finally:
        text_page.close()
    return in_order([one for one in fragments if one.text.strip()])


def in_order(fragments: Sequence[Line]) -> list[Line]:
    """Return fragments in reading order: down the page, but down each column where there are two.

    A line across both columns (a title, a wide figure's caption) parts what is above from what is
    below it.
    """
    gutter = _gutter(fragments)
    rows = sorted(fragments, key=lambda one: (-one.baseline, one.left))
    if gutter is None:
        return _joined(rows)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    column = 0
    for one in rows:
        if one.right <= gutter:
            left.append(one)
        elif one.left >= gutter:
            right.append(one)
        else:
            ordered += _numbered(_joined(left), column + 1) + _numbered(_joined(right), column + 2)
            column += 3
            left, right = [], []
            ordered.append(replace(one, column=column))
    return ordered + _numbered(_joined(left), column + 1) + _numbered(_joined(right), column + 2)


def _numbered(lines: Iterable[Line], column: int) -> list[Line]:
    return [replace(line, column=column) for line in lines]


def _letters(text_page: pdfium.PdfTextPage) -> Iterator[_Letter]:
    box = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        text = chr(code) if 0 < code < 0x110000 else ""
        left, right, bottom, top = box
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        size = abs(bottom.value - top.value)
        matrix = raw.FS_MATRIX()
        if raw.FPDFText_GetMatrix(text_page, index, matrix):
            # The size that is set and what the page scales it by.
            size = raw.FPDFText_GetFontSize(text_page, index) * abs(matrix.d or matrix.b)
        bold = raw.FPDFText_GetFontWeight(text_page, index) >= BOLD or _named_bold(text_page, index)
        yield _Letter(text, left.value, right.value, y.value, size, bold)


def _named_bold(text_page: pdfium.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), flags)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


def _runs(letters: Iterable[_Letter]) -> Iterator[list[_Letter]]:
    """Yield the letters of one line of one column or cell."""
    run: list[_Letter] = []
    for letter in letters:
        if letter.text in ("\r", "\n", _LINE_HYPHEN):
            if run and letter.text == _LINE_HYPHEN:
                run.append(replace(run[-1], text="-"))
            if run:
                yield run
            run = []
            continue
        solid = [one for one in run[-2:] if not one.text.isspace()]
        if solid and not letter.text.isspace() and _breaks(solid[-1], letter):
            yield run
            run = []
        if run or not letter.text.isspace():
            run.append(letter)
    if run:
        yield run


def _breaks(before: _Letter, after: _Letter) -> bool:
    em = max(before.size, after.size, 1.0)
    return (
        after.left - before.right > WIDE_GAP * em
        or after.left < before.left - em
        or abs(after.baseline - before.baseline) > LINE_SHIFT * em
    )


def _line(run: Sequence[_Letter], page: int) -> Line:
    solid = [one for one in run if not one.text.isspace()] or list(run)
    size = median(one.size for one in solid)
    baseline = median(one.baseline for one in solid)
    # The number of a note stands small and raised in or behind a word.
    kept = [
        one
        for one in run
        if not (
            one.text.isdigit() and one.size < 0.8 * size and one.baseline > baseline + 0.1 * size
        )
    ]
    bold = sum(one.bold for one in solid) > 0.8 * len(solid)
    text = "".join(one.text for one in kept).strip()
    left, right = min(one.left for one in solid), max(one.right for one in solid)
    return Line(text, left, right, baseline, round(size, 1), bold, page)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the space between two columns lies, if there are two."""
    if not lines:
        return None
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    starts = sorted(
        {one.left for one in lines if 0.35 < (one.left - left) / (right - left + 1) < 0.65}
    )
    for start in starts:
        before = [one for one in lines if one.right < start]
        after = [one for one in lines if one.left >= start]
        crossing = len(lines) - len(before) - len(after)
        if min(len(before), len(after)) < 3 or crossing > 0.4 * len(lines):
            continue
        # Cells leave most of their column empty, prose fills it.
        filled = median(one.right - one.left for one in before) > 0.5 * (start - left)
        if filled and median(one.right - one.left for one in after) > 0.5 * (right - start):
            return start
    return None


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Join fragments on one baseline to a line; those far apart are its cells."""
    joined: list[Line] = []
    for line in sorted(lines, key=lambda one: -one.baseline):
        before = joined[-1] if joined else None
        if before and abs(before.baseline - line.baseline) < 0.3 * line.size:
            joined[-1] = _beside(*sorted((before, line), key=lambda one: one.left))
        else:
            joined.append(line)
    return joined


def _beside(left: Line, right: Line) -> Line:
    cells: tuple[str, ...] = ()
    if right.left - left.right > WIDE_GAP * left.size:
        cells = (*(left.cells or (left.text,)), *(right.cells or (right.text,)))
    return replace(
        left,
        text=f"{left.text} {right.text}",
        right=max(left.right, right.right),
        bold=left.bold and right.bold,
        cells=cells,
    )
