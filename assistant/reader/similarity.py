"""A reader that compares: sentences near the question in meaning and in words come first.

It needs no model of its own. The weights are those that put the right sentence first most often on
the tuning articles (see assistant/README.md for the figures).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.expected import Kind, expects, fits
from assistant.fusion import normalised
from assistant.query import READ_LANGUAGE, Query
from assistant.reader.near_words import nearness
from assistant.reader.reading import Reading
from assistant.retrieval import Candidate
from ingest.terms import is_stop_word, terms_of
from ingest.words import folded_words

# A sentence's own likeness counts in full, that of the passage around it half.
PASSAGE_WEIGHT = 0.5

# Of shared words against meaning. Lower, questions in other words than the text's find more and
# those in its words less: from 0.6 to 0.8 both lose least.
WORD_WEIGHT = 0.7

# A date for "when", a number for "how many": enough to decide between near equals. "Who paid" is
# answered by few sentences, which rarely use the same words.
EXPECTED_KIND_WEIGHT = {
    **dict.fromkeys((Kind.DATE, Kind.NUMBER, Kind.NAME, Kind.REASON), 0.4),
    Kind.FUNDING: 1.0,
}

# BM25's usual constants for short texts (Robertson and Zaragoza 2009, section 3.4).
SATURATION = 1.2
LENGTH_NORMALISATION = 0.75


# Cosine of two words below which they have nothing to do with each other; at 1 they are one word.
# From 0.3 to 0.4 the figures are the same.
NOT_NEAR = 0.4

# What shared words count for where no sentence shares any of weight: a question in other words than
# the text's is better found by its meaning. Full weight where one sentence has them all.
LEAST_TRUST = 0.3

# A shorter word is no word that another could be near to in meaning.
SHORTEST_NEAR = 3


@dataclass(frozen=True, slots=True)
class _WordMatch:
    """How well sentences match a question by their words."""

    scores: NDArray[np.float64]
    """BM25 of each sentence, near words counting in part."""
    trust: float
    """How much these scores say, `LEAST_TRUST` to 1."""


class SimilarityReader:
    """A `Reader` that ranks sentences by cosine, BM25 and the kind of answer asked for."""

    def read(self, query: Query, candidates: Sequence[Candidate]) -> list[Reading]:
        """Return one reading for each candidate; it tells no exact answer and no probability."""
        if not candidates:
            return []
        counts = [len(candidate.sentences) for candidate in candidates]
        words = _word_match(query, candidates)
        word_weight = WORD_WEIGHT * words.trust
        lexical = np.repeat([one.lexical for one in candidates], counts)
        scores = sum(
            weight * np.array(normalised(list(values)))
            for weight, values in (
                (1.0, _cosines(query, candidates)),
                (word_weight, words.scores),
                (PASSAGE_WEIGHT, np.repeat([one.dense for one in candidates], counts)),
                (PASSAGE_WEIGHT * word_weight, lexical),
            )
        ) + _kind_scores(query, candidates)
        bounds = np.cumsum([0, *counts])
        return [
            Reading(tuple(float(score) for score in scores[start:end]))
            for start, end in pairwise(bounds)
        ]


def _cosines(query: Query, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    """Return the cosine of each sentence with the question, as it is put to its passage."""
    return np.concatenate(
        [
            one.sentence_vectors @ (query.unsaid.vector if query.unsaid and about else query.vector)
            for one, about in zip(candidates, _about_its_places(query, candidates), strict=True)
        ]
    )


def _about_its_places(query: Query, candidates: Sequence[Candidate]) -> list[bool]:
    """Tell of each candidate whether it is about places that its document is about."""
    about = query.unsaid.about_ids if query.unsaid else frozenset()
    return [one.passage.passage_id in about for one in candidates]


def _kind_scores(query: Query, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    kind = expects(query.text)
    texts = [text for candidate in candidates for text in candidate.sentence_texts]
    if kind is None:
        return np.zeros(len(texts))
    fitting = np.array([fits(kind, text, question=query.text) for text in texts])
    return EXPECTED_KIND_WEIGHT[kind] * fitting


def _word_match(query: Query, candidates: Sequence[Candidate]) -> _WordMatch:
    """Return BM25 of each sentence, the sentences of all candidates being the collection.

    A sentence about the place that its document is about says it, whether it names it or not.
    """
    texts = [(text, one.language) for one in candidates for text in one.sentence_texts]
    counted = [_counted_terms(*text) for text in texts]
    total = len(counted)
    lengths = np.array([sum(counts.values()) for counts in counted])
    relative = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * lengths / (lengths.mean() or 1.0)
    nearest = _nearest_words(query, texts)
    place_terms = query.unsaid.place_terms if query.unsaid else frozenset()
    about = np.repeat(
        _about_its_places(query, candidates), [len(one.sentences) for one in candidates]
    )
    exact, near = np.zeros(total), np.zeros(total)
    attainable = 0.0
    for term, factor in query.terms.items():
        frequencies = np.array([counts.get(term, 0) for counts in counted])
        if term in place_terms:
            frequencies = np.maximum(frequencies, about)
        holding = int(np.count_nonzero(frequencies))
        weight = factor * _rarity(holding, total)
        attainable += weight
        exact += weight * frequencies * (SATURATION + 1) / (frequencies + SATURATION * relative)
        if term in nearest:
            parts = np.where(frequencies > 0, 0.0, nearest[term])
            weight = factor * _rarity(holding + float(parts.sum()), total)
            near += weight * parts * (SATURATION + 1) / (1 + SATURATION * relative)
    share = min(1.0, float(exact.max()) / attainable) if attainable else 1.0
    return _WordMatch(exact + near, LEAST_TRUST + (1 - LEAST_TRUST) * math.sqrt(share))


def _rarity(holding: float, total: int) -> float:
    return math.log1p((total - holding + 0.5) / (holding + 0.5))


def _nearest_words(
    query: Query, texts: Sequence[tuple[str, str]]
) -> Mapping[str, NDArray[np.float64]]:
    """Return, for each term of a question in English, how near each sentence's nearest word is.

    0 where no word is near, 1 for the word itself; 0 for sentences in other languages.
    """
    sentences = [_near_words(text) if own == READ_LANGUAGE else () for text, own in texts]
    distinct = list(dict.fromkeys(word for words in sentences for word in words))
    places = {word: place for place, word in enumerate(distinct)}
    members = [[places[word] for word in words] for words in sentences]
    found: dict[str, NDArray[np.float64]] = {}
    for word in _near_words(query.reading_text):
        nearer = np.clip((nearness(word, distinct) - NOT_NEAR) / (1 - NOT_NEAR), 0.0, 1.0)
        best = np.array([nearer[own].max() if own else 0.0 for own in members])
        for term in terms_of(word, language=READ_LANGUAGE):
            found[term] = np.maximum(found.get(term, 0.0), best)
    return found


@lru_cache(maxsize=20_000)
def _near_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that may be near others in meaning, each once."""
    words = (word for word in folded_words(text) if len(word) >= SHORTEST_NEAR)
    return tuple(dict.fromkeys(word for word in words if not is_stop_word(word)))


# The sentences of a shelf of briefs; a sentence is counted once and read for many questions.
@lru_cache(maxsize=20_000)
def _counted_terms(text: str, language: str) -> Mapping[str, int]:
    return Counter(terms_of(text, language=language))
