"""Presentations (.pptx) to pieces: slide by slide, each with its number as its page."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError

from ingest.formats.cell import shown
from ingest.formats.package import DAMAGE, open_package
from ingest.formats.piece import Contents, Piece, PieceKind, RefusedError, on_page, piece
from ingest.formats.tabular import table_pieces

# Groups within groups: people nest a few.
MAX_DEPTH = 20


def read_pptx(content: bytes) -> Contents:
    """Return the text of a presentation's slides: titles as headings, tables, charts as rows.

    Speaker's notes come last, as footnotes do, with the number of their slide. Raises RefusedError
    where there is nothing to read.
    """
    damaged = RefusedError("it is damaged or no presentation", "save it anew as .pptx")
    try:
        open_package(content, ".pptx").close()
        return _contents(Presentation(io.BytesIO(content)))
    except (*DAMAGE, PythonPptxError) as error:
        raise damaged from error


# The library has no types of its own: shapes and slides are what it returns.
def _contents(presentation: Any) -> Contents:
    pieces: list[Piece] = []
    hidden: list[int] = []
    for number, slide in enumerate(presentation.slides, start=1):
        if slide._element.get("show") == "0":
            hidden.append(number)
            continue
        pieces.extend(on_page(one, number) for one in _slide(slide))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            notes = slide.notes_slide.notes_text_frame.text
            pieces.append(on_page(piece(PieceKind.NOTE, notes), number))
    named = ", ".join(map(str, hidden))
    about = presentation.core_properties
    return Contents(
        tuple(pieces),
        title=about.title if about.title != "PowerPoint Presentation" else None,
        language=about.language or None,
        warnings=(f"hidden slides are left out: {named}",) if hidden else (),
    )


def _slide(slide: Any) -> Iterator[Piece]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        yield piece(PieceKind.HEADING, title.text_frame.text, level=2)
    others = [one for one in slide.shapes if title is None or one.shape_id != title.shape_id]
    yield from _shapes(others)


def _shapes(shapes: Iterable[Any], depth: int = 0) -> Iterator[Piece]:
    """Yield what shapes say, from the top of their slide to its bottom."""
    for shape in sorted(shapes, key=lambda one: (one.top or 0, one.left or 0)):
        if hasattr(shape, "shapes"):
            if depth < MAX_DEPTH:
                yield from _shapes(shape.shapes, depth + 1)
        elif shape.has_table:
            yield from table_pieces(
                [[_line(cell.text) for cell in row.cells] for row in _rows(shape)]
            )
        elif shape.has_chart:
            yield from _chart(shape.chart)
        elif shape.has_text_frame and not _is_furniture(shape):
            listed = shape.is_placeholder
            for paragraph in shape.text_frame.paragraphs:
                kind = PieceKind.ITEM if listed else PieceKind.PARAGRAPH
                yield piece(kind, paragraph.text)


def _rows(shape: Any) -> list[Any]:
    rows = shape.table.rows
    return [rows[at] for at in range(len(rows)) if any(_line(cell.text) for cell in rows[at].cells)]


def _chart(chart: Any) -> Iterator[Piece]:
    """Yield a chart's figures, a row for each of its categories."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield piece(PieceKind.PARAGRAPH, chart.chart_title.text_frame.text)
    for plot in chart.plots:
        series = [one for one in plot.series if len(one.values)]
        header = ["", *(one.name for one in series)]
        body = [
            [str(category), *(_value(one.values, at) for one in series)]
            for at, category in enumerate(plot.categories)
        ]
        yield from table_pieces([header, *body])


def _value(values: Any, at: int) -> str:
    return shown(values[at], "General") if at < len(values) else ""


def _is_furniture(shape: Any) -> bool:
    """Tell whether a shape is a footer, a date or a slide's number."""
    return bool(shape.is_placeholder) and shape.placeholder_format.type in _FURNITURE


def _line(text: str) -> str:
    return " ".join(text.split())


# PP_PLACEHOLDER's values for date, slide number, footer and header.
_FURNITURE = frozenset({13, 14, 15, 16})
