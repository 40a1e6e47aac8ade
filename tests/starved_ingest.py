"""A process that takes a folder in and may write no file beyond a size, as on a full disk.

Run as: python starved_ingest.py INDEX_FOLDER DOCUMENTS BYTES
"""

import resource
import sys
from pathlib import Path

from embedder_doubles import WordEmbedder

from ingest.errors import BriefingError
from ingest.ingestion import ingest

if __name__ == "__main__":
    index, documents, size = sys.argv[1:]
    # Python ignores the signal that comes with it, so every write beyond it fails with EFBIG.
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    try:
        ingest([Path(documents)], folder=Path(index), embedder=WordEmbedder())
    except BriefingError as error:
        sys.exit(str(error))
