"""Which documents a question is put to: by id, collection, publisher and date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.errors import BriefingError, NothingSelectedError
from ingest.version import Entry, Manifest
from ingest.words import folded

_DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
PERIOD = rf"^(?:{_DAY}|{_DAY}\.\.(?:{_DAY})?|\.\.{_DAY})$"
"""What `period_of` reads, as a regular expression of JSON Schema."""

_DATE = re.compile(_DAY)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from one to another, both included, as ISO 8601 writes them."""

    first: str
    last: str

    def has(self, published: str | None) -> bool | None:
        """Tell whether a date, month or year of publication lies in it; None where there is none.

        A year or month does if a day of it does.
        """
        date = _DATE.match(published or "")
        if date is None:
            return None
        return _first(date[0]) <= self.last and _last(date[0]) >= self.first


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; all documents where nothing is."""

    documents: tuple[str, ...] = ()
    """Ids; those of other documents are left out."""
    collections: tuple[str, ...] = ()
    """Names; a document of any of them is taken."""
    publisher: str = ""
    """Words of the publisher's name."""
    published: Period | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """What a selection comes to."""

    doc_ids: tuple[str, ...]
    undated: int
    """Documents left out because they do not say when they were published."""


def period_of(text: str) -> Period:
    """Return the period that `2023`, `2021..2023`, `2023-05..` or `..2022` stands for.

    Raises BriefingError for anything else.
    """
    written = text.strip()
    if not re.fullmatch(PERIOD, written):
        raise BriefingError(
            f"{text!r} is no period. Write a year or a date, or two with two dots between them: "
            "2023, 2021..2023, 2023-05-01.., ..2022"
        )
    begins, dots, ends = written.partition("..")
    ends = ends if dots else begins
    first = _first(begins) if begins else "0000-01-01"
    last = _last(ends) if ends else "9999-12-31"
    if first > last:
        raise NothingSelectedError(f"The period {text!r} ends before it begins. Turn it round.")
    return Period(first, last)


def select(selection: Selection, entries: Sequence[Entry]) -> Selected | None:
    """Return the documents that are asked for, or None where all are.

    Raises BriefingError (UnknownDocumentError for an id), naming what there is, where none is left.
    """
    if selection == Selection():
        return None
    every = Manifest("", tuple(entries))
    left = [every.entry(doc_id) for doc_id in selection.documents] or list(entries)
    if selection.collections:
        left = _in_collections(left, selection.collections, entries)
    if selection.publisher:
        words = folded(selection.publisher)
        left = [one for one in left if words in folded(one.publisher or "")]
        if not left:
            known = [one.publisher for one in entries if one.publisher]
            raise _none("publisher", selection.publisher, known)
    undated = 0
    if selection.published is not None:
        dated = [(one, selection.published.has(one.published)) for one in left]
        undated = sum(has is None for _, has in dated)
        left = [one for one, has in dated if has]
    if not left:
        left_out = f" {undated} do not say when they were published." if undated else ""
        raise NothingSelectedError(
            f"No document is of that selection.{left_out} Ask for less at a time."
        )
    return Selected(tuple(one.doc_id for one in left), undated)


def _in_collections(
    among: Sequence[Entry], names: Iterable[str], entries: Sequence[Entry]
) -> list[Entry]:
    there = {folded(name): name for one in entries for name in one.collections}
    for name in names:
        if folded(name) not in there:
            raise _none("collection", name, there.values())
    wanted = {folded(name) for name in names}
    return [one for one in among if wanted & {folded(name) for name in one.collections}]


def _none(what: str, asked: str, known: Iterable[str]) -> NothingSelectedError:
    named = ", ".join(sorted(set(known))) or "none"
    return NothingSelectedError(f"There is no {what} {asked!r}. There are: {named}.")


def _first(date: str) -> str:
    """Return the first day of a year, a month or a day."""
    return "-".join((*date.split("-"), *("01", "01")[date.count("-") :]))


def _last(date: str) -> str:
    """Return the last day, or one that no calendar has behind it."""
    return "-".join((*date.split("-"), *("12", "31")[date.count("-") :]))
