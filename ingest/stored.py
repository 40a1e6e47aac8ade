"""What a version has stored of its documents, read when it is asked for."""

from collections.abc import Sequence
from functools import lru_cache

from ingest.document import ParsedDocument
from ingest.errors import BriefingError, UnknownDocumentError
from ingest.record import Record, RecordVectors
from ingest.version import Entry, VersionFolder

# Documents that stay read: a question looks at some dozens, and a library of thousands must not
# grow into memory question by question.
KEPT = 256


class StoredDocuments:
    """Records and vectors by document id; those that were asked for last are kept."""

    def __init__(self, versions: VersionFolder, entries: Sequence[Entry]) -> None:
        self._versions = versions
        self._entries = {entry.doc_id: entry for entry in entries}
        self.record = lru_cache(KEPT)(self._record)
        self.vectors = lru_cache(KEPT)(self._vectors)

    def _record(self, doc_id: str) -> Record:
        """Return a document's text, structure and passages."""
        return self._versions.read_record(self._entries[doc_id])

    def _vectors(self, doc_id: str) -> RecordVectors:
        """Return the vectors of a document's passages and sentences."""
        stored = self._versions.read_vectors(self._entries[doc_id].record)
        if stored is None:
            raise BriefingError(
                f"The sentence vectors of {doc_id!r} are missing from the index. "
                "Rebuild it with: briefing ingest --rebuild"
            )
        return stored

    def with_content(self, doc_id: str, sha256: str) -> ParsedDocument:
        """Return a document as it was under this hash, now or earlier.

        Raises:
            UnknownDocumentError: this content is not kept, or the document was removed.

        """
        entry = self._entries.get(doc_id)
        if entry is not None and entry.sha256 == sha256:
            return self.record(doc_id).parsed
        source = entry.source if entry is not None else ""
        record = self._versions.earlier_record(doc_id, sha256, source=source)
        if record is None:
            raise UnknownDocumentError(
                f"The content that {doc_id!r} had ({sha256[:12]}) is no longer in the library."
            )
        return record.parsed
