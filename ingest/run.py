"""One run that writes to the index folder: what it reads, embeds, stores and puts in force."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ingest.document import SkippedFile
from ingest.embedding import Embedder, Encoded
from ingest.errors import BriefingError
from ingest.files import DecodedText
from ingest.fingerprint import collection_name, fingerprint, stale_index
from ingest.lexical import LexicalIndex
from ingest.pipeline import Pipeline, embed_here
from ingest.plan import Task
from ingest.progress import EmbeddingProgress, ignore_file, ignore_progress
from ingest.record import Record, RecordVectors
from ingest.vectors import DamagedVectorsError, VectorStore, open_vectors
from ingest.version import Entry, Manifest, VersionFolder
from ingest.vocabulary import Overheard


class Run:
    """One run's access to the index folder; its caller holds the folder's lock.

    Args:
        folder: the index folder.
        embedder: the model that makes the vectors.
        rebuild: accept an index made with another model or other settings, to replace it.

    Raises:
        StaleIndexError: there is such an index, and `rebuild` is not set.

    """

    def __init__(self, folder: Path, embedder: Embedder, *, rebuild: bool) -> None:
        self._versions = VersionFolder(folder)
        self._embedder = embedder
        self._fingerprint = fingerprint(embedder)
        name = collection_name(self._fingerprint)
        self._made_with = name[-8:]
        self.warnings: list[str] = []
        self.skipped: list[SkippedFile] = []
        self.embedded = 0
        self._before = self._manifest(rebuild=rebuild)
        self._record_before = {entry.doc_id: entry.record for entry in self.entries}
        self._store = self._opened(name, rebuild=rebuild)
        if not rebuild:
            self._refill()

    def _opened(self, name: str, *, rebuild: bool) -> VectorStore:
        try:
            return open_vectors(self._versions.folder, name)
        except DamagedVectorsError:
            if not rebuild:
                raise
            # Nothing in them can be read; every vector is made anew or is in a record file.
            shutil.rmtree(self._versions.vectors)
            return open_vectors(self._versions.folder, name)

    def _refill(self) -> None:
        """Store the vectors again that a store lacks which was chosen anew, or lost them."""
        if self._store.count() >= sum(entry.passages for entry in self.entries):
            return
        for entry in self.entries:
            vectors = self._versions.read_vectors(entry.record)
            if vectors is not None:
                record = self._versions.read_record(entry)
                self._store.add(record.passages, vectors.passages)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The documents of the version in force."""
        return self._before.entries if self._before else ()

    def _manifest(self, *, rebuild: bool) -> Manifest | None:
        name = self._versions.current()
        try:
            manifest = self._versions.manifest(name) if name else None
        except BriefingError as error:
            if not rebuild:
                raise
            self.warnings.append(f"{error} This was done: only what was named is in it now.")
            return None
        if manifest and manifest.fingerprint != self._fingerprint and not rebuild:
            raise stale_index(self._versions.folder, manifest.fingerprint, self._fingerprint)
        return manifest

    def take_in(
        self,
        tasks: Iterable[Task],
        progress: EmbeddingProgress,
        *,
        pipeline: Pipeline = embed_here,
    ) -> Iterator[tuple[Task, Entry | None]]:
        """Store what tasks name, with its vectors; yield each task's entry, None if unreadable."""
        results = pipeline(tasks, embedder=self._embedder, known=self._known, progress=progress)
        for some in results:
            entries = self._store_all([one.content for one in some if one.content])
            for one in some:
                self.warnings.extend(one.reading.warnings)
                self.skipped.extend(one.reading.skipped)
                self.embedded += one.made
                yield one.reading.task, entries.get(one.reading.task.doc_id)
            progress.finish(list(entries))

    def again(self, entries: Iterable[Entry]) -> Iterator[Task]:
        """Yield tasks that make documents anew from their stored text, which need no file."""
        for entry in entries:
            stored = self._versions.read_record(entry).parsed.document
            content = DecodedText(stored.text, stored.sha256, "utf-8", (), stored.pages)
            yield Task(Path(entry.source), entry.doc_id, entry.sha256, stored=content)

    def _known(self, task: Task) -> dict[str, Encoded]:
        """Return the vectors that the document had before, or that a run got before it died."""
        known: dict[str, Encoded] = {}
        before = self._record_before.get(task.doc_id, "")
        for name in {self._record_name(task.doc_id, task.sha256), before}:
            if self._is_ours(name):
                known.update(self._versions.known_vectors(name))
        return known

    def _record_name(self, doc_id: str, sha256: str) -> str:
        return self._versions.record_name(doc_id, sha256, made_with=self._made_with)

    def _is_ours(self, record_name: str) -> bool:
        return record_name.endswith(f".{self._made_with}")

    def _store_all(self, contents: Sequence[tuple[Record, RecordVectors]]) -> dict[str, Entry]:
        """Write documents' texts, structure and vectors; return their entries by id."""
        entries = {}
        for record, vectors in contents:
            document = record.parsed.document
            name = self._record_name(document.doc_id, document.sha256)
            self._versions.write_record(name, record, vectors)
            entries[document.doc_id] = _entry(record, name)
        # All in one call: each costs a transaction, however few its passages are.
        passages = [passage for record, _ in contents for passage in record.passages]
        if passages:
            stacked = [vectors.passages for record, vectors in contents if record.passages]
            self._store.add(passages, np.concatenate(stacked))
        return entries

    def set_aside(self, entry: Entry, kept: Path) -> None:
        """Copy all that is stored of a document into a folder."""
        self._versions.copy_records(entry.doc_id, kept)

    def bring_back(self, entry: Entry, kept: Path) -> Entry:
        """Store again what was set aside; return its entry.

        What was made with the settings in force is taken as it is; else it is made anew from the
        stored text.
        """
        self._versions.take_records(kept)
        vectors = self._versions.read_vectors(entry.record)
        if vectors is not None and self._is_ours(entry.record):
            self._store.add(self._versions.read_record(entry).passages, vectors.passages)
            return entry
        progress = EmbeddingProgress(ignore_progress, ignore_file).of(1)
        [made] = [one for _, one in self.take_in(self.again([entry]), progress) if one]
        return replace(made, source=entry.source, added=entry.added, collections=entry.collections)

    def is_changed(self, entries: Sequence[Entry]) -> bool:
        """Tell whether the version in force is another than these entries make."""
        before = self._before or Manifest(self._fingerprint, ())
        return before != Manifest(self._fingerprint, tuple(entries))

    def put_in_force(self, entries: Sequence[Entry]) -> None:
        """Write the word index and the manifest, switch, and only then clear what is superseded."""
        records = Overheard(self._versions.read_record(entry) for entry in entries)
        lexical = LexicalIndex.of_records(records)
        name = self._versions.begin()
        lexical.save(self._versions.lexical(name))
        records.vocabulary().save(self._versions.vocabulary(name))
        self._versions.switch(name, Manifest(self._fingerprint, tuple(entries)))
        try:
            self._clear(name, lexical.passage_ids, entries)
        except (OSError, BriefingError) as error:
            self.warnings.append(f"{error} What is superseded is deleted by the next run.")

    def clear_leftovers(self) -> None:
        """Clear what a run that died after its switch, or before it, did not come to clear."""
        name = self._versions.current()
        known = {entry.doc_id for entry in self.entries}
        if name is not None and self._versions.has_leftovers(known):
            ids = LexicalIndex.load(self._versions.lexical(name)).passage_ids
            self._clear(name, ids, self.entries)

    def _clear(self, name: str, passage_ids: Iterable[str], entries: Iterable[Entry]) -> None:
        self._store.keep_only(frozenset(passage_ids))
        self._store.drop_other_collections()
        self._versions.forget_others({entry.doc_id for entry in entries})
        # Last, since older versions are what tells the next run that there is something to clear.
        self._versions.sweep(name)


def _entry(record: Record, name: str) -> Entry:
    document = record.parsed.document
    return Entry(
        doc_id=document.doc_id,
        title=document.title,
        source=document.source,
        sha256=document.sha256,
        record=name,
        language=document.language,
        characters=len(document.text),
        passages=len(record.passages),
        published=document.published,
        authors=document.authors,
        publisher=document.publisher,
    )
