"""Taking documents in: files become a new version of the index, or nothing changes at all."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from ingest.document import IngestReport, SkippedFile
from ingest.embedding import Embedder, Encoded
from ingest.errors import BusyError, StaleIndexError, UnreadableFileError
from ingest.fingerprint import collection_name, fingerprint
from ingest.lexical import LexicalIndex
from ingest.parsing import parse_file
from ingest.passages import make_passages
from ingest.plan import Plan, Task, make_plan
from ingest.record import Record, RecordVectors, encode_records
from ingest.vectors import VectorStore
from ingest.version import Entry, Manifest, VersionFolder

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with the passages embedded so far and those to embed in all."""

# Passages embedded between two reports of progress: some seconds of work on two cores, and enough
# to fill batches with texts of one length.
EMBED_AT_ONCE = 128


def ingest(
    paths: Sequence[Path],
    *,
    folder: Path,
    embedder: Embedder,
    rebuild: bool = False,
    on_progress: Progress | None = None,
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

    Raises:
        StaleIndexError: the index was made otherwise and `rebuild` is not set.
        BusyError: another process is writing to the folder.

    """
    started = time.perf_counter()
    with _locked(folder):
        run = _Run(folder, embedder, rebuild=rebuild)
        plan = make_plan(paths, run.entries)
        records, skipped = run.parse(plan.tasks)
        records += run.rebuilt([*plan.unchanged, *plan.untouched]) if rebuild else []
        made = run.embed(records, on_progress or _ignore)
        entries = _merge(run.entries, plan, made)
        if run.is_changed(entries):
            run.put_in_force(entries, forget=plan.removed)
    return _report(
        plan,
        made,
        skipped=skipped,
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
    with _locked(folder):
        run = _Run(folder, embedder, rebuild=False)
        entry = Manifest("", run.entries).entry(doc_id)
        run.put_in_force([kept for kept in run.entries if kept != entry], forget=[entry])
    return entry


class _Run:
    """One run's access to the index folder, under its lock."""

    def __init__(self, folder: Path, embedder: Embedder, *, rebuild: bool) -> None:
        self._versions = VersionFolder(folder)
        self._embedder = embedder
        self._fingerprint = fingerprint(embedder)
        name = collection_name(self._fingerprint)
        self._made_with = name[-8:]
        self._before = self._manifest(rebuild=rebuild)
        self._store = VectorStore(self._versions.vectors, name)
        self.warnings: list[str] = []
        self.embedded = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The documents of the version in force."""
        return self._before.entries if self._before else ()

    def _manifest(self, *, rebuild: bool) -> Manifest | None:
        name = self._versions.current()
        manifest = self._versions.manifest(name) if name else None
        if manifest and manifest.fingerprint != self._fingerprint and not rebuild:
            raise StaleIndexError(
                f"The index in {self._versions.folder} was made with {manifest.fingerprint}, "
                f"the settings in force are {self._fingerprint}. "
                "Rebuild it with: briefing ingest --rebuild"
            )
        return manifest

    def parse(self, tasks: Iterable[Task]) -> tuple[list[Record], list[SkippedFile]]:
        """Read and split files; those that cannot be read are named, and the others go on."""
        records: list[Record] = []
        skipped: list[SkippedFile] = []
        for task in tasks:
            try:
                result = parse_file(task.path, task.doc_id)
            except UnreadableFileError as error:
                skipped.append(SkippedFile(str(task.path), str(error)))
                continue
            self.warnings.extend(result.warnings)
            passages = make_passages(
                result.parsed.document,
                result.parsed.sentences,
                count_tokens=self._embedder.count_tokens,
            )
            records.append(Record(result.parsed, passages))
        return records, skipped

    def rebuilt(self, entries: Iterable[Entry]) -> list[Record]:
        """Split documents anew, from their files or, where those are gone, from the stored text."""
        records = []
        for entry in entries:
            path = Path(entry.source)
            stored = self._versions.read_record(entry).parsed
            parsed = parse_file(path, entry.doc_id).parsed if path.is_file() else stored
            passages = make_passages(
                parsed.document, parsed.sentences, count_tokens=self._embedder.count_tokens
            )
            records.append(Record(parsed, passages))
        return records

    def embed(self, records: Sequence[Record], on_progress: Progress) -> list[Entry]:
        """Store the records with their vectors, a group at a time; return their entries."""
        total = sum(len(record.passages) for record in records)
        done = 0
        entries: list[Entry] = []
        for group in _groups(records):
            known = {key: value for record in group for key, value in self._known(record)}
            for record, vectors in zip(
                group, encode_records(group, known=known, embedder=self._embedder), strict=True
            ):
                entries.append(self._store_record(record, vectors))
                done += len(record.passages)
                self.embedded += sum(p.content_hash not in known for p in record.passages)
            on_progress(done, total)
        return entries

    def _known(self, record: Record) -> Iterator[tuple[str, Encoded]]:
        """Return the vectors that the document had before, or that a run got before it died."""
        name = self._record_name(record)
        vectors = self._versions.read_vectors(name)
        if vectors is not None and len(vectors.passages) == len(record.passages):
            yield from vectors.by_content(record.passages)
            return
        for entry in self.entries:
            if entry.doc_id == record.parsed.document.doc_id and self._is_ours(entry):
                before = self._versions.read_vectors(entry.record)
                if before is not None:
                    yield from before.by_content(self._versions.read_record(entry).passages)

    def _is_ours(self, entry: Entry) -> bool:
        return entry.record.endswith(f".{self._made_with}")

    def _record_name(self, record: Record) -> str:
        return self._versions.record_name(record, made_with=self._made_with)

    def _store_record(self, record: Record, vectors: RecordVectors) -> Entry:
        """Write a document's text, structure and vectors; return its entry."""
        document = record.parsed.document
        name = self._record_name(record)
        self._versions.write_record(name, record, vectors)
        self._store.add(record.passages, vectors.passages)
        return Entry(
            doc_id=document.doc_id,
            title=document.title,
            source=document.source,
            sha256=document.sha256,
            record=name,
            language=document.language,
            characters=len(document.text),
            passages=len(record.passages),
        )

    def is_changed(self, entries: Sequence[Entry]) -> bool:
        """Tell whether the version in force is another than these entries make."""
        return self._before != Manifest(self._fingerprint, tuple(entries))

    def put_in_force(self, entries: Sequence[Entry], *, forget: Iterable[Entry]) -> None:
        """Write the word index and the manifest, switch, and only then clear what is superseded."""
        texts: list[str] = []
        ids: list[str] = []
        languages: list[str] = []
        for entry in entries:
            record = self._versions.read_record(entry)
            texts.extend(record.embedded_text(passage) for passage in record.passages)
            ids.extend(passage.passage_id for passage in record.passages)
            languages.extend([entry.language] * len(record.passages))
        name = self._versions.begin()
        LexicalIndex.build(texts, ids, languages).save(self._versions.lexical(name))
        self._versions.switch(name, Manifest(self._fingerprint, tuple(entries)))
        self._store.keep_only(frozenset(ids))
        self._store.drop_other_collections()
        for entry in forget:
            self._versions.forget_record(entry)
        self._versions.sweep()


def _merge(before: Sequence[Entry], plan: Plan, made: Iterable[Entry]) -> list[Entry]:
    """Return the new version's entries: known documents in their order, then the new ones."""
    gone = {entry.doc_id for entry in plan.removed}
    merged = {entry.doc_id: entry for entry in before if entry.doc_id not in gone}
    merged.update((entry.doc_id, entry) for entry in plan.unchanged)
    for entry in made:
        # A renamed file that is made anew keeps the name that the plan found for it.
        source = merged[entry.doc_id].source if entry.doc_id in merged else entry.source
        merged[entry.doc_id] = replace(entry, source=source)
    return list(merged.values())


def _report(
    plan: Plan,
    made: Sequence[Entry],
    *,
    skipped: Sequence[SkippedFile],
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
        skipped=(*plan.skipped, *skipped),
        warnings=(*plan.warnings, *warnings),
        passages=passages,
        embedded=embedded,
        seconds=seconds,
    )


def _groups(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Return the records in groups of at least `EMBED_AT_ONCE` passages, but for the last."""
    group: list[Record] = []
    for record in records:
        group.append(record)
        if sum(len(one.passages) for one in group) >= EMBED_AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _locked(folder: Path) -> AbstractContextManager[object]:
    """Return the folder's lock, taken; the system releases it when the process dies."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "ingest.lock")
    try:
        return lock.acquire(timeout=0)
    except Timeout as error:
        raise BusyError(
            f"Another briefing process is writing to {folder}. Wait until it is done, then repeat."
        ) from error


def _ignore(_done: int, _total: int) -> None:
    pass
