"""The documents of one home, as somebody at the page changes them."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from ingest.errors import BriefingError
from ingest.removal import Removal, bring_back, forget_removals, set_aside
from ingest.version import Entry
from ingest.weights import sha256_of
from ingest.words import folded
from ui.application import Application
from ui.shelf.batch import Batch
from ui.shelf.outcome import FileProgress, FileResult, Outcome, ShelfEntry, Upload

OnProgress = Callable[[Sequence[FileProgress]], None]
"""Called with how far each file of a batch is, in the order in which they came."""

# A removal is regretted within the hour; a day leaves room for a night and keeps the promise that
# a removed document is gone.
UNDO_WINDOW = timedelta(days=1)

# Another process (`briefing ingest` in a terminal) mostly writes for less; longer than this, and
# whoever waits before the page should be told.
PATIENCE_SECONDS = 30.0

# Where our own copy of a removed file waits, in the folder of its removal.
UPLOAD = "upload"


class Shelf:
    """Takes files in, takes documents out and brings them back, one change at a time.

    Two tabs that change the shelf at once wait for each other; another process is waited for, and
    after a while named. What was removed too long ago to be brought back is deleted at the start.
    """

    def __init__(self, application: Application, *, patience: float = PATIENCE_SECONDS) -> None:
        self._application = application
        self._uploads = application.settings.home / "uploads"
        self._kept = application.settings.home / "removed"
        self._patience = patience
        self._changing = threading.Lock()
        forget_removals(self._kept, older_than=UNDO_WINDOW)

    def take_in(
        self, files: Sequence[Upload], on_progress: OnProgress = lambda _files: None
    ) -> tuple[FileResult, ...]:
        """Take uploaded files in; return what became of each, in their order.

        Never raises a BriefingError: a problem of the whole batch is the result of each file.
        """
        batch = Batch(files, self._uploads, on_progress)
        batch.tell()
        with self._changing:
            batch.run(self._application, patience=self._patience)
        return batch.results

    def take_in_address(self, url: str) -> FileResult:
        """Fetch a web address and take it in; return what became of it.

        Never raises a BriefingError. Only the public internet is reached: whoever has the page
        open must not look into the network that the server stands in.
        """
        url = url.strip()
        with self._changing:
            try:
                return self._taken_in(url)
            except BriefingError as error:
                return FileResult(url, Outcome.SKIPPED, reason=str(error))

    def _taken_in(self, url: str) -> FileResult:
        files, skipped = self._application.fetch([url])
        if skipped:
            return FileResult(url, Outcome.SKIPPED, reason=skipped[0].reason)
        [file] = files
        report = self._application.ingest([file], patience=self._patience)
        if report.skipped:
            reason = report.skipped[0].reason.replace(str(file), url)
            return FileResult(url, Outcome.SKIPPED, reason=reason)
        digest = sha256_of(file)
        entry = next(one for one in self._entries() if one.sha256 == digest)
        outcome = (
            Outcome.ADDED
            if entry.doc_id in report.added
            else Outcome.UPDATED
            if entry.doc_id in report.updated
            else Outcome.ALREADY_THERE
        )
        return FileResult(url, outcome, entry.doc_id, entry.title, entry.passages)

    def entries(self, search: str = "") -> tuple[ShelfEntry, ...]:
        """Return the documents whose title or file has every word of a search, by title."""
        words = folded(search).split()
        found = [
            entry
            for entry in self._entries()
            if all(word in folded(f"{entry.title} {_file(entry)}") for word in words)
        ]
        return tuple(self._shown(entry) for entry in sorted(found, key=_order))

    def remove(self, doc_id: str) -> Removal:
        """Take a document out; what is needed to bring it back is kept for `UNDO_WINDOW`.

        Raises:
            UnknownDocumentError: there is no such document.
            BusyError: another process is writing.

        """
        with self._changing:
            removal = set_aside(
                doc_id,
                folder=self._application.settings.index,
                embedder=self._application.embedder,
                kept=self._kept,
                patience=self._patience,
            )
            self._move_upload(Path(removal.entry.source), removal.folder / UPLOAD)
        return removal

    def undo(self, removal: Removal) -> ShelfEntry:
        """Bring a document back with its id, text and citations.

        Raises:
            BriefingError: it is too late, or the library has its content or its id again.

        """
        with self._changing:
            kept = removal.folder / UPLOAD
            # Read before it goes with the folder; only what this product stored is ever written.
            upload = kept.read_bytes() if kept.is_file() else None
            entry = bring_back(
                removal,
                folder=self._application.settings.index,
                embedder=self._application.embedder,
                patience=self._patience,
            )
            source = Path(entry.source)
            if upload is not None and not source.exists():
                source.write_bytes(upload)
        return self._shown(entry)

    def _entries(self) -> tuple[Entry, ...]:
        library = self._application.library
        return () if library.is_empty() else library.snapshot().entries

    def _shown(self, entry: Entry) -> ShelfEntry:
        document = self._application.library.document(entry.doc_id).document
        return ShelfEntry(
            doc_id=entry.doc_id,
            title=entry.title,
            file=_file(entry),
            published=document.published,
            language=entry.language,
            passages=entry.passages,
            added=datetime.fromisoformat(entry.added) if entry.added else None,
            collections=entry.collections,
        )

    def _move_upload(self, source: Path, to: Path) -> None:
        """Take our own copy of a removed document out of sight; files of others are left alone."""
        if source.parent == self._uploads.resolve() and source.is_file():
            source.replace(to)


def _file(entry: Entry) -> str:
    return Path(entry.source).name


def _order(entry: Entry) -> tuple[str, str]:
    return folded(entry.title), entry.doc_id
