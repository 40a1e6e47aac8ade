"""Tables in plain text (.csv, .tsv) to pieces: each row says the names of its columns."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ingest.formats.piece import Contents, RefusedError
from ingest.formats.tabular import table_pieces

SUFFIXES = (".csv", ".tsv")

# A table of figures in a report has hundreds of rows; more is a data dump, where each row would
# cost a sentence's vector and no question asks for one.
MAX_ROWS = 20_000
# What spreadsheets and statistical offices write; the first of two that fit alike is taken.
_DELIMITERS = (",", ";", "\t", "|")
# Enough to tell the delimiter, past the notes that stand above a table.
_SAMPLE_ROWS = 100


def read_delimited(text: str) -> Contents:
    """Return a table's rows as `table_pieces` has them.

    Raises RefusedError for more than `MAX_ROWS` rows and for a cell that never ends.
    """
    try:
        rows = list(islice(_rows(text, _delimiter(text)), MAX_ROWS + 1))
    except csv.Error as error:
        raise RefusedError(f"it is no table ({error})", "save it anew as .csv") from error
    if len(rows) > MAX_ROWS:
        raise RefusedError(f"it has more than {MAX_ROWS} rows", "keep those that tell something")
    return Contents(tuple(table_pieces(rows)))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows that say something."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            yield cells


def _delimiter(text: str) -> str:
    """Return the delimiter by which most rows have the same number of cells, and more than one."""

    def agreement(delimiter: str) -> int:
        widths = Counter(len(row) for row in islice(_rows(text, delimiter), _SAMPLE_ROWS))
        return max((count for width, count in widths.items() if width > 1), default=0)

    return max(_DELIMITERS, key=agreement)
