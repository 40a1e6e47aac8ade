"""A process that takes a folder in, says when it has begun to embed, and waits for a line.

Run as: python waiting_ingest.py INDEX_FOLDER DOCUMENTS
"""

import sys
from pathlib import Path

from embedder_doubles import WordEmbedder

from ingest.ingestion import ingest


def wait(done: int, _total: int) -> None:
    if done and not told:
        told.append(done)
        sys.stdout.write("embedding\n")
        sys.stdout.flush()
        sys.stdin.readline()


told: list[int] = []

if __name__ == "__main__":
    index, documents = sys.argv[1:]
    ingest([Path(documents)], folder=Path(index), embedder=WordEmbedder(), on_progress=wait)
