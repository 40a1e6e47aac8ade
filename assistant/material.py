"""What a composer works with: all that was found for one question."""

from dataclasses import dataclass

from assistant.answer import Evidence
from assistant.question import Question
from ingest.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ExactAnswer:
    """The words that answer, within one sentence."""

    evidence: Evidence
    start: int
    end: int
    """Offsets into the document's text, inside the sentence."""
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """What was found for one side of a comparison, or for one of several questions."""

    label: str
    evidence: tuple[Evidence, ...]
    """Best first; empty where nothing was near."""


@dataclass(frozen=True, slots=True)
class Material:
    """A question with its evidence."""

    question: Question
    evidence: tuple[Evidence, ...]
    """Best first, never empty."""
    snapshot: Snapshot
    """The documents, for what stands around a sentence."""
    exact: ExactAnswer | None = None
    parts: tuple[Part, ...] = ()
    """One for each of the question's sides."""
    against: tuple[tuple[Evidence, Evidence], ...] = ()
    """What documents say against each other, where that is asked; the surest first."""
