"""Taking documents in: files become a new version of the index, or nothing changes at all."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.document import IngestReport
from ingest.embedding import Embedder
from ingest.errors import BriefingError, BusyError, unwritten
from ingest.plan import Plan, make_plan
from ingest.progress import FileProgress, Progress, ignore_file, ignore_progress
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

    Raises:
        StaleIndexError: the index was made otherwise and `rebuild` is not set.
        BusyError: another process is writing to the folder.
        BriefingError: the folder cannot be written, as when the disk is full.

    """
    started = time.perf_counter()
    with locked(folder, patience=patience), told_when_full(folder):
        run = Run(folder, embedder, rebuild=rebuild)
        plan = make_plan(paths, run.entries)
        records = run.parse(plan.tasks, on_file=on_file)
        records += run.parse_again([*plan.unchanged, *plan.untouched]) if rebuild else []
        made = run.embed(records, on_progress, on_file=on_file)
        entries = _merge(run.entries, plan, made)
        if rebuild or run.is_changed(entries):
            run.put_in_force(entries)
        else:
            run.clear_leftovers()
    return _report(
        plan,
        made,
        passages=sum(entry.passages for entry in entries),
        embedded=run.embedded,
        warnings=run.warnings,
        seconds=time.perf_counter() - started,
    )


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


def _merge(before: Sequence[Entry], plan: Plan, made: Iterable[Entry]) -> list[Entry]:
    """Return the new version's entries: known documents in their order, then the new ones."""
    gone = {entry.doc_id for entry in plan.removed}
    merged = {entry.doc_id: entry for entry in before if entry.doc_id not in gone}
    merged.update((entry.doc_id, entry) for entry in plan.unchanged)
    for entry in made:
        # A renamed file that is made anew keeps the name that the plan found for it.
        known = merged.get(entry.doc_id)
        merged[entry.doc_id] = (
            replace(entry, source=known.source, added=known.added, collections=known.collections)
            if known
            else replace(entry, added=datetime.now(UTC).isoformat(timespec="seconds"))
        )
    return list(merged.values())


def _report(
    plan: Plan,
    made: Sequence[Entry],
    *,
    passages: int,
    embedded: int,
    warnings: Sequence[str],
    seconds: float,
) -> IngestReport:
    ids = {entry.doc_id for entry in made}
    taken_in = [task for task in plan.tasks if task.doc_id in ids]
    return IngestReport(
        added=tuple(task.doc_id for task in taken_in if not task.is_update),
        updated=tuple(task.doc_id for task in taken_in if task.is_update),
        removed=tuple(entry.doc_id for entry in plan.removed),
        unchanged=tuple(entry.doc_id for entry in plan.unchanged),
        skipped=plan.skipped,
        warnings=(*plan.warnings, *warnings),
        passages=passages,
        embedded=embedded,
        seconds=seconds,
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
