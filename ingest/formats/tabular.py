"""Rows of cells to pieces: each row says the names of its columns."""

from collections.abc import Iterator, Sequence

from ingest.formats.piece import Piece, PieceKind, piece


def table_pieces(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    """Yield a table's rows, each cell with its column's name: `Country: Chile | Rate: 5.3`.

    A row that is cited alone is then understood alone. The first row with more than one cell
    names the columns, or one whose first cell alone is empty; single cells above are paragraphs.

    Args:
        rows: those that say something; their cells in one line each.

    """
    above = next((at for at, row in enumerate(rows) if _names_columns(row)), len(rows))
    if above == len(rows):
        # One column: a list, whatever its first line says.
        yield from (piece(PieceKind.ROW, " ".join(filter(None, row))) for row in rows)
        return
    for row in rows[:above]:
        yield piece(PieceKind.PARAGRAPH, " ".join(filter(None, row)))
    names, body = rows[above], rows[above + 1 :]
    if not body:
        yield piece(PieceKind.ROW, *names)
    # Markdown drops the cells beyond the first row's width.
    width = max(map(len, rows[above:]))
    for row in body:
        yield piece(PieceKind.ROW, *(_cell(names, row, column) for column in range(width)))


def _names_columns(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) > 1 or (any(row) and not row[0])


def _cell(names: Sequence[str], row: Sequence[str], column: int) -> str:
    name = names[column] if column < len(names) else ""
    said = row[column] if column < len(row) else ""
    return f"{name}: {said}" if name and said else said
