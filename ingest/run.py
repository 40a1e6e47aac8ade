"""One run that writes to the index folder: what it reads, embeds, stores and puts in force."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.document import ParsedDocument
from ingest.embedding import Embedder, Encoded
from ingest.errors import BriefingError
from ingest.files import DecodedText
from ingest.fingerprint import collection_name, fingerprint, stale_index
from ingest.lexical import LexicalIndex
from ingest.parsing import parse_text
from ingest.passages import make_passages, passage_limit
from ingest.plan import Task
from ingest.progress import (
    EmbeddingProgress,
    FileProgress,
    Progress,
    ignore_file,
    ignore_progress,
)
from ingest.record import EMBED_AT_ONCE, Record, RecordVectors, encode_records
from ingest.store import server_of
from ingest.vectors import DamagedVectorsError, VectorStore
from ingest.version import Entry, Manifest, VersionFolder


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
        self.embedded = 0
        self._before = self._manifest(rebuild=rebuild)
        self._store = self._opened(name, rebuild=rebuild)
        if not rebuild:
            self._refill()

    def _opened(self, name: str, *, rebuild: bool) -> VectorStore:
        server = server_of(self._versions.folder)
        try:
            return VectorStore(self._versions.vectors, name, server=server)
        except DamagedVectorsError:
            if not rebuild:
                raise
            # Nothing in them can be read; every vector is made anew or is in a record file.
            shutil.rmtree(self._versions.vectors)
            return VectorStore(self._versions.vectors, name, server=server)

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

    def parse(self, tasks: Iterable[Task], *, on_file: FileProgress = ignore_file) -> list[Record]:
        """Find the structure of files and split them into passages."""
        records: list[Record] = []
        for task in tasks:
            on_file(str(task.path), 0, 0)
            result = parse_text(task.content, path=task.path, doc_id=task.doc_id)
            self.warnings.extend(result.warnings)
            records.append(self._split(result.parsed))
        return records

    def parse_again(self, entries: Iterable[Entry]) -> list[Record]:
        """Do the same for documents from their stored text, which needs none of their files."""
        records: list[Record] = []
        for entry in entries:
            stored = self._versions.read_record(entry).parsed.document
            content = DecodedText(stored.text, stored.sha256, "utf-8", (), stored.pages)
            result = parse_text(content, path=Path(entry.source), doc_id=entry.doc_id)
            records.append(self._split(result.parsed))
        return records

    def _split(self, parsed: ParsedDocument) -> Record:
        passages = make_passages(
            parsed,
            count_tokens=self._embedder.count_tokens,
            max_tokens=passage_limit(self._embedder.max_tokens),
        )
        return Record(parsed, passages)

    def embed(
        self,
        records: Sequence[Record],
        on_progress: Progress = ignore_progress,
        *,
        on_file: FileProgress = ignore_file,
    ) -> list[Entry]:
        """Store the records with their vectors, a group at a time; return their entries."""
        progress = EmbeddingProgress(records, on_progress, on_file)
        entries: list[Entry] = []
        for group in _groups(records):
            known = {key: value for record in group for key, value in self._known(record)}
            for record, vectors in zip(
                group,
                encode_records(
                    group, known=known, embedder=self._embedder, on_encoded=progress.add
                ),
                strict=True,
            ):
                entries.append(self._store_record(record, vectors))
                self.embedded += sum(p.content_hash not in known for p in record.passages)
            progress.finish(group)
        return entries

    def _known(self, record: Record) -> Iterator[tuple[str, Encoded]]:
        """Return the vectors that the document had before, or that a run got before it died."""
        doc_id = record.parsed.document.doc_id
        before = [entry.record for entry in self.entries if entry.doc_id == doc_id]
        for name in (self._record_name(record), *filter(self._is_ours, before)):
            yield from self._versions.known_vectors(name).items()

    def _is_ours(self, record_name: str) -> bool:
        return record_name.endswith(f".{self._made_with}")

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
            published=document.published,
            authors=document.authors,
            publisher=document.publisher,
        )

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
        [made] = self.embed(self.parse_again([entry]))
        return replace(made, source=entry.source, added=entry.added, collections=entry.collections)

    def is_changed(self, entries: Sequence[Entry]) -> bool:
        """Tell whether the version in force is another than these entries make."""
        before = self._before or Manifest(self._fingerprint, ())
        return before != Manifest(self._fingerprint, tuple(entries))

    def put_in_force(self, entries: Sequence[Entry]) -> None:
        """Write the word index and the manifest, switch, and only then clear what is superseded."""
        lexical = LexicalIndex.of_records(self._versions.read_record(entry) for entry in entries)
        name = self._versions.begin()
        lexical.save(self._versions.lexical(name))
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
