"""The reader that compares: one reading a passage, the right sentence high among them."""

import math

import pytest

from assistant.conversation import Standalone
from assistant.query import make_query
from assistant.reader.similarity import SimilarityReader
from assistant.retrieval import find_candidates
from assistant.search import rank
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("What did Noboa call Bukele?", "egomaniac"),
        ("How many municipalities were there before?", "262"),
        ("What share of Salvadorans is satisfied?", "64 percent"),
        ("How full are prisons in Bolivia?", "264"),
        ("xyzzy plugh", ""),
        ("?", ""),
    ],
)
def test_each_passage_gets_one_reading_with_a_score_for_each_sentence(
    library: Library, embedder: SentenceTransformerEmbedder, question: str, fact: str
) -> None:
    query = make_query(Standalone(question), snapshot=library.snapshot(), embedder=embedder)
    candidates = find_candidates(query, library.snapshot())
    readings = SimilarityReader().read(query, candidates)
    assert [len(reading.sentence_scores) for reading in readings] == [
        len(candidate.sentences) for candidate in candidates
    ]
    assert all(math.isfinite(score) for one in readings for score in one.sentence_scores)
    assert any(fact in one.text for one in rank(candidates, readings)[:3])


def test_no_passages_are_no_readings(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    query = make_query(Standalone("Why?"), snapshot=library.snapshot(), embedder=embedder)
    assert SimilarityReader().read(query, []) == []
    assert rank([], []) == ()
