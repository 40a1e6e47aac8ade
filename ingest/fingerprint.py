"""What an index was made with: two indexes with one fingerprint may be searched alike."""

import hashlib
from pathlib import Path

from ingest.embedding import Embedder
from ingest.errors import StaleIndexError
from ingest.passages import DEFAULT_MAX_TOKENS, MAX_CONTEXT_BYTES, SHORT_PARAGRAPH_TOKENS
from ingest.version import SCHEMA_VERSION

# Raise it when parsing or splitting changes what passages come out of the same file.
SPLITTER_VERSION = 1


def fingerprint(embedder: Embedder) -> str:
    """Return the settings that shape an index, readable and comparable."""
    splitter = (
        f"v{SPLITTER_VERSION}/{DEFAULT_MAX_TOKENS}/{SHORT_PARAGRAPH_TOKENS}/{MAX_CONTEXT_BYTES}"
    )
    return f"schema {SCHEMA_VERSION}, model {embedder.identity}, splitter {splitter}"


def collection_name(fingerprint_text: str) -> str:
    """Return a name for the vectors made with these settings, as Chroma allows names."""
    return "passages-" + hashlib.sha256(fingerprint_text.encode()).hexdigest()[:16]


def stale_index(folder: Path, found: str, wanted: str) -> StaleIndexError:
    """Return the error for an index made with other settings than those in force."""
    return StaleIndexError(
        f"The index in {folder} was made with {found}, the settings in force are {wanted}. "
        "Rebuild it with: briefing ingest --rebuild"
    )
