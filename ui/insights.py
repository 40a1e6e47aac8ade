"""What was prepared for each document, kept as one JSON file each."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.glance import making
from assistant.glance.glance import Glance
from assistant.suggesting import suggesting
from assistant.suggesting.suggestion import Suggestion
from ingest.document import Document
from ingest.version import Entry

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Insights:
    """A document at a glance, and questions that it answers."""

    glance: Glance
    suggestions: tuple[Suggestion, ...]
    """Each checked; the first six are of the most different sorts, the others for follow-ups."""


_JSON = TypeAdapter(Insights)


class InsightsFolder:
    """The folder of prepared insights; a file that cannot be read counts as none.

    A file's name is a hash of the document's id and bytes and of our method's version, so that what
    was made of another text, or by an older method, is never taken for this one's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, document: Document) -> Insights | None:
        """Return what is kept for a document, or None."""
        path = self._path(document)
        try:
            return _JSON.validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            logger.warning("%s cannot be used and is made anew: %s", path, error)
            return None

    def write(self, document: Document, insights: Insights) -> None:
        """Keep what was made for a document."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(document)
        # Written beside and put in its place at once: a reader never sees half a file.
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(_JSON.dump_json(insights))
        unfinished.replace(path)

    def keep_only(self, documents: Iterable[Entry]) -> None:
        """Delete what is kept for any other document, or was made by another version of ours."""
        kept = {self._path(document) for document in documents}
        for path in self._folder.glob("*"):
            if path not in kept:
                path.unlink(missing_ok=True)

    def _path(self, document: Document | Entry) -> Path:
        method = f"{making.VERSION}.{suggesting.VERSION}"
        identity = f"{document.doc_id}\0{document.sha256}\0{method}"
        return self._folder / f"{hashlib.sha256(identity.encode()).hexdigest()}.json"
