"""Spreadsheets (.xlsx) to pieces: what their visible sheets show, row by row."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest.formats.cell import shown
from ingest.formats.delimited import MAX_ROWS
from ingest.formats.package import DAMAGE, open_package
from ingest.formats.piece import Contents, Piece, PieceKind, RefusedError, piece
from ingest.formats.tabular import table_pieces

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# Loading takes some fifty times as much memory; `MAX_ROWS` rows of figures have some 20 MB.
MAX_UNPACKED = 40 * 1024 * 1024


def read_xlsx(content: bytes) -> Contents:
    """Return the rows of a workbook's visible sheets, each cell with its column's name.

    Values are those that were stored when the workbook was last calculated, in the form in which
    their cells show them. Raises RefusedError where there is nothing to read.
    """
    damaged = RefusedError("it is damaged or no spreadsheet", "save it anew as .xlsx")
    try:
        open_package(content, ".xlsx", unpacked=MAX_UNPACKED).close()
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return _contents(workbook, content)
    except (*DAMAGE, InvalidFileException) as error:
        raise damaged from error


def _contents(workbook: "Workbook", content: bytes) -> Contents:
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    if sum(sheet.max_row for sheet in visible) > MAX_ROWS:
        raise RefusedError(f"it has more than {MAX_ROWS} rows", "keep those that tell something")
    warnings = []
    if hidden:
        warnings.append(f"hidden sheets are left out: {', '.join(hidden)}")
    if uncounted := _uncalculated(workbook, content):
        warnings.append(
            f"{uncounted} formulas have no stored value and are left out; open it in a spreadsheet "
            "program and save it"
        )
    about = workbook.properties
    return Contents(
        tuple(_pieces(visible)),
        title=about.title or None,
        language=about.language or None,
        warnings=tuple(warnings),
    )


def _pieces(sheets: Sequence["Worksheet"]) -> Iterator[Piece]:
    for sheet in sheets:
        rows = _rows(sheet)
        if len(sheets) > 1 and any(any(row) for row in rows):
            yield piece(PieceKind.HEADING, sheet.title, level=2)
        # Empty rows stand between one table and the next.
        for filled, table in groupby(rows, key=any):
            if filled:
                yield from table_pieces(_without_empty_columns(list(table)))


def _rows(sheet: "Worksheet") -> list[list[str]]:
    """Return what the cells show; what is written across merged cells is said in each of them."""
    rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        left, top, right, bottom = (bound or 1 for bound in merged.bounds)
        for row in rows[top - 1 : bottom]:
            row[left - 1 : right] = [rows[top - 1][left - 1]] * len(row[left - 1 : right])
    return rows


def _text(cell: object) -> str:
    value = getattr(cell, "value", None)
    number_format = str(getattr(cell, "number_format", "") or "")
    return " ".join(shown(value, number_format).split())


def _without_empty_columns(table: list[list[str]]) -> list[list[str]]:
    kept = [at for at in range(max(map(len, table))) if any(row[at] for row in table)]
    return [_unrepeated([row[at] for at in kept]) for row in table]


def _unrepeated(row: list[str]) -> list[str]:
    """Return a row that says but one thing across all its columns as one cell: a title."""
    return [row[0]] if len(row) > 1 and len(set(row)) == 1 else row


def _uncalculated(workbook: "Workbook", content: bytes) -> int:
    """Return how many formulas have no stored value, as where a program wrote the workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        if not any(b"<f" in packed.read(name) for name in sheets):
            return 0
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    return sum(
        cell.data_type == "f" and workbook[sheet.title][cell.coordinate].value is None
        for sheet in formulas.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
    )
