"""The objects that a command needs, built from the settings and only when they are used."""

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from assistant.assistant import Assistant
from assistant.glance.making import glance_of
from assistant.suggesting.suggesting import suggested_questions
from ingest.collecting import collection_name, put_into, take_out
from ingest.document import IngestReport, SkippedFile
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError
from ingest.ingestion import FileProgress, Progress, ingest, remove
from ingest.library import Library
from ingest.moving import move_vectors
from ingest.pipeline import Pipeline, embed_here
from ingest.progress import ignore_file, ignore_progress
from ingest.store import server_of
from ingest.version import Entry
from ingest.web.folder import WebFolder
from ingest.web.problem import FetchError
from ui.insights import Insights, InsightsFolder
from ui.models.consent import Consents
from ui.models.registry import Registry
from ui.models.writer import Writers, writers_of
from ui.settings import Settings

logger = logging.getLogger(__name__)

# Suggestions are checked by asking them, seconds a document: a folder of hundreds would wait for
# an hour. What is not prepared at ingest is prepared when it is first looked at.
MOST_PREPARED = 10

# More than are shown at once, so that follow-ups have something to choose from.
PREPARED_SUGGESTIONS = 10


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
    def consents(self) -> Consents:
        """What may be sent to hosted models."""
        return Consents(self.settings.home / "models.json")

    @cached_property
    def registry(self) -> Registry:
        """The GGUF files that can write."""
        return Registry(self.settings.home / "local-models.json")

    @cached_property
    def writers(self) -> Writers:
        """Who writes the answers.

        Raises:
            BriefingError: the model that is set may not be used.

        """
        return writers_of(self.settings, self.consents, self.registry)

    @cached_property
    def assistant(self) -> Assistant:
        """What answers questions."""
        return self.assistant_on(self.library)

    def assistant_on(self, library: Library) -> Assistant:
        """Return what answers questions from a library that was made with the same embedder."""
        return Assistant(
            library,
            self.embedder,
            composer=self.writers.composer,
            rewriter=self.writers.rewriter,
            depth=self.settings.depth,
        )

    @cached_property
    def quoting(self) -> Assistant:
        """What answers in quotes, whatever model is set: it costs nothing and sends nothing."""
        return Assistant(self.library, self.embedder, depth=self.settings.depth)

    @cached_property
    def web(self) -> WebFolder:
        """What was fetched from the web."""
        return WebFolder(self.settings.home / "fetched")

    def fetch(
        self, addresses: Sequence[str], *, allow_private: bool = False
    ) -> tuple[list[Path], list[SkippedFile]]:
        """Fetch web addresses; return the files they are kept in, and what could not be fetched.

        Raises BriefingError where the settings forbid it.
        """
        if addresses and self.settings.offline:
            raise BriefingError(
                f"{addresses[0]} would have to be fetched, and --offline (BRIEFING_OFFLINE) "
                "forbids that. Download it and take in the file."
            )
        files, skipped = [], []
        for url in addresses:
            try:
                files.append(self.web.fetch(url, allow_private=allow_private))
            except FetchError as error:
                reason = f"{url}: {error.problem}; {error.remedy}."
                skipped.append(SkippedFile(url, reason))
        return files, skipped

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        rebuild: bool = False,
        prepare: bool = True,
        collection: str | None = None,
        on_progress: Progress = ignore_progress,
        on_file: FileProgress = ignore_file,
        patience: float = 0.0,
        pipeline: Pipeline = embed_here,
    ) -> IngestReport:
        """Bring the library in step with files and folders.

        What the new documents hold at a glance is made too, unless `prepare` is false: whoever has
        a question now does not wait for it, and `insights` makes it when it is first asked for. All
        that the paths mean is put into `collection`, where one is named.

        Raises as `ingest.ingestion.ingest` does, and BriefingError for a name that is none.
        """
        if collection is not None:
            collection = collection_name(collection)
        report = ingest(
            paths,
            folder=self.settings.index,
            embedder=self.embedder,
            rebuild=rebuild,
            on_progress=on_progress,
            on_file=on_file,
            patience=patience,
            pipeline=pipeline,
        )
        if collection is not None:
            put_into(
                collection,
                (*report.added, *report.updated, *report.unchanged),
                folder=self.settings.index,
                embedder=self.embedder,
                patience=patience,
            )
        changed = (*report.added, *report.updated) if prepare else ()
        for doc_id in changed[:MOST_PREPARED]:
            self._prepare(doc_id)
        self._forget_insights()
        return report

    def remove(self, doc_id: str) -> Entry:
        """Take a document out of the library; return what it was."""
        removed = remove(doc_id, folder=self.settings.index, embedder=self.embedder)
        self._forget_insights()
        return removed

    @property
    def sent_to_store(self) -> str:
        """What goes to the machine that the vectors lie on; empty where that is this one."""
        server = server_of(self.settings.index)
        if server is None or not server.is_elsewhere:
            return ""
        return f"the documents' passages, and each question's vector, to {server.url}"

    def move_vectors(self, store: str) -> None:
        """Keep the vectors on a Chroma server, or in the index for `local`."""
        move_vectors(store, folder=self.settings.index, embedder=self.embedder)

    def take_out(self, doc_id: str, collection: str) -> Entry:
        """Take a document out of a collection; it stays in the library."""
        return take_out(collection, doc_id, folder=self.settings.index, embedder=self.embedder)

    def insights(self, doc_id: str) -> Insights:
        """Return a document at a glance with its suggested questions; made now if none are kept.

        Raises:
            BriefingError: there is no such document.

        """
        parsed = self.library.document(doc_id)
        kept = self._insights.read(parsed.document)
        if kept is not None:
            return kept
        glance = glance_of(parsed)
        suggestions = suggested_questions(
            parsed, assistant=self.quoting, limit=PREPARED_SUGGESTIONS, glance=glance
        )
        made = Insights(glance, suggestions)
        self._insights.write(parsed.document, made)
        return made

    def prepared_insights(self, doc_id: str) -> Insights | None:
        """Return what is kept of a document at a glance, or None: nothing is made for it now."""
        return self._insights.read(self.library.document(doc_id).document)

    @cached_property
    def _insights(self) -> InsightsFolder:
        return InsightsFolder(self.settings.home / "insights")

    def _prepare(self, doc_id: str) -> None:
        """Make a document's insights; the document is taken in whether or not that succeeds."""
        try:
            self.insights(doc_id)
        except Exception:
            logger.exception("what %s holds at a glance could not be prepared", doc_id)

    def _forget_insights(self) -> None:
        """Delete what was kept for documents that are no longer there, or have another text now."""
        try:
            if not self.library.is_empty():
                self._insights.keep_only(self.library.snapshot().entries)
        except Exception:
            logger.exception("insights of removed documents could not be deleted")


def shipped_corpus() -> Path:
    """Return the folder of the edition that comes with the product."""
    import corpus

    return Path(next(iter(corpus.__path__)))
