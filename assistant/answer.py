"""The nouns of answering: what a question turns into.

The invariant that the product stands on is `quote == document.text[start:end]` for every citation;
`assistant.citation` is the only maker of citations and checks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ingest.document import Passage


class Status(StrEnum):
    """How far the documents carry the answer."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    """The documents do not say it directly; the closest sentences are shown."""
    ABSTAINED = "abstained"


class FoundBy(StrEnum):
    """Which of the two searches brought a passage."""

    DENSE = "dense"
    LEXICAL = "lexical"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a retrieved passage, with how well it fits the question."""

    passage: Passage
    start: int
    end: int
    """Offsets of the sentence into its document's text."""
    text: str
    score: float
    """Higher is better; comparable within one question only."""
    found_by: FoundBy
    probability: float | None = None
    """The reader's, that the sentence's passage answers the question; None where it gives none."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a stored document and what it says there, word for word."""

    number: int
    """From 1, as the marker `[1]` in the answer's text."""
    doc_id: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...]
    page: int | None = None
    """Of the file that was cited, from 1; None where it has no pages."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is known about one answer; immutable, so that it can be stored as it was shown."""

    question: str
    standalone_question: str
    """The question as it was searched for: the same, or with what the conversation adds."""
    text: str
    """With markers `[n]` after each sentence, n being a citation's number."""
    status: Status
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    """Best first; for an abstention, the nearest that was found."""
    model_name: str
    """Who wrote the text: `quoting`, or a chat model's name."""
    timings: Mapping[str, float]
    """Seconds by step, and `total`."""
    reason: str = ""
    """Why it has this status, in a few words: "the documents never mention Panama"."""


@dataclass(frozen=True, slots=True)
class Searching:
    """The search has begun; this is what is searched for."""

    standalone_question: str


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A further piece of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete and checked."""

    answer: Answer


AnswerEvent = Searching | TextDelta | Finished
