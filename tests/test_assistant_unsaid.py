"""A passage of a document about a place is asked without the place, if it leaves it unsaid."""

import pytest
from conftest import MakeLibrary

from assistant.assistant import Assistant
from assistant.conversation import Standalone
from assistant.query import Query, make_query
from assistant.question import analyse
from assistant.reader.trained import TrainedReader
from assistant.retrieval import READ_DEPTH, find_candidates
from assistant.search import find, query_for, read
from assistant.signals import signals_of
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library

KELMARA = """# The ferries of Kelmara

## The fleet

Kelmara built its first ferry in 1911. The Kelmaran fleet has since grown to nine boats of wood.

## The crews

The crews are paid in kind. More than 700 men have been dismissed for drinking, one in four.

## The piers

In Kelmara the guild owns the piers, and its master names the captains. It pays for repairs too.

## The neighbours

In Torland the crews get wages. Some 300 men have been dismissed for sleeping on their watch.
"""
PROUD = """
## The songs

Kelmaran sailors sing in Kelmaran, of Kelmara, and how they left Kelmara.

## The guild

Sailors are Kelmaran by law in Kelmara, and the Kelmaran guild counts all Kelmaran sailors.

## The harbour

Kelmara is the harbour of Kelmaran sailors, and Kelmarans call it Old Kelmara.
"""
TORLAND = """# The ferries of Torland

## The boats

In Torland the state runs ferries. Torland has twelve boats of iron.

## The men

The men of Torland are sober and strong.

## The neighbours

In Kelmara, by contrast, the guild does so. Some 40 boats were lost there in its first year.
"""
QUESTION = "How many Kelmaran sailors were sacked?"


@pytest.fixture
def kelmara(make_library: MakeLibrary) -> Library:
    return make_library({"kelmara.md": KELMARA})


def put(question: str, library: Library, embedder: SentenceTransformerEmbedder) -> Query:
    """Return a question as it is put to what is found for it."""
    snapshot = library.snapshot()
    standalone = Standalone(question)
    query = query_for(analyse(question), standalone, snapshot=snapshot, embedder=embedder)
    return find(query, snapshot=snapshot, embedder=embedder, depth=READ_DEPTH)[0]


def test_only_the_passages_that_name_no_place_are_asked_without_it(
    kelmara: Library, embedder: SentenceTransformerEmbedder
) -> None:
    query = put(QUESTION, kelmara, embedder)
    assert query.unsaid is not None
    assert query.unsaid.text == "How many sailors were sacked?"
    assert query.unsaid.places == ("Kelmaran",)
    unsaid = [one for one in kelmara.snapshot().passages("kelmara") if query.leaves_unsaid(one)]
    assert [one.text[:9] for one in unsaid] == ["The crews"]


@pytest.mark.parametrize(
    "question",
    [
        "How many sailors were sacked?",
        # Named by one passage of four.
        "How many sailors were sacked in Torland?",
        # Nothing else is asked.
        "What is Kelmara?",
    ],
)
def test_other_questions_are_left_as_they_are(
    kelmara: Library, embedder: SentenceTransformerEmbedder, question: str
) -> None:
    assert put(question, kelmara, embedder).unsaid is None


def test_a_question_in_another_language_is_put_so_in_english_words(
    kelmara: Library, embedder: SentenceTransformerEmbedder
) -> None:
    query = put("¿Cuántos marineros fueron despedidos en Kelmara?", kelmara, embedder)
    assert query.unsaid is not None
    assert query.unsaid.text.endswith(" there?")


def test_what_lies_far_from_the_place_is_found_without_it(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    snapshot = make_library({"kelmara.md": f"{KELMARA}{PROUD}"}).snapshot()
    query = make_query(Standalone(QUESTION), snapshot=snapshot, embedder=embedder)
    by_the_place = [one.passage.text for one in find_candidates(query, snapshot, limit=3)]
    _, candidates = find(query, snapshot=snapshot, embedder=embedder, depth=3)
    assert not any("700 men" in text for text in by_the_place)
    assert any("700 men" in one.passage.text for one in candidates)
    assert len(candidates) == 3


def test_a_document_about_another_place_is_asked_with_the_place(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    both = make_library({"kelmara.md": KELMARA, "torland.md": TORLAND})
    query = put(QUESTION, both, embedder)
    assert query.unsaid is not None
    about = [
        one
        for one in both.snapshot().passages("torland")
        if one.passage_id in query.unsaid.about_ids
    ]
    assert about == []


def test_the_sentence_that_leaves_the_place_unsaid_is_the_answer(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    both = make_library({"kelmara.md": KELMARA, "torland.md": TORLAND})
    answer = Assistant(both, embedder).answer(QUESTION)
    assert "More than 700 men" in answer.citations[0].quote


def test_what_is_understood_counts_as_named(
    kelmara: Library, embedder: SentenceTransformerEmbedder
) -> None:
    snapshot = kelmara.snapshot()
    query = make_query(Standalone(QUESTION), snapshot=snapshot, embedder=embedder)
    asked = find(query, snapshot=snapshot, embedder=embedder, depth=READ_DEPTH)
    found = read(*asked, reader=TrainedReader())
    assert "700" in found.evidence[0].text
    assert signals_of(found, snapshot=snapshot).names == 1.0
