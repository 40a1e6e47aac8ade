"""What speaks for and against an answer being in the passages that were read."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.answer import Evidence
from assistant.demonyms import relatives
from assistant.names import names_in, numbers_in
from assistant.query import Query
from assistant.retrieval import Candidate
from assistant.search import Found
from ingest.snapshot import Snapshot
from ingest.terms import terms_of
from ingest.words import folded_words

# A probability of 0 or 1 has no logit; beyond this a reader is as sure as it can be.
MAX_LOGIT = 8.0

# The mean and the deviation of the cosines of a question with all sentences of a document, as they
# are on the tuning articles; they count as much as so many sentences, since of three nothing stands
# out.
USUAL_COSINE, USUAL_DEVIATION = 0.27, 0.095
USUAL_COUNT = 5


@dataclass(frozen=True, slots=True)
class Signals:
    """Evidence about answerability; all but the last are larger, the more speaks for an answer."""

    reader: float
    """Logit of the reader's highest probability that a passage answers; 0 where it gives none."""
    cosine: float
    """Of question and nearest sentence, -1 to 1."""
    prominence: float
    """By how many deviations that cosine lies above those of all sentences of its document."""
    score: float
    """Of the best sentence, 0 for none: high if likeness, words and reader agree on one."""
    coverage: float
    """Share of the question's terms, weighted by rarity, in the best sentence, its
    neighbours and its headings; 0 to 1."""
    names: float
    """Share of the question's names and numbers in the same words; 1 for none."""
    translated: float
    """1 for a question that was put into English words, which loses some of them; else 0."""


def signals_of(
    found: Found, *, snapshot: Snapshot, hidden: Collection[str] = frozenset()
) -> Signals:
    """Return the signals of one question for which there is evidence.

    Args:
        found: what was read for the question.
        snapshot: the documents.
        hidden: ids of passages that count as not being there.

    """
    query, best = found.query, found.evidence[0]
    candidate = next(one for one in found.candidates if one.passage == best.passage)
    probabilities = [
        one.answer_probability for one in found.readings if one.answer_probability is not None
    ]
    cosine, nearest = max(
        ((float((one.sentence_vectors @ query.vector).max()), one) for one in found.candidates),
        key=lambda pair: pair[0],
    )
    near = " ".join((_around(candidate, best), *_understood(query, best)))
    held = set(terms_of(near, language=candidate.language))
    return Signals(
        reader=logit(max(probabilities)) if probabilities else 0.0,
        cosine=cosine,
        prominence=_prominence(cosine, query, nearest.passage.doc_id, snapshot, hidden),
        score=best.score,
        coverage=_coverage(rarity(query, snapshot), held),
        names=_names_covered(query, near),
        translated=float(query.is_glossed),
    )


def _prominence(
    cosine: float, query: Query, doc_id: str, snapshot: Snapshot, hidden: Collection[str]
) -> float:
    """Return by how many deviations a cosine leads those of all sentences of a document.

    A question about a document's own subject is near to all of it: that alone is no answer.
    """
    passages = [one for one in snapshot.passages(doc_id) if one.passage_id not in hidden]
    cosines = np.concatenate([snapshot.sentence_vectors(one) @ query.vector for one in passages])
    total = len(cosines) + USUAL_COUNT
    mean = (cosines.sum() + USUAL_COUNT * USUAL_COSINE) / total
    squares = ((cosines - cosines.mean()) ** 2).sum() + USUAL_COUNT * USUAL_DEVIATION**2
    return float((cosine - mean) / math.sqrt(squares / total))


def rarity(query: Query, snapshot: Snapshot) -> dict[str, float]:
    """Return how much each term of the question says: its inverse document frequency."""
    total = len(snapshot.lexical)
    return {
        term: factor * math.log1p((total + 0.5) / (snapshot.lexical.frequency(term) + 0.5))
        for term, factor in query.terms.items()
    }


def logit(probability: float) -> float:
    """Return the logarithm of the odds, kept within reason."""
    if probability <= 0 or probability >= 1:
        return math.copysign(MAX_LOGIT, probability - 0.5)
    return max(-MAX_LOGIT, min(MAX_LOGIT, math.log(probability / (1 - probability))))


def _around(candidate: Candidate, best: Evidence) -> str:
    """Return the best sentence with its headings, the sentence before and the one after."""
    at = next(n for n, span in enumerate(candidate.sentences) if span.start == best.start)
    near = candidate.sentence_texts[max(0, at - 1) : at + 2]
    return " ".join((*candidate.passage.heading_path, *near))


def _understood(query: Query, best: Evidence) -> tuple[str, ...]:
    """Return the places that the passage of the best sentence is about without a word."""
    return query.unsaid.places if query.unsaid and query.leaves_unsaid(best.passage) else ()


def _coverage(weights: Mapping[str, float], held: set[str]) -> float:
    total = sum(weights.values())
    return sum(weights[term] for term in weights.keys() & held) / total if total else 1.0


def _names_covered(query: Query, text: str) -> float:
    question = query.compared_text
    asked = [set(folded_words(name.text)) for name in names_in(question)]
    asked += [set(folded_words(number)) for number in numbers_in(question)]
    if not asked:
        return 1.0
    for one in query.other_names:
        for name in asked:
            if name <= set(folded_words(one.said)):
                name.update(folded_words(one.other))
    said = set(folded_words(text))
    return sum(_is_said(name, said) for name in asked) / len(asked)


def _is_said(name: set[str], said: set[str]) -> bool:
    return bool(name & said) or any(relatives(word, said) for word in name)
