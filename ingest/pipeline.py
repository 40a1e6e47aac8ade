"""From tasks to records with their vectors, on this machine: files are read while others embed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from ingest.embedding import Embedder, Encoded
from ingest.plan import Task
from ingest.progress import EmbeddingProgress
from ingest.reading import Reading, read_ahead, read_task
from ingest.record import Record, RecordVectors, collect, encode, passages_without

Known = Callable[[Task], Mapping[str, Encoded]]
"""Vectors that a task's document has already, by the hash of what was embedded."""

# Passages that are embedded together and then stored: the more, the less padding (texts of one
# length share a batch) and the fewer writes; half a minute's work on two cores, which is what is
# done again after a crash.
WINDOW = 512


@dataclass(frozen=True, slots=True)
class Embedded:
    """What came of a task: its reading, and the vectors of the record if there is one."""

    reading: Reading
    content: tuple[Record, RecordVectors] | None
    made: int
    """Passages whose vectors were not known."""


class Pipeline(Protocol):
    """What makes vectors of tasks: this machine, or several."""

    def __call__(
        self,
        tasks: Iterable[Task],
        *,
        embedder: Embedder,
        known: Known,
        progress: EmbeddingProgress,
    ) -> Iterator[list[Embedded]]:
        """Yield what came of the tasks, some at a time."""
        ...


def embed_here(
    tasks: Iterable[Task], *, embedder: Embedder, known: Known, progress: EmbeddingProgress
) -> Iterator[list[Embedded]]:
    """Read in threads, embed in this one, and yield about `WINDOW` passages at a time."""
    readings = read_ahead(tasks, partial(read_task, embedder=embedder), on_start=progress.start)
    for window in _windows(readings, progress):
        known_of = [known(reading.task) for reading in window]
        fresh = encode(
            [
                wanted
                for reading, vectors in zip(window, known_of, strict=True)
                if reading.record is not None
                for wanted in passages_without(reading.record, vectors)
            ],
            embedder=embedder,
            on_encoded=progress.add,
        )
        yield [
            joined(reading, vectors, fresh)
            for reading, vectors in zip(window, known_of, strict=True)
        ]


def joined(
    reading: Reading, known: Mapping[str, Encoded], fresh: Mapping[str, Encoded]
) -> Embedded:
    """Return a reading with the vectors of its record."""
    record = reading.record
    if record is None:
        return Embedded(reading, None, 0)
    vectors = collect(record, {**fresh, **known})
    return Embedded(reading, (record, vectors), len(passages_without(record, known)))


def _windows(
    readings: Iterable[Reading], progress: EmbeddingProgress
) -> Iterator[Sequence[Reading]]:
    window: list[Reading] = []
    passages = 0
    for reading in readings:
        progress.read(reading)
        window.append(reading)
        passages += len(reading.record.passages) if reading.record else 0
        if passages >= WINDOW:
            yield window
            window, passages = [], 0
    if window:
        yield window
