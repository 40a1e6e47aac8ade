"""A reader that compares: sentences near the question in meaning and in words come first.

It needs no model of its own. The weights are those that put the right sentence first most often on
the tuning articles (see assistant/README.md for the figures).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.expected import Kind, expects, fits
from assistant.fusion import normalised
from assistant.query import Query
from assistant.reader.reading import Reading
from assistant.retrieval import Candidate
from ingest.terms import terms_of

# A sentence's own likeness counts in full, that of the passage around it half.
PASSAGE_WEIGHT = 0.5

# A date for "when", a number for "how many": enough to decide between near equals. "Who paid" is
# answered by few sentences, which rarely use the same words.
EXPECTED_KIND_WEIGHT = {Kind.DATE: 0.4, Kind.NUMBER: 0.4, Kind.NAME: 0.4, Kind.FUNDING: 1.0}

# BM25's usual constants for short texts (Robertson and Zaragoza 2009, section 3.4).
SATURATION = 1.2
LENGTH_NORMALISATION = 0.75


class SimilarityReader:
    """A `Reader` that ranks sentences by cosine, BM25 and the kind of answer asked for."""

    def read(self, query: Query, candidates: Sequence[Candidate]) -> list[Reading]:
        """Return one reading for each candidate; it tells no exact answer and no probability."""
        if not candidates:
            return []
        counts = [len(candidate.sentences) for candidate in candidates]
        scores = sum(
            weight * np.array(normalised(list(values)))
            for weight, values in (
                (1.0, _cosines(query, candidates)),
                (1.0, _word_scores(query, candidates)),
                (PASSAGE_WEIGHT, np.repeat([one.dense for one in candidates], counts)),
                (PASSAGE_WEIGHT, np.repeat([one.lexical for one in candidates], counts)),
            )
        ) + _kind_scores(query, candidates)
        bounds = np.cumsum([0, *counts])
        return [
            Reading(tuple(float(score) for score in scores[start:end]))
            for start, end in pairwise(bounds)
        ]


def _cosines(query: Query, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    vectors = np.concatenate([candidate.sentence_vectors for candidate in candidates])
    cosines: NDArray[np.float32] = vectors @ query.vector
    return cosines


def _kind_scores(query: Query, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    kind = expects(query.text)
    texts = [text for candidate in candidates for text in candidate.sentence_texts]
    if kind is None:
        return np.zeros(len(texts))
    fitting = np.array([fits(kind, text, question=query.text) for text in texts])
    return EXPECTED_KIND_WEIGHT[kind] * fitting


def _word_scores(query: Query, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Return BM25 of each sentence, the sentences of all candidates being the collection."""
    counted = [
        _counted_terms(text, candidate.language)
        for candidate in candidates
        for text in candidate.sentence_texts
    ]
    total = len(counted)
    lengths = np.array([sum(counts.values()) for counts in counted])
    relative = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * lengths / (lengths.mean() or 1.0)
    scores = np.zeros(total)
    for term, factor in query.terms.items():
        frequencies = np.array([counts.get(term, 0) for counts in counted])
        holding = np.count_nonzero(frequencies)
        weight = factor * math.log1p((total - holding + 0.5) / (holding + 0.5))
        scores += weight * frequencies * (SATURATION + 1) / (frequencies + SATURATION * relative)
    return scores


# The sentences of a shelf of briefs; a sentence is counted once and read for many questions.
@lru_cache(maxsize=20_000)
def _counted_terms(text: str, language: str) -> Mapping[str, int]:
    return Counter(terms_of(text, language=language))
