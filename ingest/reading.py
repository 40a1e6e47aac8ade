"""Reading what a task names: its file, or one with the same content, becomes a record."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.document import SkippedFile
from ingest.embedding import Embedder
from ingest.errors import UnreadableFileError
from ingest.files import DecodedText, read_text
from ingest.parsing import parse_text
from ingest.plan import Task, is_a_copy
from ingest.record import Record, split

# A reader of layout is a process of its own: while one reads, another starts.
READERS = 2
# What is read before its turn lies in memory until then.
READ_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a task: a record, or the reasons why there is none."""

    task: Task
    record: Record | None
    skipped: tuple[SkippedFile, ...] = ()
    warnings: tuple[str, ...] = ()


def read_task(task: Task, embedder: Embedder) -> Reading:
    """Read a task's file and split what it says into passages; takes what is stored, if given."""
    if task.stored is not None:
        return _read(task, task.path, task.stored, embedder)
    skipped: list[SkippedFile] = []
    for path in (task.path, *task.copies):
        try:
            content = read_text(path)
        except UnreadableFileError as error:
            skipped.append(SkippedFile(str(path), str(error)))
            continue
        return _read(task, path, content, embedder, skipped)
    return Reading(task, None, tuple(skipped))


def _read(
    task: Task,
    path: Path,
    content: DecodedText,
    embedder: Embedder,
    skipped: Iterable[SkippedFile] = (),
) -> Reading:
    result = parse_text(content, path=path, doc_id=task.doc_id)
    unread = {Path(one.path) for one in skipped}
    copies = [one for one in task.copies if one != path and one not in unread]
    return Reading(
        task,
        split(result.parsed, embedder),
        tuple(skipped),
        (*result.warnings, *(is_a_copy(one, path) for one in copies)),
    )


def read_ahead(
    tasks: Iterable[Task], read: Callable[[Task], Reading], *, on_start: Callable[[Task], None]
) -> Iterator[Reading]:
    """Yield what came of each task in their order, a few of them read before their turn.

    `on_start` is told of each task before it is read.
    """
    waiting = iter(tasks)
    readings: deque[Future[Reading]] = deque()
    pool = ThreadPoolExecutor(READERS, thread_name_prefix="reading")

    def start(number: int) -> None:
        for task in islice(waiting, number):
            on_start(task)
            readings.append(pool.submit(read, task))

    try:
        start(READ_AHEAD)
        while readings:
            reading = readings.popleft().result()
            start(1)
            yield reading
    finally:
        pool.shutdown(cancel_futures=True)
