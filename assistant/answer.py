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
    sha256: str = ""
    """Of the file whose text the offsets are of: a changed document keeps its earlier texts."""


class Verdict(StrEnum):
    """How far the cited sentences bear out a sentence that a chat model wrote."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    """What it says is there, but something in it is not."""
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Check:
    """What checking one sentence of an answer against its citations found."""

    start: int
    end: int
    """Offsets of the sentence, without its markers, into the answer's text."""
    verdict: Verdict
    reason: str
    """In a few words, naming both sides: "says 265, the source says 264"; may be empty only where
    the verdict is `SUPPORTED`."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a chat model was given and gave for one answer."""

    input_tokens: int
    output_tokens: int
    seconds: float
    cost: float | None = None
    """In US dollars; None where the model's price is not known."""


@dataclass(frozen=True, slots=True)
class Account:
    """How a chat model came to an answer; kept beside what is shown of it."""

    written: str
    """All that the model wrote, before anything was dropped, marked or replaced."""
    usage: Usage | None = None
    """None where the model did not say."""
    dropped_markers: tuple[str, ...] = ()
    """Markers that pointed nowhere, as they were written."""
    notices: tuple[str, ...] = ()
    """What the reader must know: "the model could not be reached; these are quotes instead"."""
    declined: bool = False
    """Whether the model found no answer in what it was given; nothing of it is shown then."""


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
    checks: tuple[Check, ...] = ()
    """One for each sentence that a chat model wrote; quotes need none."""
    account: Account | None = None
    """None where no chat model was asked."""


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
