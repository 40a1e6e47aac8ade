"""Taking a document out so that it can be brought back.

What is stored of it goes into a folder of its own below `kept`, with its entry as `entry.json`. So
it comes back with its id, its text and its citations, whatever became of the file it was read from.
"""

import json
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.embedding import Embedder
from ingest.errors import BriefingError
from ingest.ingestion import locked, told_when_full
from ingest.run import Run
from ingest.version import Entry, Manifest, entry_from_json


@dataclass(frozen=True, slots=True)
class Removal:
    """A document that was taken out and can be brought back."""

    entry: Entry
    folder: Path
    """Where what was stored of it is kept."""
    time: datetime
    """When it was taken out, UTC."""


def set_aside(
    doc_id: str, *, folder: Path, embedder: Embedder, kept: Path, patience: float = 0.0
) -> Removal:
    """Take a document out and keep what was stored of it below `kept`.

    Raises:
        UnknownDocumentError: there is no such document.
        StaleIndexError, BusyError: as for `ingest`.

    """
    with locked(folder, patience=patience), told_when_full(folder):
        run = Run(folder, embedder, rebuild=False)
        entry = Manifest("", run.entries).entry(doc_id)
        removal = Removal(entry, kept / uuid.uuid4().hex, datetime.now(UTC))
        _keep(removal, run)
        run.put_in_force([other for other in run.entries if other != entry])
    return removal


def bring_back(
    removal: Removal, *, folder: Path, embedder: Embedder, patience: float = 0.0
) -> Entry:
    """Put a document back as it was; return its entry.

    Raises:
        BriefingError: what was kept is gone, or its content or its id is in the library again.
        StaleIndexError, BusyError: as for `ingest`.

    """
    entry = removal.entry
    with locked(folder, patience=patience), told_when_full(folder):
        if not (removal.folder / "entry.json").is_file():
            raise BriefingError(
                f"{entry.title!r} can no longer be brought back: what was kept of it is deleted. "
                "Add its file again."
            )
        run = Run(folder, embedder, rebuild=False)
        _check_free(entry, run)
        back = run.bring_back(entry, removal.folder)
        run.put_in_force([*run.entries, back])
    shutil.rmtree(removal.folder, ignore_errors=True)
    return back


def removals(kept: Path) -> tuple[Removal, ...]:
    """Return what can be brought back, the latest first."""
    return tuple(sorted(_kept(kept), key=lambda removal: removal.time, reverse=True))


def forget_removals(kept: Path, *, older_than: timedelta) -> None:
    """Delete what was kept for longer than this, and what was not finished for as long."""
    oldest = datetime.now(UTC) - older_than
    for folder in kept.glob("*"):
        # By the folder's own time: one that holds no entry yet may be in the making.
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _keep(removal: Removal, run: Run) -> None:
    removal.folder.mkdir(parents=True)
    run.set_aside(removal.entry, removal.folder)
    content = {"entry": asdict(removal.entry), "time": removal.time.isoformat()}
    # Last: a folder without it was never finished.
    (removal.folder / "entry.json").write_text(
        json.dumps(content, ensure_ascii=False), encoding="utf-8"
    )


def _check_free(entry: Entry, run: Run) -> None:
    for other in run.entries:
        if other.sha256 == entry.sha256:
            raise BriefingError(f"{entry.title!r} is in the library already, as {other.doc_id!r}.")
        if other.doc_id == entry.doc_id:
            raise BriefingError(
                f"{entry.title!r} cannot be brought back: {other.title!r} has its id "
                f"{entry.doc_id!r} now. Remove that, or add the file of {entry.title!r} again."
            )


def _kept(kept: Path) -> Iterator[Removal]:
    for path in kept.glob("*/entry.json"):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            yield Removal(
                entry_from_json(content["entry"]),
                path.parent,
                datetime.fromisoformat(content["time"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            # Unreadable, so it cannot be brought back; it is deleted with the next that are old.
            continue
