"""Words that are near in meaning, and what they are worth to the ranking of sentences."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from composing_doubles import found
from embedder_doubles import WordEmbedder

from assistant.conversation import Standalone
from assistant.query import make_query
from assistant.reader.near_words import nearness
from assistant.reader.similarity import SimilarityReader
from assistant.retrieval import find_candidates
from assistant.search import rank


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("prison", "jail", "ferry"),
        ("killed", "murdered", "painted"),
        ("cost", "expense", "river"),
    ],
)
def test_words_that_are_used_alike_are_near(word: str, near: str, far: str) -> None:
    nearer, farther = nearness(word, [near, far])
    assert nearer > 0.5 > farther


def test_a_word_is_nearest_to_itself() -> None:
    assert nearness("extortion", ["extortion"])[0] == pytest.approx(1.0, abs=1e-5)


def test_each_of_the_others_has_one_value() -> None:
    assert nearness("toll", []).shape == (0,)
    assert np.all(np.abs(nearness("toll", ["tolls", "x", "ß", "2024"])) <= 1.0 + 1e-5)


def test_a_sentence_in_near_words_is_found_before_one_in_none(tmp_path: Path) -> None:
    text = (
        "# Town\n\nThe council painted the railings of the old bridge green this spring.\n\n"
        "Guards in the jail were attacked by two inmates with a broken chair.\n\n"
        "Children of the town sang carols in the market hall before Christmas.\n"
    )
    material = found("Which prisoners hit somebody?", {"a": text}, tmp_path)
    snapshot = material.snapshot
    query = make_query(
        Standalone(material.question.text), snapshot=snapshot, embedder=WordEmbedder()
    )
    # No sentence is nearer than another in meaning as a whole: only words are left to tell them.
    query = replace(query, vector=np.zeros_like(query.vector))
    candidates = find_candidates(query, snapshot)
    best = rank(candidates, SimilarityReader().read(query, candidates))[0]
    assert best.text.startswith("Guards in the jail")
