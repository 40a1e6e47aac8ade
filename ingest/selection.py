"""Which documents a question is put to: by id, collection, publisher and date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.errors import BriefingError
from ingest.version import Entry, Manifest
from ingest.words import folded

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PERIOD = re.compile(r"(?P<from>[\d-]*)(?P<dots>\.\.)?(?P<to>[\d-]*)")


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
        return None if date is None else _first(date) <= self.last and _last(date) >= self.first


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
    match = _PERIOD.fullmatch(text.strip())
    begins = _DATE.fullmatch(match["from"]) if match else None
    ends = _DATE.fullmatch(match["to"]) if match else None
    is_open = match is not None and match["dots"] is not None
    wrong = match is None or bool(match["from"]) != bool(begins) or bool(match["to"]) != bool(ends)
    if wrong or not (begins or (is_open and ends)) or (ends and not is_open):
        raise BriefingError(
            f"{text!r} is no period. Write a year or a date, or two with two dots between them: "
            "2023, 2021..2023, 2023-05-01.., ..2022"
        )
    first = _first(begins) if begins else "0000-01-01"
    last = _last(ends) if ends else "9999-12-31" if is_open else _last(begins) if begins else ""
    if first > last:
        raise BriefingError(f"The period {text!r} ends before it begins. Turn it round.")
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
        raise BriefingError(f"No document is of that selection.{left_out} Ask for less at a time.")
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


def _none(what: str, asked: str, known: Iterable[str]) -> BriefingError:
    named = ", ".join(sorted(set(known))) or "none"
    return BriefingError(f"There is no {what} {asked!r}. There are: {named}.")


def _first(date: re.Match[str]) -> str:
    return f"{date[1]}-{date[2] or '01'}-{date[3] or '01'}"


def _last(date: re.Match[str]) -> str:
    return f"{date[1]}-{date[2] or '12'}-{date[3] or '31'}"
