"""Documents put into named collections, and taken out of them again."""

import unicodedata
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from ingest.embedding import Embedder
from ingest.errors import BriefingError
from ingest.ingestion import locked, told_when_full
from ingest.run import Run
from ingest.version import Entry, Manifest
from ingest.words import folded

LONGEST_NAME = 60


def collection_name(text: str) -> str:
    """Return the name of a collection as it is kept; raises BriefingError for one that is none."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise BriefingError(
            f"{text!r} is no name for a collection. Give one of 1 to {LONGEST_NAME} characters."
        )
    return name


def put_into(
    name: str,
    doc_ids: Collection[str],
    *,
    folder: Path,
    embedder: Embedder,
    patience: float = 0.0,
) -> None:
    """Put documents into a collection, which begins with its first document.

    Raises:
        UnknownDocumentError: one of them is not there.
        BriefingError: the name is none.
        StaleIndexError, BusyError: as for `ingest.ingestion.ingest`.

    """
    wanted = collection_name(name)
    with locked(folder, patience=patience), told_when_full(folder):
        run = Run(folder, embedder, rebuild=False)
        known = Manifest("", run.entries)
        chosen = {known.entry(doc_id).doc_id for doc_id in doc_ids}
        entries = [_with(one, wanted) if one.doc_id in chosen else one for one in run.entries]
        if run.is_changed(entries):
            run.put_in_force(entries)


def take_out(name: str, doc_id: str, *, folder: Path, embedder: Embedder) -> Entry:
    """Take a document out of a collection; it stays in the library. Return its entry.

    Raises as `put_into` does, and BriefingError where the document is not in the collection.
    """
    with locked(folder), told_when_full(folder):
        run = Run(folder, embedder, rebuild=False)
        entry = Manifest("", run.entries).entry(doc_id)
        left = tuple(one for one in entry.collections if folded(one) != folded(name))
        if left == entry.collections:
            named = ", ".join(entry.collections) or "none"
            raise BriefingError(f"{doc_id!r} is not in the collection {name!r}. It is in: {named}.")
        changed = replace(entry, collections=left)
        run.put_in_force([changed if one == entry else one for one in run.entries])
    return changed


def _with(entry: Entry, name: str) -> Entry:
    """Return an entry with a collection more; one that differs in capitals alone is the same."""
    if folded(name) in {folded(one) for one in entry.collections}:
        return entry
    return replace(entry, collections=tuple(sorted((*entry.collections, name))))
