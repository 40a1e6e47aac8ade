"""Versions of the index on disk, one of them in force, switched in one step.

Layout of the index folder:

    CURRENT                     the name of the version in force, replaced atomically
    versions/NAME/manifest.json what the version holds, with its fingerprint
    versions/NAME/lexical/      the lexical index of this version
    versions/NAME/vocabulary.json   the words of its documents
    documents/*.json, *.npz     parsed documents with their passages, and the vectors of their
                                sentences; a file never changes once it is written
    vectors/                    Chroma; rows count only if the version in force names them
"""

import io
import json
import shutil
import uuid
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.durable import settle, settle_files, write_whole
from ingest.embedding import Encoded
from ingest.errors import BriefingError, UnknownDocumentError
from ingest.record import Record, RecordVectors, record_from_json

# Raise it when the files below change their form: older indexes are then refused by fingerprint.
SCHEMA_VERSION = 2

# Documents that an error names; more would hide what it says.
KNOWN_NAMED = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as a version lists it."""

    doc_id: str
    title: str
    source: str
    sha256: str
    record: str
    """Name of its files under `documents/`, without the ending."""
    language: str
    characters: int
    passages: int
    added: str = ""
    """When it was first taken in (ISO 8601, UTC); empty in an index that did not note it."""
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    """As the document states them; empty in an index that did not note them, until a rebuild."""
    collections: tuple[str, ...] = ()
    """Names of those that it was put into, sorted."""


def entry_from_json(content: Mapping[str, Any]) -> Entry:
    """Return an entry from what `dataclasses.asdict` made of one; TypeError for another form."""
    listed = {name: tuple(content.get(name, ())) for name in ("authors", "collections")}
    return Entry(**{**content, **listed})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one version holds."""

    fingerprint: str
    entries: tuple[Entry, ...]

    def entry(self, doc_id: str) -> Entry:
        """Return the entry of a document, or raise UnknownDocumentError naming those there are."""
        for entry in self.entries:
            if entry.doc_id == doc_id:
                return entry
        ids = sorted(entry.doc_id for entry in self.entries)
        more = f" and {len(ids) - KNOWN_NAMED} more" if len(ids) > KNOWN_NAMED else ""
        known = (", ".join(ids[:KNOWN_NAMED]) or "none yet") + more
        raise UnknownDocumentError(f"There is no document {doc_id!r}. Known documents: {known}.")


class VersionFolder:
    """The index folder, seen as a list of versions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vectors = folder / "vectors"
        self._documents = folder / "documents"
        self._versions = folder / "versions"
        self._current = folder / "CURRENT"
        self._unsettled: list[str] = []

    def current(self) -> str | None:
        """Return the name of the version in force, or None before the first."""
        try:
            return self._current.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def lexical(self, name: str) -> Path:
        """Return the folder of a version's lexical index."""
        return self._versions / name / "lexical"

    def vocabulary(self, name: str) -> Path:
        """Return the file of the words that a version's documents have."""
        return self._versions / name / "vocabulary.json"

    def manifest(self, name: str) -> Manifest:
        """Read a version's manifest.

        Raises:
            BriefingError: the file is missing or damaged.

        """
        path = self._versions / name / "manifest.json"
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            entries = tuple(entry_from_json(entry) for entry in content["entries"])
            return Manifest(fingerprint=content["fingerprint"], entries=entries)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BriefingError(
                f"The index file {path} cannot be read ({error}). "
                "Rebuild the index with: briefing ingest --rebuild"
            ) from error

    def begin(self) -> str:
        """Return the name of a new version, not in force yet."""
        name = uuid.uuid4().hex
        (self._versions / name).mkdir(parents=True)
        return name

    def switch(self, name: str, manifest: Manifest) -> None:
        """Put a version in force; before the last step the one before it still is."""
        path = self._versions / name / "manifest.json"
        # Else a power cut could leave the new name in force before what it stands for is there.
        settle(path.parent)
        if self._unsettled:
            settle_files(self._documents, self._unsettled)
            self._unsettled.clear()
        write_whole(path, json.dumps(asdict(manifest), ensure_ascii=False).encode("utf-8"))
        write_whole(self._current, name.encode("utf-8"))

    def record_name(self, doc_id: str, sha256: str, *, made_with: str) -> str:
        """Return the name under which a record is stored.

        It says what is in it (document, content, the settings it was made with), so that a file of
        the version in force is never written over with anything else.
        """
        return f"{doc_id}.{sha256[:16]}.{made_with}"

    def write_record(self, name: str, record: Record, vectors: RecordVectors) -> None:
        """Store a parsed document with its vectors; they are on the disk by the switch."""
        self._documents.mkdir(parents=True, exist_ok=True)
        content = io.BytesIO()
        # Half precision: the ranking of sentences is the same, at half the size.
        np.savez(
            content,
            passages=vectors.passages,
            sentences=vectors.sentences.astype(np.float16),
            bounds=vectors.bounds,
        )
        text = json.dumps(asdict(record), ensure_ascii=False).encode("utf-8")
        for suffix, data in (("npz", content.getvalue()), ("json", text)):
            write_whole(self._documents / f"{name}.{suffix}", data, settled=False)
            self._unsettled.append(f"{name}.{suffix}")

    def read_vectors(self, name: str) -> RecordVectors | None:
        """Read the vectors stored under a name, or return None where none can be read."""
        path = self._documents / f"{name}.npz"
        try:
            with np.load(path) as content:
                return RecordVectors(
                    content["passages"], content["sentences"].astype(np.float32), content["bounds"]
                )
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None

    def known_vectors(self, name: str) -> dict[str, Encoded]:
        """Return the vectors stored under a name by their passages' content hash, if any."""
        vectors = self.read_vectors(name)
        try:
            passages = self._read(name, source="").passages
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return dict(vectors.by_content(passages)) if vectors is not None else {}

    def read_record(self, entry: Entry) -> Record:
        """Read a stored document; its source is the entry's, as a file may have been renamed."""
        try:
            return self._read(entry.record, source=entry.source)
        except (OSError, ValueError, KeyError, TypeError) as error:
            path = self._documents / f"{entry.record}.json"
            raise BriefingError(
                f"The stored text of {entry.doc_id!r} ({path}) cannot be read ({error}). "
                f"Mend it with: briefing remove {entry.doc_id}, then briefing ingest {entry.source}"
            ) from error

    def earlier_record(self, doc_id: str, sha256: str, *, source: str) -> Record | None:
        """Read the content that a document had under this hash, or return None if it is gone.

        Of several, made with different settings, the latest is taken.
        """
        beginning = f"{doc_id}.{sha256[:16]}."
        found = [path for path in self._documents.glob("*.json") if path.name.startswith(beginning)]
        for path in sorted(found, key=lambda one: one.stat().st_mtime, reverse=True):
            try:
                record = self._read(path.stem, source=source)
            except (OSError, ValueError, KeyError, TypeError):
                continue
            if record.parsed.document.sha256 == sha256:
                return record
        return None

    def _read(self, name: str, *, source: str) -> Record:
        text = (self._documents / f"{name}.json").read_text(encoding="utf-8")
        return record_from_json(json.loads(text), source=source)

    def copy_records(self, doc_id: str, to: Path) -> None:
        """Copy all that is stored of a document, its earlier contents too, into a folder."""
        for path in self._documents.glob(f"{doc_id}.*"):
            if path.suffix != ".tmp":
                shutil.copy2(path, to)

    def take_records(self, kept: Path) -> None:
        """Store again what `copy_records` copied."""
        self._documents.mkdir(parents=True, exist_ok=True)
        for suffix in ("npz", "json"):
            for path in kept.glob(f"*.{suffix}"):
                write_whole(self._documents / path.name, path.read_bytes())

    def forget_others(self, doc_ids: Collection[str]) -> None:
        """Delete the stored texts of all other documents, and files that were never finished."""
        for path in self._documents.glob("*"):
            # A record's name begins with its document's id, and no id holds a full stop.
            if path.name.split(".")[0] not in doc_ids or path.suffix == ".tmp":
                path.unlink()

    def has_leftovers(self, doc_ids: Collection[str]) -> bool:
        """Tell whether there is more than the version in force and the texts of its documents."""
        stored = [path.name for path in self._documents.glob("*")]
        return (
            sum(1 for _ in self._versions.glob("*")) > 1
            or any(name.split(".")[0] not in doc_ids for name in stored)
            or any(self.folder.rglob("*.tmp"))
        )

    def sweep(self, name: str) -> None:
        """Delete every version but this one."""
        for path in self.folder.rglob("*.tmp"):
            path.unlink()
        for folder in self._versions.iterdir():
            if folder.name != name:
                shutil.rmtree(folder, ignore_errors=True)
