"""What people judged of the rows of a glance: YAML, checked at the edge."""

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.glance.rows import JudgedRow
from ingest.document import Document
from ingest.errors import BriefingError

JUDGEMENTS = Path(__file__).parent / "judged"
"""One file for each document, named by its id."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Literal["figure", "event", "person", "organisation", "recommendation"]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    quote: str
    value: str
    right: bool
    note: str = ""


_RECORDS = TypeAdapter(list[_Record])


def load_judgements(path: Path, document: Document) -> dict[JudgedRow, bool]:
    """Return the judged rows of a document, each with whether it is right.

    Raises:
        BriefingError: the file cannot be read, a key is unknown, a quote is not what the document
            has at its place, or a row is judged twice.

    """
    try:
        records = _RECORDS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise BriefingError(f"cannot use the judgements in {path}: {error}") from error
    judged: dict[JudgedRow, bool] = {}
    for record in records:
        if document.text[record.start : record.end] != record.quote:
            raise BriefingError(
                f"{path}: {document.doc_id} has not {record.quote!r} at {record.start}. "
                "Judge the row anew."
            )
        row = JudgedRow(record.kind, record.start, record.end, record.value)
        if row in judged:
            raise BriefingError(f"{path}: {record.value!r} is judged twice. Remove one of them.")
        judged[row] = record.right
    return judged
