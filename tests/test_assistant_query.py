"""A question cut into terms: numbers whole, context lighter than what is asked."""

import numpy as np
import pytest

from assistant.conversation import Standalone
from assistant.query import make_query
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library
from ingest.terms import terms_of


@pytest.mark.parametrize(
    ("text", "there", "missing"),
    [
        ("264 percent", "264", "64"),
        ("64 percent", "64", "264"),
        ("6.3 million", "6.3", "3"),
        ("40,000 inmates", "40,000", "000"),
        ("1.22 percent", "1.22", "22"),
        ("80–93 percent", "93", "8093"),
    ],
)
def test_a_number_is_one_term_with_its_own_boundaries(text: str, there: str, missing: str) -> None:
    terms = terms_of(text)
    assert there in terms
    assert missing not in terms


def test_a_number_finds_only_passages_that_hold_it_whole(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    snapshot = library.snapshot()
    query = make_query(Standalone("64"), snapshot=snapshot, embedder=embedder)
    texts = [
        snapshot.passage(hit.passage_id).text
        for hit in snapshot.lexical.search(query.terms, limit=50)
    ]
    assert texts
    assert all("64 percent" in text.replace("264 percent", "") for text in texts)


def test_a_people_is_searched_for_by_its_country_too(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    snapshot = library.snapshot()
    terms = make_query(
        Standalone("How big is the Honduran jail?"), snapshot=snapshot, embedder=embedder
    ).terms
    (country,) = terms_of("Honduras")
    (people,) = terms_of("Honduran")
    assert 0 < terms[country] < terms[people] == 1


def test_words_of_the_context_weigh_less_than_those_of_the_question(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    standalone = Standalone("What did Bullrich sign?", "Bullrich Argentina minister")
    terms = make_query(standalone, snapshot=library.snapshot(), embedder=embedder).terms
    (asked,) = terms_of("sign")
    (context,) = terms_of("minister")
    (both,) = terms_of("Bullrich")
    assert terms[asked] == terms[both] > terms[context] > 0


def test_a_question_is_embedded_as_a_unit_vector_of_its_whole_text(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    standalone = Standalone("Why?", "crime Chile")
    query = make_query(standalone, snapshot=library.snapshot(), embedder=embedder)
    assert query.text == standalone.text == "Why (crime Chile)?"
    assert np.linalg.norm(query.vector) == pytest.approx(1.0, abs=1e-4)
    assert query.vector @ embedder.encode([standalone.text])[0] == pytest.approx(1.0, abs=1e-4)
