"""What a reader is: the seam where one way of reading passages is exchanged for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.query import Query
from assistant.retrieval import Candidate
from ingest.sentences import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one passage."""

    sentence_scores: tuple[float, ...]
    """One for each of the candidate's sentences; higher is better, comparable within a question."""
    answer: Span | None = None
    """The exact answer as offsets into the document, where the reader can tell."""
    answer_probability: float | None = None
    """That the passage answers the question, 0 to 1, where the reader can tell."""
    answer_margin: float | None = None
    """How far the exact answer stands above there being none, where the reader can tell."""


class Reader(Protocol):
    """Reads a question and its passages."""

    def read(self, query: Query, candidates: Sequence[Candidate]) -> Sequence[Reading]:
        """Return one reading for each candidate, in their order."""
