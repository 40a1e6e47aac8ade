"""The dense half of the index: passage vectors in a Chroma collection, on disk or on a server.

The one module that owns Chroma. A collection belongs to one embedding model and one way of
splitting (its name carries the fingerprint). Passages are only ever added under ids of their own;
which of them count is said by the version that is in force, so that a run that dies half-way leaves
rows that nobody sees, and the next run clears them.
"""

import logging
import threading
from collections.abc import Collection as CollectionOf
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.document import Passage
from ingest.embedding import Vectors
from ingest.errors import BriefingError, unwritten
from ingest.hit import Hit
from ingest.store import Server, server_of

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from langchain_chroma import Chroma

logger = logging.getLogger(__name__)

# Candidates that the graph search keeps in hand. Up to this many passages it is as good as exact;
# Chroma's default of 100 loses up to 0.011 nDCG@10 against exact search on larger sets.
SEARCH_EF = 512

# What SQLite says of a file that it cannot take for a database, or not any more.
DAMAGE = ("not a database", "malformed")

# A client looks itself up among the shared ones while it is made.
_opening = threading.Lock()


class DamagedVectorsError(BriefingError):
    """What is in the folder of the vectors is not what Chroma wrote there."""


class VectorStore:
    """Vectors of passages, by passage id.

    Args:
        folder: where Chroma keeps its files; made when it is missing. Not used with a server.
        name: of the collection, 3 to 400 characters of `[a-zA-Z0-9._-]`.
        server: where the vectors lie instead.

    Raises:
        DamagedVectorsError: what is in the folder is not what Chroma wrote.
        BriefingError: the folder cannot be written, as when the disk is full, or the server cannot
            be reached.

    """

    def __init__(self, folder: Path, name: str, *, server: Server | None = None) -> None:
        self._place: Path | Server = server or folder
        self._server = server
        self._name = f"{name}.{server.index}" if server else name
        with _told(self._place):
            self._client = _connected(server) if server else _client(folder)
            self._collection: Collection = self._client.get_or_create_collection(
                self._name,
                configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_EF}},
                embedding_function=None,
            )

    def check_holds(self, passages: int) -> None:
        """Raise BriefingError if fewer passages than these are stored."""
        if self.count() < passages:
            raise BriefingError(
                f"{self.count()} of {passages} passages have their vectors in the index. "
                "Rebuild it with: briefing ingest --rebuild"
            )

    def count(self) -> int:
        """Return how many passages are stored, those of unfinished runs included."""
        with _told(self._place):
            return self._collection.count()

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store passages with their vectors; what is stored under the same id is replaced.

        Raises BriefingError where Chroma cannot write them, as when the disk is full.
        """
        with _told(self._place):
            self._upsert(passages, vectors)

    def _upsert(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        for part in _batches(len(passages), self._client.get_max_batch_size()):
            chosen = passages[part]
            self._collection.upsert(
                ids=[passage.passage_id for passage in chosen],
                embeddings=vectors[part],
                documents=[passage.text for passage in chosen],
                metadatas=[_metadata(passage) for passage in chosen],
            )

    def search(self, vector: Vectors, *, limit: int, among: CollectionOf[str]) -> list[Hit]:
        """Return the passages nearest to a vector, best first.

        Args:
            vector: unit vector, shape (dimension,).
            limit: how many at most.
            among: ids of the version in force; rows of other runs are passed over.

        """
        wanted = min(limit, len(among))
        hits = self._nearest(vector, wanted, among) if wanted else []
        if len(hits) < wanted:
            # Rows that do not count took their places: ask for as many more as there may be.
            hits = self._nearest(vector, wanted + max(0, self.count() - len(among)), among)
        return hits[:wanted]

    def _nearest(self, vector: Vectors, number: int, among: CollectionOf[str]) -> list[Hit]:
        with _told(self._place):
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=number, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        return [
            Hit(passage_id, 1.0 - distance)
            for passage_id, distance in zip(found["ids"][0], distances, strict=True)
            if passage_id in among
        ]

    def keep_only(self, passage_ids: CollectionOf[str]) -> int:
        """Delete every passage that is not named; return how many went."""
        if self.count() == len(passage_ids):
            # Every row that counts is there, so there is nothing else.
            return 0
        with _told(self._place):
            stored = self._collection.get(include=[])["ids"]
            stale = [passage_id for passage_id in stored if passage_id not in passage_ids]
            for part in _batches(len(stale), self._client.get_max_batch_size()):
                self._collection.delete(ids=stale[part])
        return len(stale)

    def drop_other_collections(self) -> None:
        """Delete this index's collections of other models and settings."""
        for collection in self._client.list_collections():
            is_ours = self._server is None or collection.name.endswith(f".{self._server.index}")
            if is_ours and collection.name != self._name:
                logger.info("dropping the superseded collection %s", collection.name)
                self._client.delete_collection(collection.name)

    def drop(self) -> None:
        """Delete the collection: its vectors lie elsewhere now."""
        with _told(self._place):
            self._client.delete_collection(self._name)

    def as_langchain(self) -> "Chroma":
        """Return the same collection as a LangChain vector store, for reading by vector."""
        from langchain_chroma import Chroma

        return Chroma(client=self._client, collection_name=self._name)


def open_vectors(folder: Path, name: str) -> VectorStore:
    """Return a collection of an index's vectors, in its folder or wherever they lie."""
    return VectorStore(folder / "vectors", name, server=server_of(folder))


@contextmanager
def _told(place: Path | Server) -> Iterator[None]:
    """Say in our own words what Chroma could not do in a folder or on a server."""
    from chromadb.errors import ChromaError, InternalError
    from httpx import HTTPError

    if isinstance(place, Server):
        try:
            yield
        except (ChromaError, HTTPError, ValueError) as error:
            raise BriefingError(
                f"The Chroma server {place.url} cannot be used ({error}). Start it, or take the "
                "vectors back into the index with: briefing ingest --store local"
            ) from error
        return
    folder = place
    try:
        yield
    except InternalError as error:
        if any(sign in str(error) for sign in DAMAGE):
            raise DamagedVectorsError(
                f"The vectors in {folder} are damaged ({error}). "
                "Rebuild them with: briefing ingest --rebuild"
            ) from error
        raise unwritten(folder, str(error)) from error


def _connected(server: Server) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    return chromadb.HttpClient(
        host=server.host,
        port=server.port,
        ssl=server.is_encrypted,
        settings=Settings(anonymized_telemetry=False),
    )


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    with _opening:
        # Chroma shares one reader among all clients of a folder, and it never sees what another
        # process adds (`briefing ingest` beside `briefing serve`). Clients that are open keep the
        # reader that they have.
        SharedSystemClient.clear_system_cache()
        return chromadb.PersistentClient(path=folder, settings=Settings(anonymized_telemetry=False))


def _metadata(passage: Passage) -> dict[str, str | int]:
    return {
        "doc_id": passage.doc_id,
        "start": passage.start,
        "end": passage.end,
        "heading_path": " > ".join(passage.heading_path),
        "content_hash": passage.content_hash,
    }


def _batches(total: int, size: int) -> Iterator[slice]:
    return (slice(start, min(start + size, total)) for start in range(0, total, size))
