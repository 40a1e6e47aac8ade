"""A reader that adds what a small model read to how alike question and sentence are."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.fusion import normalised
from assistant.query import READ_LANGUAGE, Query
from assistant.reader.onnx_reader import OnnxReader
from assistant.reader.pair_reading import PairReader, PairReading
from assistant.reader.reading import Reader, Reading
from assistant.reader.similarity import SimilarityReader
from assistant.retrieval import Candidate
from ingest.sentences import Span

# Of what was read against what is alike. Of weights from 0.6 to 2, those from 0.9 to 1.3 put the
# right sentence first most often, for questions in the words of the tuning texts and in others.
READING_WEIGHT = 1.0


class TrainedReader:
    """A `Reader` that adds what it read to how alike question and sentence are.

    Args:
        pairs: the model; the one that comes with the product unless given.
        likeness: ranks sentences without reading them.

    """

    def __init__(self, pairs: PairReader | None = None, likeness: Reader | None = None) -> None:
        self._pairs = pairs or OnnxReader()
        self._likeness = likeness or SimilarityReader()

    def read(self, query: Query, candidates: Sequence[Candidate]) -> list[Reading]:
        """Return one reading for each candidate.

        A passage in English that is asked about in English words has an exact answer with its
        probability. Of any other, and where nothing can be read, likeness alone decides.

        Raises:
            ModelError: the model's weights are missing or not the published ones.

        """
        alike = list(self._likeness.read(query, candidates))
        return joined(candidates, alike, read_candidates(query, candidates, self._pairs))


def read_candidates(
    query: Query, candidates: Sequence[Candidate], pairs: PairReader
) -> list[PairReading | None]:
    """Return the model's reading of each candidate, None where one side is not in English."""
    if not query.reading_text:
        return [None] * len(candidates)
    unsaid = query.unsaid
    found: dict[str, PairReading | None] = {}
    for is_unsaid, question in ((False, query.reading_text), (True, unsaid.text if unsaid else "")):
        those = [
            one
            for one in candidates
            if one.language == READ_LANGUAGE and query.leaves_unsaid(one.passage) is is_unsaid
        ]
        texts = [one.passage.text for one in those]
        read = pairs.read_pairs(question, texts, [_within(one) for one in those])
        found.update(zip((one.passage.passage_id for one in those), read, strict=True))
    return [found.get(one.passage.passage_id) for one in candidates]


def joined(
    candidates: Sequence[Candidate],
    alike: Sequence[Reading],
    read: Sequence[PairReading | None],
) -> list[Reading]:
    """Return for each candidate what likeness and the model say of it together.

    Margins and likenesses are scaled to 0 to 1 over all candidates, weighted and added.
    """
    if not any(read):
        return list(alike)
    scores = _joined_scores(alike, read)
    bounds = accumulate((len(candidate.sentences) for candidate in candidates), initial=0)
    return [
        _reading(scores[start:end], one, candidate.passage.start)
        for candidate, one, (start, end) in zip(candidates, read, pairwise(bounds), strict=True)
    ]


def _joined_scores(
    alike: Sequence[Reading], read: Sequence[PairReading | None]
) -> NDArray[np.float64]:
    """Return the score of every sentence of all candidates.

    A sentence that was not read counts as if reading had found what likeness did: it is neither
    lifted nor lowered among those that were.
    """
    likeness = np.array(normalised([score for one in alike for score in one.sentence_scores]))
    margins = np.concatenate(
        [
            one.margins if one else np.full(len(other.sentence_scores), np.nan)
            for one, other in zip(read, alike, strict=True)
        ]
    )
    was_read = ~np.isnan(margins)
    reading = likeness.copy()
    reading[was_read] = normalised(margins[was_read].tolist())
    scores: NDArray[np.float64] = likeness + READING_WEIGHT * reading
    return scores


def _reading(scores: NDArray[np.float64], read: PairReading | None, passage_start: int) -> Reading:
    sentence_scores = tuple(float(score) for score in scores)
    if read is None:
        return Reading(sentence_scores)
    answer = Span(read.answer.start + passage_start, read.answer.end + passage_start)
    return Reading(
        sentence_scores,
        answer=answer,
        answer_probability=read.answer_probability,
        answer_margin=read.answer_margin,
    )


def _within(candidate: Candidate) -> list[Span]:
    """Return a candidate's sentences as offsets into its passage."""
    before = candidate.passage.start
    return [Span(span.start - before, span.end - before) for span in candidate.sentences]
