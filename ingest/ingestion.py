"""Taking documents in: files become a new version of the index, or nothing changes at all."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.document import IngestReport
from ingest.embedding import Embedder
from ingest.errors import BriefingError, BusyError, unwritten
from ingest.pipeline import Pipeline, embed_here
from ingest.plan import Plan, Task, make_plan
from ingest.progress import (
    EmbeddingProgress,
    FileProgress,
    Progress,
    ignore_file,
    ignore_progress,
)
from ingest.run import Run
from ingest.version import Entry, Manifest

__all__ = ["FileProgress", "Progress", "ingest", "locked", "remove", "told_when_full"]


def ingest(
    paths: Sequence[Path],
    *,
    folder: Path,
    embedder: Embedder,
    rebuild: bool = False,
    on_progress: Progress = ignore_progress,
    on_file: FileProgress = ignore_file,
    patience: float = 0.0,
    pipeline: Pipeline = embed_here,
) -> IngestReport:
    """Bring the index in step with files and folders.

    The new version replaces the old one in a single step at the end: killed at any moment before
    it, the process leaves the old version in force, and running it again completes the work.

    Args:
        paths: files and folders (see `ingest.plan.make_plan` for what happens to each).
        folder: the index folder.
        embedder: the model that makes the vectors.
        rebuild: make everything anew, for an index made with another model or other settings.
        on_progress: told how far embedding is.
        on_file: told the same of each file.
        patience: seconds to wait for another run that is writing to the folder.
        pipeline: what reads and embeds: this machine, or a cluster.

    Raises:
        StaleIndexError: the index was made otherwise and `rebuild` is not set.
        BusyError: another process is writing to the folder.
        BriefingError: the folder cannot be written, as when the disk is full.

    """
    started = time.perf_counter()
    with locked(folder, patience=patience), told_when_full(folder):
        run = Run(folder, embedder, rebuild=rebuild)
        plan = make_plan(paths, run.entries)
        taken = _Taken(removed=list(plan.removed))
        progress = EmbeddingProgress(on_progress, on_file)
        taken.note(run.take_in(plan.tasks, progress.of(len(plan.tasks)), pipeline=pipeline))
        if rebuild:
            left = taken.left(run.entries, plan)
            taken.note(run.take_in(run.again(left), progress.of(len(left)), pipeline=pipeline))
        entries = _merge(run.entries, plan, taken)
        if rebuild or run.is_changed(entries):
            run.put_in_force(entries)
        else:
            run.clear_leftovers()
    return _report(
        plan, taken, run, passages=sum(entry.passages for entry in entries), started=started
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a run has made and what went for it."""

    removed: list[Entry]
    made: dict[str, Entry] = field(default_factory=dict)

    def note(self, results: Iterable[tuple[Task, Entry | None]]) -> None:
        """Keep what came of tasks."""
        for task, entry in results:
            if entry is not None:
                self.made[task.doc_id] = entry
                self.removed.extend(task.superseded)

    def left(self, before: Sequence[Entry], plan: Plan) -> list[Entry]:
        """Return the documents that stay and were not made anew, with the sources they have now."""
        gone = {entry.doc_id for entry in self.removed} | self.made.keys()
        entries = {entry.doc_id: entry for entry in (*before, *plan.unchanged)}
        return [entry for doc_id, entry in entries.items() if doc_id not in gone]


def remove(doc_id: str, *, folder: Path, embedder: Embedder) -> Entry:
    """Take a document out, its stored text included; return what it was.

    Raises:
        UnknownDocumentError: there is no such document.
        StaleIndexError, BusyError: as for `ingest`.

    """
    with locked(folder), told_when_full(folder):
        run = Run(folder, embedder, rebuild=False)
        entry = Manifest("", run.entries).entry(doc_id)
        run.put_in_force([kept for kept in run.entries if kept != entry])
    return entry


@contextmanager
def told_when_full(folder: Path) -> Iterator[None]:
    """Say in our own words that the index could not be written.

    Raises BriefingError in the place of OSError.
    """
    try:
        yield
    except OSError as error:
        raise unwritten(folder, error.strerror or str(error)) from error


def _merge(before: Sequence[Entry], plan: Plan, taken: _Taken) -> list[Entry]:
    """Return the new version's entries: known documents in their order, then the new ones."""
    gone = {entry.doc_id for entry in taken.removed}
    merged = {entry.doc_id: entry for entry in before if entry.doc_id not in gone}
    merged.update((entry.doc_id, entry) for entry in plan.unchanged)
    # In the order of the plan, whatever came of it first.
    new = [task.doc_id for task in plan.tasks if task.doc_id in taken.made]
    for doc_id in dict.fromkeys((*new, *taken.made)):
        # A renamed file that is made anew keeps the name that the plan found for it.
        entry, known = taken.made[doc_id], merged.get(doc_id)
        merged[doc_id] = (
            replace(entry, source=known.source, added=known.added, collections=known.collections)
            if known
            else replace(entry, added=datetime.now(UTC).isoformat(timespec="seconds"))
        )
    return list(merged.values())


def _report(plan: Plan, taken: _Taken, run: Run, *, passages: int, started: float) -> IngestReport:
    taken_in = [task for task in plan.tasks if task.doc_id in taken.made]
    return IngestReport(
        added=tuple(task.doc_id for task in taken_in if not task.is_update),
        updated=tuple(task.doc_id for task in taken_in if task.is_update),
        removed=tuple(entry.doc_id for entry in taken.removed),
        unchanged=tuple(entry.doc_id for entry in plan.unchanged),
        skipped=tuple(sorted((*plan.skipped, *run.skipped), key=lambda one: one.path)),
        warnings=(*plan.warnings, *run.warnings),
        passages=passages,
        embedded=run.embedded,
        seconds=time.perf_counter() - started,
    )


def locked(folder: Path, *, patience: float = 0.0) -> AbstractContextManager[object]:
    """Return the folder's lock, taken; the system releases it when the process dies.

    Raises BusyError if another run holds it for longer than `patience`, in seconds.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BriefingError(
            f"The folder {folder} cannot be made: {error.strerror}. "
            "Choose another home with --home or BRIEFING_HOME."
        ) from error
    lock = FileLock(folder / "ingest.lock")
    try:
        return lock.acquire(timeout=patience)
    except Timeout as error:
        raise BusyError(
            f"Another briefing process is writing to {folder}. Wait until it is done, then repeat."
        ) from error
