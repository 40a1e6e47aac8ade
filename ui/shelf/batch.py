"""One batch of uploads on its way into the library."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.document import IngestReport
from ingest.errors import BriefingError
from ingest.files import MAX_BYTES
from ingest.version import Entry
from ingest.weights import sha256_of
from ui.application import Application
from ui.shelf.outcome import FileProgress, FileResult, Outcome, Stage, Upload
from ui.shelf.uploads import Placed, move_over, place_new, safe_name, title_of


@dataclass(slots=True)
class _Item:
    """One upload with all that is known of it so far."""

    upload: Upload
    progress: FileProgress
    sha256: str = ""
    placed: Placed | None = None
    result: FileResult | None = None

    def end(self, outcome: Outcome, **found: object) -> None:
        """Note what became of it."""
        self.result = FileResult(self.upload.name, outcome, **found)  # type: ignore[arg-type]
        self.progress = replace(self.progress, stage=Stage.DONE)


class Batch:
    """Uploads that go in together: one new version of the index, one result for each.

    Args:
        files: the uploads, in the order in which they are reported.
        folder: where they are stored.
        on_progress: told how far each is.

    """

    def __init__(
        self,
        files: Sequence[Upload],
        folder: Path,
        on_progress: Callable[[Sequence[FileProgress]], None],
    ) -> None:
        self._items = [_Item(file, FileProgress(file.name)) for file in files]
        self._folder = folder.resolve()
        self._on_progress = on_progress

    @property
    def results(self) -> tuple[FileResult, ...]:
        """What became of each upload, once the batch was run."""
        return tuple(item.result for item in self._items if item.result)

    def tell(self) -> None:
        """Tell how far each file is."""
        self._on_progress(tuple(item.progress for item in self._items))

    def run(self, application: Application, *, patience: float) -> None:
        """Check, store and take in every file; a problem of them all is the result of each."""
        try:
            entries = _entries(application)
            for item in self._items:
                self._place(item, entries)
            if any(item.placed for item in self._items):
                self._ingest(application, entries, patience=patience)
        except BriefingError as error:
            self._give_up(str(error))
        except BaseException:
            self._give_up("it was interrupted; add it again")
            raise
        self.tell()

    def _place(self, item: _Item, entries: Sequence[Entry]) -> None:
        """Store a file among the uploads, unless it is too large or there already."""
        upload = item.upload
        try:
            size = upload.path.stat().st_size
            if size > MAX_BYTES:
                item.end(Outcome.SKIPPED, reason=_too_large(size))
                return
            item.sha256 = sha256_of(upload.path)
            same = next((one for one in entries if one.sha256 == item.sha256), None)
            if same is not None:
                _already_there(item, same)
            elif not any(one.placed and one.sha256 == item.sha256 for one in self._items):
                item.placed = self._placed(upload, entries)
        except OSError as error:
            reason = f"it could not be stored ({error.strerror}); make room or allow writing"
            item.end(Outcome.SKIPPED, reason=reason)

    def _placed(self, upload: Upload, entries: Sequence[Entry]) -> Placed:
        """Store a file: over the one it is a new version of, else under a name of its own.

        A new version has the name and the title of the one before. A file that only has the name of
        another is another document: every second report is called `report`.
        """
        path = self._folder / safe_name(upload.name)
        taken = {item.placed.path for item in self._items if item.placed}
        earlier = next((one for one in entries if one.source == str(path)), None)
        title = earlier.title if earlier and path.is_file() and path not in taken else None
        placed = place_new(upload.path, self._folder, name=upload.name)
        if title is not None and title_of(placed.path, named=path) == title:
            return move_over(placed, path)
        return placed

    def _ingest(
        self, application: Application, before: Sequence[Entry], *, patience: float
    ) -> None:
        by_path = {str(item.placed.path): item for item in self._items if item.placed}

        def on_file(source: str, done: int, total: int) -> None:
            if source in by_path:
                item = by_path[source]
                stage = Stage.EMBEDDING if total else Stage.READING
                item.progress = FileProgress(item.upload.name, stage, done, total)
                self.tell()

        report = application.ingest(
            [Path(path) for path in by_path], on_file=on_file, patience=patience
        )
        entries = _entries(application)
        for path, item in by_path.items():
            self._conclude(path, item, report, entries, updated={one.doc_id for one in before})
        for item in self._items:
            if item.result is None:
                _conclude_copy(item, self._items, entries)

    def _conclude(
        self,
        path: str,
        item: _Item,
        report: IngestReport,
        entries: Sequence[Entry],
        *,
        updated: set[str],
    ) -> None:
        """Find what became of a stored file, and keep or delete it accordingly."""
        entry = next((one for one in entries if one.source == path), None)
        skipped = next((one.reason for one in report.skipped if one.path == path), None)
        placed = item.placed
        if placed is None:
            return
        if skipped is not None or entry is None:
            same = next((one for one in entries if one.sha256 == item.sha256), None)
            placed.undo()
            if same is not None:
                # Another process took the same content in at the same time.
                _already_there(item, same)
            else:
                reason = skipped or "it did not get into the library; add it again"
                item.end(Outcome.SKIPPED, reason=_without(path, reason, item.upload.name))
            return
        placed.confirm()
        item.end(
            Outcome.UPDATED if entry.doc_id in updated else Outcome.ADDED,
            doc_id=entry.doc_id,
            title=entry.title,
            passages=entry.passages,
            warnings=tuple(
                _without(path, warning, item.upload.name)
                for warning in report.warnings
                if warning.startswith(f"{path}:")
            ),
        )

    def _give_up(self, reason: str) -> None:
        """Skip all that has no result yet, and leave nothing of it behind."""
        for item in self._items:
            if item.result is None:
                if item.placed is not None:
                    item.placed.undo()
                item.end(Outcome.SKIPPED, reason=reason)


def _entries(application: Application) -> tuple[Entry, ...]:
    library = application.library
    return () if library.is_empty() else library.snapshot().entries


def _already_there(item: _Item, entry: Entry) -> None:
    item.end(Outcome.ALREADY_THERE, doc_id=entry.doc_id, title=entry.title, passages=entry.passages)


def _conclude_copy(item: _Item, items: Sequence[_Item], entries: Sequence[Entry]) -> None:
    """Give a copy of another file of the batch a result: that one's fate is its own."""
    same = next((one for one in entries if one.sha256 == item.sha256), None)
    if same is not None:
        _already_there(item, same)
        return
    first = next(one for one in items if one.placed and one.sha256 == item.sha256)
    reason = f"{item.upload.name}: it is a copy of {first.upload.name}, which was skipped."
    item.end(Outcome.SKIPPED, reason=reason)


def _without(path: str, text: str, name: str) -> str:
    """Return a message under the name that the sender knows."""
    return text.replace(path, name)


def _too_large(size: int) -> str:
    megabyte = 1024 * 1024
    return (
        f"it has {size / megabyte:.0f} MB; at most {MAX_BYTES // megabyte} MB are taken. "
        "Split it, or save it without pictures."
    )
