"""The index folder of one home, for readers: whatever version is in force."""

from collections.abc import Sequence
from pathlib import Path

from ingest.document import ParsedDocument
from ingest.embedding import Embedder
from ingest.errors import BriefingError, NoIndexError
from ingest.fingerprint import collection_name, fingerprint, stale_index
from ingest.lexical import LexicalIndex
from ingest.snapshot import Snapshot
from ingest.stored import StoredDocuments
from ingest.vectors import open_vectors
from ingest.version import Entry, VersionFolder
from ingest.vocabulary import Vocabulary


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
        store = open_vectors(self._versions.folder, collection_name(self._fingerprint))
        store.check_holds(len(lexical))
        return Snapshot(
            name,
            manifest,
            stored=StoredDocuments(self._versions, manifest.entries),
            store=store,
            lexical=lexical,
            words=Vocabulary.load(self._versions.vocabulary(name)),
        )
