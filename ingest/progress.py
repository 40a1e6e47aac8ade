"""Telling how far a run of ingestion is, in all and file by file."""

from collections.abc import Callable, Iterable, Sequence

from ingest.document import Passage
from ingest.plan import Task
from ingest.reading import Reading

Progress = Callable[[int, int], None]
"""Called with the passages embedded so far and those to embed in all."""

FileProgress = Callable[[str, int, int], None]
"""Called with a file's path, its passages embedded so far and those in all; 0, 0 at its start."""


def ignore_progress(_done: int, _total: int) -> None:
    """Do nothing with what is told of the whole run."""


def ignore_file(_source: str, _done: int, _total: int) -> None:
    """Do nothing with what is told of a file."""


class EmbeddingProgress:
    """Counts passages by document and in all, and tells whoever wants to know.

    Until every file is read, the passages in all are estimated from those that are.

    Args:
        on_progress: told of the whole run.
        on_file: told of each file.

    """

    def __init__(self, on_progress: Progress, on_file: FileProgress) -> None:
        self._tasks = 0
        self._totals: dict[str, int] = {}
        self._sources: dict[str, str] = {}
        self._done: dict[str, int] = {}
        self._read = 0
        self._told = 0
        self._on_progress = on_progress
        self._on_file = on_file

    def of(self, tasks: int) -> "EmbeddingProgress":
        """Count on so many tasks more; return self."""
        self._tasks += tasks
        return self

    def start(self, task: Task) -> None:
        """Tell that a file's turn to be read has come."""
        self._on_file(str(task.path), 0, 0)

    def read(self, reading: Reading) -> None:
        """Count the passages that a file turned out to have."""
        self._read += 1
        if reading.record is not None:
            doc_id = reading.task.doc_id
            self._totals[doc_id] = len(reading.record.passages)
            self._sources[doc_id] = reading.record.parsed.document.source
            self._done[doc_id] = 0

    def add(self, passages: Sequence[Passage]) -> None:
        """Count passages that were embedded."""
        for passage in passages:
            self._done[passage.doc_id] += 1
        self._tell({passage.doc_id for passage in passages})

    def finish(self, doc_ids: Sequence[str]) -> None:
        """Count documents as done, with what of them was known before."""
        self._done.update((doc_id, self._totals[doc_id]) for doc_id in doc_ids)
        self._tell(doc_ids)

    def _tell(self, doc_ids: Iterable[str]) -> None:
        for doc_id in doc_ids:
            self._on_file(self._sources[doc_id], self._done[doc_id], self._totals[doc_id])
        done = sum(self._done.values())
        if done != self._told:
            self._told = done
            self._on_progress(done, self._expected())

    def _expected(self) -> int:
        return round(sum(self._totals.values()) * self._tasks / max(self._read, 1))
