"""The objects that a command needs, built from the settings and only when they are used."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from assistant.assistant import Assistant
from ingest.document import IngestReport
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import FileProgress, Progress, ingest, remove
from ingest.library import Library
from ingest.run import ignore_file, ignore_progress
from ingest.version import Entry
from ui.settings import Settings


class Application:
    """One home folder with what works on it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def embedder(self) -> SentenceTransformerEmbedder:
        """The embedding model; loaded at its first use."""
        return SentenceTransformerEmbedder(
            self.settings.embedding_model, verified=self.settings.home
        )

    @cached_property
    def library(self) -> Library:
        """The documents."""
        return Library(self.settings.index, self.embedder)

    @cached_property
    def assistant(self) -> Assistant:
        """What answers questions."""
        return Assistant(self.library, self.embedder, depth=self.settings.depth)

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        rebuild: bool = False,
        on_progress: Progress = ignore_progress,
        on_file: FileProgress = ignore_file,
        patience: float = 0.0,
    ) -> IngestReport:
        """Bring the library in step with files and folders."""
        return ingest(
            paths,
            folder=self.settings.index,
            embedder=self.embedder,
            rebuild=rebuild,
            on_progress=on_progress,
            on_file=on_file,
            patience=patience,
        )

    def remove(self, doc_id: str) -> Entry:
        """Take a document out of the library; return what it was."""
        return remove(doc_id, folder=self.settings.index, embedder=self.embedder)


def shipped_corpus() -> Path:
    """Return the folder of the edition that comes with the product."""
    import corpus

    return Path(next(iter(corpus.__path__)))
