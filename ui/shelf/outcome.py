"""The nouns of the shelf: what is uploaded, how far it is, what became of it, what stands there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent."""

    path: Path
    """Where the server put it."""
    name: str
    """As the sender's machine calls it: shown, and never used as a path."""


class Stage(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READING = "reading"
    EMBEDDING = "embedding"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far one file of a batch is."""

    name: str
    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0
    """Passages embedded, and those in all; 0 before they are known."""


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    """It took the place of the earlier version of its document."""
    ALREADY_THERE = "already there"
    """Its content is in the library, perhaps under another name."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file."""

    name: str
    outcome: Outcome
    doc_id: str | None = None
    """None for a file that was skipped."""
    title: str = ""
    passages: int = 0
    reason: str = ""
    """Why it was skipped, and what mends it."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A document as a list shows it."""

    doc_id: str
    title: str
    file: str
    """Name of its file, without the folder."""
    published: str | None
    """As the document states it."""
    language: str
    passages: int
    added: datetime | None
    """When it was first taken in; None if that was not noted."""
    collections: tuple[str, ...] = ()
    """Names of those that it was put into."""
