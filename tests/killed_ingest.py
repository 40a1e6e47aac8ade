"""A process that takes a folder in and kills itself at a named moment.

Run as: python killed_ingest.py INDEX_FOLDER DOCUMENTS MOMENT
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from embedder_doubles import WordEmbedder

from ingest import pipeline, version
from ingest.ingestion import ingest
from ingest.lexical import LexicalIndex
from ingest.vectors import VectorStore
from ingest.version import VersionFolder

MOMENTS: dict[str, tuple[Any, str, str, int]] = {
    "before the first document is written": (VersionFolder, "write_record", "before", 1),
    "between a document's text and its vectors": (VectorStore, "add", "before", 1),
    "after the first document's vectors": (VectorStore, "add", "after", 1),
    "after the last document's vectors": (VectorStore, "add", "after", 2),
    "before the word index is saved": (LexicalIndex, "save", "before", 1),
    "before the switch": (VersionFolder, "switch", "before", 1),
    "in the middle of the switch": (version, "write_whole", "before", 6),
    "after the switch": (VersionFolder, "switch", "after", 1),
    "after stale vectors are deleted": (VectorStore, "keep_only", "after", 1),
    "before removed texts are deleted": (VersionFolder, "forget_others", "before", 1),
    "before old versions are swept": (VersionFolder, "sweep", "before", 1),
}
# From here on the new version is in force.
SWITCHED = (
    "after the switch",
    "after stale vectors are deleted",
    "before removed texts are deleted",
    "before old versions are swept",
)


def die_at(owner: Any, name: str, when: str, call: int) -> None:
    """Replace a function with one that kills this process before or after its n-th call."""
    original: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def dying(*args: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if when == "before" and calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **options)
        if when == "after" and calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, dying)


if __name__ == "__main__":
    index, documents, moment = sys.argv[1:]
    # Each document is stored by itself, so that there are moments between them.
    pipeline.WINDOW = 1
    if moment != "never":
        die_at(*MOMENTS[moment])
    ingest([Path(documents)], folder=Path(index), embedder=WordEmbedder())
