"""Moving an index's vectors onto a Chroma server, to another, or back."""

import logging
import shutil
from pathlib import Path

from ingest.embedding import Embedder
from ingest.errors import BriefingError
from ingest.fingerprint import collection_name, fingerprint
from ingest.ingestion import locked, told_when_full
from ingest.run import Run
from ingest.store import Server, chosen_server, server_of, write_server
from ingest.vectors import VectorStore
from ingest.version import VersionFolder

logger = logging.getLogger(__name__)


def move_vectors(
    store: str, *, folder: Path, embedder: Embedder, patience: float = 0.0
) -> Server | None:
    """Put the vectors where they are to lie from now on; return the server, None for the folder.

    They come from the files beside the texts, so that nothing is embedded again. Where the new
    place cannot be written, the old one stays in force.

    Args:
        store: `local`, or the address of a Chroma server.
        folder: the index folder.
        embedder: the model that the vectors were made with.
        patience: seconds to wait for another run that is writing.

    Raises:
        BriefingError: it is no store, or the server cannot be reached.
        StaleIndexError, BusyError: as for `ingest.ingestion.ingest`.

    """
    with locked(folder, patience=patience), told_when_full(folder):
        before, is_known = _before(folder)
        chosen = chosen_server(store, before)
        if chosen == before and is_known:
            return chosen
        write_server(folder, chosen)
        try:
            # Opening it stores what it lacks.
            run = Run(folder, embedder, rebuild=False)
            if run.entries:
                # A new version, so that whoever reads the one before opens the new place.
                run.put_in_force(run.entries)
        except BaseException:
            write_server(folder, before)
            raise
        if before != chosen:
            name = collection_name(fingerprint(embedder))
            _forget(before, VersionFolder(folder).vectors, name)
    return chosen


def _before(folder: Path) -> tuple[Server | None, bool]:
    """Return where the vectors lay, and whether that can be read at all."""
    try:
        return server_of(folder), True
    except BriefingError:
        return None, False


def _forget(server: Server | None, vectors: Path, name: str) -> None:
    """Delete the vectors where they lay before; a server that is gone has to do so itself."""
    if server is None:
        shutil.rmtree(vectors, ignore_errors=True)
        return
    try:
        VectorStore(vectors, name, server=server).drop()
    except BriefingError as error:
        logger.warning("%s keeps the collection %s: %s", server.url, name, error)
