"""The rows of a glance as they are judged: each by its kind, its sentence and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.glance.glance import Event, Figure, Organisation, Person, Recommendation
from assistant.glance.making import glance_of
from ingest.document import ParsedDocument

KINDS = ("figure", "event", "person", "organisation", "recommendation")

_Row = Figure | Event | Person | Organisation | Recommendation


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row with all that a reader sees of it; the key of a judgement."""

    kind: str
    """One of `KINDS`."""
    start: int
    end: int
    """Of the sentence that the row shows."""
    value: str
    """Its fields, ` | ` between them: another field means another row, which nobody judged."""


def rows_of(parsed: ParsedDocument) -> Iterator[JudgedRow]:
    """Yield every row of a document's glance, kind by kind."""
    glance = glance_of(parsed)
    by_kind: tuple[tuple[_Row, ...], ...] = (
        glance.figures,
        glance.events,
        glance.people,
        glance.organisations,
        glance.recommendations,
    )
    for kind, rows in zip(KINDS, by_kind, strict=True):
        for row in rows:
            place = row.places[0]
            yield JudgedRow(kind, place.start, place.end, " | ".join(_fields(row)))


def _fields(row: _Row) -> tuple[str, ...]:
    """Return what a row says beyond its sentence; mentions are counted, not judged."""
    match row:
        case Figure():
            return (row.number, row.counts, row.where, row.when)
        case Event():
            return (row.when, row.date)
        case Person():
            return (row.name, row.role)
        case Organisation():
            return (row.name, row.acronym, row.description)
        case Recommendation():
            return (row.title, str(row.modality), row.who)
