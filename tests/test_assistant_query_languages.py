"""A question in another language than the documents is searched for in theirs."""

import numpy as np
import pytest
from conftest import MakeLibrary

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.conversation import Standalone
from assistant.query import Query, make_query
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library
from ingest.terms import terms_of

ENGLISH = """# Ferries

The ferry company of Norrholm was founded in 1987 by a retired fisherman. It was called mar azul.

The council pays half of the cost of each journey. Tickets for children are free of charge.
"""
SPANISH = """# Puertos

El puerto de Villalmar fue ampliado en 2011 por el gobierno de la región y es el más grande de la
costa. Los pescadores no pagan por sus barcos desde entonces.
"""


def query(
    question: Standalone | str, library: Library, embedder: SentenceTransformerEmbedder
) -> Query:
    standalone = Standalone(question) if isinstance(question, str) else question
    return make_query(standalone, snapshot=library.snapshot(), embedder=embedder)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿Quién fundó la compañía de transbordadores?", "es"),
        ("Quem fundou a empresa de balsas?", "pt"),
    ],
)
def test_english_documents_are_searched_in_english_words(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder, question: str, language: str
) -> None:
    library = make_library({"ferries.md": ENGLISH})
    found = query(question, library, embedder)
    assert (found.text, found.language) == (question, language)
    assert found.reading_text.startswith("Who founded the company")
    assert {*terms_of("founded company")} <= found.terms.keys()
    assert found.vector @ embedder.encode([found.reading_text])[0] == pytest.approx(1, abs=1e-4)


def test_words_of_the_question_that_an_english_document_has_are_searched_for_as_well(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    found = query("¿Qué es mar azul?", make_library({"ferries.md": ENGLISH}), embedder)
    assert {"mar", "azul", "sea", "blue"} <= found.terms.keys()


def test_the_context_of_a_follow_up_is_put_into_english_words_too(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    follow_up = Standalone("¿Cuándo se fundó?", "la compañía")
    found = query(follow_up, make_library({"ferries.md": ENGLISH}), embedder)
    (company,) = terms_of("company")
    (founded,) = terms_of("founded")
    assert 0 < found.terms[company] < found.terms[founded]


@pytest.mark.parametrize(
    ("question", "read"),
    [("¿Quién amplió el puerto?", ""), ("Who extended the port?", "Who extended the port?")],
)
def test_documents_in_spanish_get_the_question_as_it_is(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder, question: str, read: str
) -> None:
    found = query(question, make_library({"puertos.md": SPANISH}), embedder)
    assert found.reading_text == read
    assert found.vector @ embedder.encode([question])[0] == pytest.approx(1, abs=1e-4)


def test_a_library_in_both_languages_is_searched_in_both(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    library = make_library({"ferries.md": ENGLISH, "puertos.md": SPANISH})
    found = query("¿Cuándo fue ampliado el puerto de Villalmar?", library, embedder)
    assert {*terms_of("puerto", language="es"), *terms_of("port")} <= found.terms.keys()
    assert np.linalg.norm(found.vector) == pytest.approx(1, abs=1e-4)
    assistant = Assistant(library, embedder)
    for question, fact in (
        ("¿Cuándo fue ampliado el puerto de Villalmar?", "2011"),
        ("¿Cuándo se fundó la compañía de Norrholm?", "1987"),
    ):
        answer = assistant.answer(question)
        assert answer.status is not Status.ABSTAINED
        assert fact in answer.citations[0].quote


def test_a_place_that_only_the_spanish_document_names_is_known(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    spanish = SPANISH.replace("Villalmar", "Alemania")
    library = make_library({"ferries.md": ENGLISH, "puertos.md": spanish})
    answer = Assistant(library, embedder).answer("¿Cuándo fue ampliado el puerto de Alemania?")
    assert "2011" in answer.text
