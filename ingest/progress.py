"""Telling how far a run of ingestion is, in all and file by file."""

from collections.abc import Callable, Iterable, Sequence

from ingest.document import Passage
from ingest.record import Record

Progress = Callable[[int, int], None]
"""Called with the passages embedded so far and those to embed in all."""

FileProgress = Callable[[str, int, int], None]
"""Called with a file's path, its passages embedded so far and those in all; 0, 0 at its start."""


def ignore_progress(_done: int, _total: int) -> None:
    """Do nothing with what is told of the whole run."""


def ignore_file(_source: str, _done: int, _total: int) -> None:
    """Do nothing with what is told of a file."""


class EmbeddingProgress:
    """Counts passages by document and in all, and tells whoever wants to know."""

    def __init__(
        self, records: Sequence[Record], on_progress: Progress, on_file: FileProgress
    ) -> None:
        self._totals = {one.parsed.document.doc_id: len(one.passages) for one in records}
        self._sources = {one.parsed.document.doc_id: one.parsed.document.source for one in records}
        self._done = dict.fromkeys(self._totals, 0)
        self._told = 0
        self._on_progress = on_progress
        self._on_file = on_file

    def add(self, passages: Sequence[Passage]) -> None:
        """Count passages that were embedded."""
        for passage in passages:
            self._done[passage.doc_id] += 1
        self._tell({passage.doc_id for passage in passages})

    def finish(self, records: Sequence[Record]) -> None:
        """Count documents as done, with what of them was known before."""
        ids = [record.parsed.document.doc_id for record in records]
        self._done.update((doc_id, self._totals[doc_id]) for doc_id in ids)
        self._tell(ids)

    def _tell(self, doc_ids: Iterable[str]) -> None:
        for doc_id in doc_ids:
            self._on_file(self._sources[doc_id], self._done[doc_id], self._totals[doc_id])
        done = sum(self._done.values())
        if done != self._told:
            self._told = done
            self._on_progress(done, sum(self._totals.values()))
