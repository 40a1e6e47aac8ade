"""What the model says of a question and a passage, made from its logits."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.reader.windows import Window
from ingest.sentences import Span

# In tokens: longer than 99 % of the training answers.
LONGEST_ANSWER = 20

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Logits:
    """The model's output for one window."""

    start: Floats
    """How well each token fits as the first of the answer; shape (tokens,)."""
    end: Floats
    """Likewise as the last."""
    relevance: Floats
    """How well each token fits into the sentence that holds the answer; shape (tokens,)."""
    answer: float
    """Whether the passage answers at all: the logit of that probability."""


@dataclass(frozen=True, slots=True)
class PairReading:
    """What the model says of one passage, offsets counted from the passage's beginning."""

    margins: tuple[float, ...]
    """For each sentence, how far its best answer stands above "no answer here", in logits."""
    relevances: tuple[float, ...]
    """For each sentence, the logit of its holding the answer."""
    answer: Span
    """The best answer of the whole passage."""
    answer_margin: float
    """How far that answer stands above "no answer here", in logits."""
    answer_logit: float
    """The logit of the passage's answering at all."""

    @property
    def answer_probability(self) -> float:
        """Return the probability that the passage answers at all, 0 to 1."""
        # The logistic function, in a form that no logit makes overflow.
        return (1 + math.tanh(self.answer_logit / 2)) / 2


class PairReader(Protocol):
    """Reads questions together with passages."""

    def read_pairs(
        self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[PairReading | None]:
        """Return one reading for each passage, None for one without words.

        Sentences are offsets into their passage. A passage's reading does not depend on which
        other passages are read with it.
        """


def reading_of(
    windows: Sequence[Window], logits: Sequence[Logits], sentences: Sequence[Span]
) -> PairReading:
    """Return the reading of a passage from the logits of its windows, at least one.

    What two windows read twice counts where it is the better; a sentence without a token of its
    own is as good as the passage's worst.
    """
    read = [
        _window_reading(window, values, sentences)
        for window, values in zip(windows, logits, strict=True)
    ]
    best = max(read, key=lambda one: one.answer_margin)
    return PairReading(
        margins=_filled(np.max([one.margins for one in read], axis=0)),
        relevances=_filled(np.max([one.relevances for one in read], axis=0)),
        answer=best.answer,
        answer_margin=best.answer_margin,
        answer_logit=max(values.answer for values in logits),
    )


@dataclass(frozen=True, slots=True)
class _WindowReading:
    """As `PairReading`, but -inf for a sentence that the window does not hold."""

    margins: list[float]
    relevances: list[float]
    answer: Span
    answer_margin: float


def _window_reading(window: Window, logits: Logits, sentences: Sequence[Span]) -> _WindowReading:
    # The first token stands for "no answer here"; passages are comparable by the distance from it.
    nothing = float(logits.start[0] + logits.end[0])
    inside = slice(window.first, window.first + len(window.offsets))
    sums = span_sums(logits.start[inside], logits.end[inside]) - np.float32(nothing)
    relevance = logits.relevance[inside]
    # Tokens lie in the order of the text, so that each sentence is one stretch of them.
    edges = [(one.start, one.end) for one in sentences]
    bounds = [np.searchsorted(window.offsets[:, 0], edge) for edge in edges]
    first, last = np.unravel_index(int(sums.argmax()), sums.shape)
    return _WindowReading(
        margins=[float(sums[a:b, a:b].max(initial=-np.inf)) for a, b in bounds],
        relevances=[float(relevance[a:b].mean()) if a < b else -math.inf for a, b in bounds],
        answer=Span(int(window.offsets[first, 0]), int(window.offsets[last, 1])),
        answer_margin=float(sums[first, last]),
    )


def span_sums(start: Floats, end: Floats) -> Floats:
    """Return start and end logits added for each first and last token; -inf where no span may be.

    Args:
        start: logits of the tokens as the first of the answer, shape (tokens,).
        end: likewise as the last.

    """
    # Only the diagonals from 0 to LONGEST_ANSWER - 1 are spans that may be.
    ordered = np.tri(len(start), dtype=bool).T
    short = np.tri(len(start), k=LONGEST_ANSWER - 1, dtype=bool)
    return np.where(ordered & short, start[:, None] + end[None, :], np.float32(-np.inf))


def _filled(values: Floats) -> tuple[float, ...]:
    found = values[np.isfinite(values)]
    least = float(found.min()) if len(found) else 0.0
    return tuple(float(value) if math.isfinite(value) else least for value in values)
