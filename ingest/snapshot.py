"""One version of the index, open for reading."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np

from ingest.dense import DenseSearch, ExactSearch
from ingest.document import ParsedDocument, Passage
from ingest.embedding import Vectors
from ingest.errors import BriefingError
from ingest.hit import Hit
from ingest.lexical import LexicalIndex
from ingest.record import Record
from ingest.sentences import Span
from ingest.stored import StoredDocuments
from ingest.version import Entry, Manifest
from ingest.vocabulary import Vocabulary

# Selections of documents that are kept ready: as many as people who ask at one time.
RESTRICTIONS_KEPT = 20


class Snapshot:
    """One version of the library: what it holds never changes, whatever is ingested meanwhile."""

    def __init__(
        self,
        name: str,
        manifest: Manifest,
        *,
        stored: StoredDocuments,
        store: DenseSearch,
        lexical: LexicalIndex,
        words: Vocabulary | None = None,
    ) -> None:
        self.name = name
        self.lexical = lexical
        self._manifest = manifest
        self._doc_ids = {entry.doc_id for entry in manifest.entries}
        self._stored = stored
        self._store = store
        self._words = words
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
        chosen = frozenset(doc_ids)
        for doc_id in chosen - self._doc_ids:
            self._manifest.entry(doc_id)
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
        kept = [self._stored.vectors(entry.doc_id).passages for entry in entries if entry.passages]
        vectors = np.concatenate(kept) if kept else np.zeros((0, 1), dtype=np.float32)
        manifest = Manifest(self._manifest.fingerprint, entries)
        store = ExactSearch(lexical.passage_ids, vectors)
        return Snapshot(self.name, manifest, stored=self._stored, store=store, lexical=lexical)

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
        return self._stored.with_content(doc_id, sha256)

    def passages(self, doc_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in the order of its text."""
        return self._record(doc_id).passages

    def passage(self, passage_id: str) -> Passage:
        """Return a passage of this version by its id."""
        return self.passages(passage_id.split(":")[0])[_number(passage_id)]

    def sentence_spans(self, passage: Passage) -> list[Span]:
        """Return the offsets, into its document, of a passage's sentences."""
        return self._record(passage.doc_id).sentence_spans(passage)

    def passage_vectors(self, doc_id: str) -> Vectors:
        """Return the vectors of a document's passages, shape (passages, dimension)."""
        self._record(doc_id)
        return self._stored.vectors(doc_id).passages

    def sentence_vectors(self, passage: Passage) -> Vectors:
        """Return the vectors of a passage's sentences, shape (sentences, dimension)."""
        vectors = self._stored.vectors(passage.doc_id)
        return vectors.of_sentences(_number(passage.passage_id))

    @property
    def vocabulary(self) -> Vocabulary:
        """Return which words the documents have, and how they write them."""
        if self._words is None:
            records = (self._record(entry.doc_id) for entry in self.entries)
            self._words = Vocabulary.of_records(records)
        return self._words

    def search_vectors(self, vector: Vectors, *, limit: int) -> list[Hit]:
        """Return the passages whose vectors are nearest, best first."""
        return self._store.search(vector, limit=limit, among=self._passage_ids)

    @cached_property
    def _passage_ids(self) -> Collection[str]:
        return frozenset(self.lexical.passage_ids)

    def _record(self, doc_id: str) -> Record:
        # Asked here, since what is stored is shared with views of fewer documents.
        if doc_id not in self._doc_ids:
            self._manifest.entry(doc_id)
        return self._stored.record(doc_id)


def _number(passage_id: str) -> int:
    """Return the place of a passage in its record, which its id ends with."""
    return int(passage_id.rsplit(":", 1)[1])
