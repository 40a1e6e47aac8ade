"""The shelf of documents as it stands: one version of the index, open for reading."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from ingest.dense import DenseSearch, ExactSearch
from ingest.document import ParsedDocument, Passage
from ingest.embedding import Embedder, Vectors
from ingest.errors import BriefingError, NoIndexError, UnknownDocumentError
from ingest.fingerprint import collection_name, fingerprint, stale_index
from ingest.hit import Hit
from ingest.lexical import LexicalIndex
from ingest.record import Record, RecordVectors
from ingest.sentences import Span
from ingest.store import server_of
from ingest.vectors import VectorStore
from ingest.version import Entry, Manifest, VersionFolder
from ingest.words import folded, surface_words

# Selections of documents that are kept ready: as many as people who ask at one time.
RESTRICTIONS_KEPT = 20


class Snapshot:
    """One version of the library: what it holds never changes, whatever is ingested meanwhile."""

    def __init__(
        self,
        versions: VersionFolder,
        name: str,
        manifest: Manifest,
        store: DenseSearch,
        lexical: LexicalIndex,
    ) -> None:
        self.name = name
        self.lexical = lexical
        self._versions = versions
        self._manifest = manifest
        self._store = store
        self._records: dict[str, Record] = {}
        self._vectors: dict[str, RecordVectors] = {}
        self._restricted: OrderedDict[frozenset[str], Snapshot] = OrderedDict()
        self._restricting = threading.Lock()

    def restricted_to(self, doc_ids: Collection[str]) -> "Snapshot":
        """Return the same version as if it held these documents and no others.

        All that is asked of a snapshot is then answered from them alone: both searches, the words
        and names that occur, how rare a term is. The same ids give the same object while it is in
        use.

        Raises:
            UnknownDocumentError: one of them is not in this version.
            BriefingError: there are none.

        """
        if not doc_ids:
            raise BriefingError("No document is chosen. Choose at least one, or all of them.")
        chosen = frozenset(self._manifest.entry(doc_id).doc_id for doc_id in doc_ids)
        if len(chosen) == len(self.entries):
            return self
        with self._restricting:
            if chosen not in self._restricted:
                self._restricted[chosen] = self._restrict(chosen)
            self._restricted.move_to_end(chosen)
            if len(self._restricted) > RESTRICTIONS_KEPT:
                self._restricted.popitem(last=False)
            return self._restricted[chosen]

    def _restrict(self, doc_ids: Collection[str]) -> "Snapshot":
        entries = tuple(entry for entry in self.entries if entry.doc_id in doc_ids)
        # Made anew rather than cut out: how rare a word is depends on what else there is.
        lexical = LexicalIndex.of_records(self._record(entry.doc_id) for entry in entries)
        stored = [self._vectors_of(entry.doc_id).passages for entry in entries if entry.passages]
        vectors = np.concatenate(stored) if stored else np.zeros((0, 1), dtype=np.float32)
        manifest = Manifest(self._manifest.fingerprint, entries)
        store = ExactSearch(lexical.passage_ids, vectors)
        restricted = Snapshot(self._versions, self.name, manifest, store, lexical)
        # What is read already need not be read again.
        restricted._records = self._records
        restricted._vectors = self._vectors
        return restricted

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What there is to know of each document without reading it."""
        return self._manifest.entries

    @property
    def documents(self) -> Sequence[ParsedDocument]:
        """Every document, read in full."""
        return [self.document(entry.doc_id) for entry in self.entries]

    def document(self, doc_id: str) -> ParsedDocument:
        """Return a document; raise UnknownDocumentError naming those that there are."""
        return self._record(doc_id).parsed

    def document_version(self, doc_id: str, sha256: str) -> ParsedDocument:
        """Return a document with the content of this hash, which may be an earlier one.

        Earlier contents of a changed document are kept until it is removed.

        Raises:
            UnknownDocumentError: this content is not kept, or the document was removed.

        """
        entry = next((entry for entry in self.entries if entry.doc_id == doc_id), None)
        if entry is not None and entry.sha256 == sha256:
            return self.document(doc_id)
        source = entry.source if entry is not None else ""
        record = self._versions.earlier_record(doc_id, sha256, source=source)
        if record is None:
            raise UnknownDocumentError(
                f"The content that {doc_id!r} had ({sha256[:12]}) is no longer in the library."
            )
        return record.parsed

    def passages(self, doc_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in the order of its text."""
        return self._record(doc_id).passages

    def passage(self, passage_id: str) -> Passage:
        """Return a passage of this version by its id."""
        return self.passages(passage_id.split(":")[0])[_number(passage_id)]

    def sentence_spans(self, passage: Passage) -> list[Span]:
        """Return the offsets, into its document, of a passage's sentences."""
        return self._record(passage.doc_id).sentence_spans(passage)

    def sentence_vectors(self, passage: Passage) -> Vectors:
        """Return the vectors of a passage's sentences, shape (sentences, dimension)."""
        return self._vectors_of(passage.doc_id).of_sentences(_number(passage.passage_id))

    def _vectors_of(self, doc_id: str) -> RecordVectors:
        if doc_id not in self._vectors:
            stored = self._versions.read_vectors(self._manifest.entry(doc_id).record)
            if stored is None:
                raise BriefingError(
                    f"The sentence vectors of {doc_id!r} are missing from the index. "
                    "Rebuild it with: briefing ingest --rebuild"
                )
            self._vectors[doc_id] = stored
        return self._vectors[doc_id]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every folded word of the documents."""
        return frozenset(folded(word) for word in self._words)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The folded words that occur with a capital and never without one, as names do."""
        small = {folded(word) for word in self._words if word[0].islower()}
        return self.vocabulary - small

    @cached_property
    def _words(self) -> frozenset[str]:
        texts = (
            text
            for entry in self.entries
            for text in (entry.title, self.document(entry.doc_id).document.text)
        )
        return frozenset(word for text in texts for word in surface_words(text))

    def search_vectors(self, vector: Vectors, *, limit: int) -> list[Hit]:
        """Return the passages whose vectors are nearest, best first."""
        return self._store.search(vector, limit=limit, among=self._passage_ids)

    @cached_property
    def _passage_ids(self) -> Collection[str]:
        return frozenset(self.lexical.passage_ids)

    def _record(self, doc_id: str) -> Record:
        # Asked for even where the record is known: a restricted view shares it, and has no others.
        entry = self._manifest.entry(doc_id)
        if doc_id not in self._records:
            self._records[doc_id] = self._versions.read_record(entry)
        return self._records[doc_id]


def _number(passage_id: str) -> int:
    """Return the place of a passage in its record, which its id ends with."""
    return int(passage_id.rsplit(":", 1)[1])


class Library:
    """The index folder of one home, for readers.

    Args:
        folder: the index folder; see `ingest.version` for what is in it.
        embedder: the model that questions are embedded with; an index made with another is refused.

    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._versions = VersionFolder(folder)
        self._fingerprint = fingerprint(embedder)
        self._snapshot: Snapshot | None = None

    def is_empty(self) -> bool:
        """Tell whether nothing was ever ingested here."""
        return self._versions.current() is None

    def snapshot(self) -> Snapshot:
        """Return the version in force now; the same object while it stays in force.

        Raises:
            NoIndexError: nothing was ingested yet.
            StaleIndexError: the index was made with another model or other settings.

        """
        name = self._versions.current()
        if name is None:
            raise NoIndexError(
                f"Nothing has been ingested into {self._versions.folder} yet. "
                "Take documents in with: briefing ingest PATH"
            )
        if self._snapshot is None or self._snapshot.name != name:
            try:
                self._snapshot = self._open(name)
            except (BriefingError, OSError):
                if self._versions.current() == name:
                    raise
                # Another version took its place, and swept it away, while it was being opened.
                return self.snapshot()
        return self._snapshot

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What there is to know of each document of the version in force without reading it."""
        return self.snapshot().entries

    @property
    def documents(self) -> Sequence[ParsedDocument]:
        """Every document of the version in force."""
        return self.snapshot().documents

    def document(self, doc_id: str) -> ParsedDocument:
        """Return a document of the version in force; raise UnknownDocumentError if none."""
        return self.snapshot().document(doc_id)

    def document_version(self, doc_id: str, sha256: str) -> ParsedDocument:
        """Return a document with the content of this hash; see `Snapshot.document_version`."""
        return self.snapshot().document_version(doc_id, sha256)

    def _open(self, name: str) -> Snapshot:
        manifest = self._versions.manifest(name)
        if manifest.fingerprint != self._fingerprint:
            raise stale_index(self._versions.folder, manifest.fingerprint, self._fingerprint)
        # Read now: the next version sweeps this one's files away.
        lexical = LexicalIndex.load(self._versions.lexical(name))
        place = self._versions.vectors
        server = server_of(self._versions.folder)
        store = VectorStore(place, collection_name(self._fingerprint), server=server)
        store.check_holds(len(lexical))
        return Snapshot(self._versions, name, manifest, store, lexical)
