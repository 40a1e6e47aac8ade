"""Which documents an answer may come from."""

import pytest
from assistant_doubles import check_citations
from conftest import CORPUS, MakeLibrary

from assistant.answer import Answer, Status, Turn
from assistant.assistant import Assistant
from assistant.conversation import Standalone
from assistant.langchain import BriefingRetriever, BriefingRunnable
from assistant.question import analyse
from assistant.retrieval import find_candidates
from assistant.search import query_for
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError, UnknownDocumentError
from ingest.ingestion import ingest
from ingest.library import Library

COAST = """# The coast line

The tramway of Velden opened in 1931 and carries 4,000 passengers a day.

## Who pays

The mayor Ines Okafor pays for the tramway out of the harbour dues. A ticket costs 2 crowns.
"""
HILLS = """# The hill line

The tramway of Velden opened in 1948 and carries 9,000 passengers a day.

## Who pays

The baroness Tilda Brask pays for the tramway out of her own purse. A ticket costs 7 crowns.
"""
BOTH = {"coast.md": COAST, "hills.md": HILLS}
QUESTIONS = (
    "When did the tramway of Velden open?",
    "Who pays for the tramway?",
    "How much does a ticket cost?",
    "What is this document about?",
    "Brief me on the tramway of Velden.",
    "Do the documents disagree about when the tramway opened?",
    "What does the brief say about Tilda Brask?",
)


@pytest.fixture
def assistant_on_both(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> Assistant:
    return Assistant(make_library(BOTH), embedder)


def sources(answer: Answer) -> set[str]:
    return {citation.doc_id for citation in answer.citations} | {
        one.passage.doc_id for one in answer.evidence
    }


@pytest.mark.parametrize(("chosen", "year"), [("coast", "1931"), ("hills", "1948")])
def test_of_two_documents_that_contradict_each_other_the_chosen_one_answers(
    assistant_on_both: Assistant, chosen: str, year: str
) -> None:
    answer = assistant_on_both.answer(QUESTIONS[0], documents=[chosen])
    assert (answer.status, year in answer.text) == (Status.ANSWERED, True)
    assert sources(answer) == {chosen}
    check_citations(answer, assistant_on_both.library)


def test_a_chosen_document_answers_as_if_it_were_the_only_one(
    assistant_on_both: Assistant,
    make_library: MakeLibrary,
    embedder: SentenceTransformerEmbedder,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    alone = tmp_path_factory.mktemp("alone")
    (alone / "coast.md").write_text(COAST, encoding="utf-8")
    ingest([alone / "coast.md"], folder=alone / "index", embedder=embedder)
    only = Assistant(Library(alone / "index", embedder), embedder)
    for question in QUESTIONS:
        chosen = assistant_on_both.answer(question, documents=["coast"])
        expected = only.answer(question)
        assert (chosen.text, chosen.status, chosen.reason, chosen.citations) == (
            expected.text,
            expected.status,
            expected.reason,
            expected.citations,
        ), question


def test_a_name_that_only_another_document_mentions_is_said_to_be_missing(
    assistant_on_both: Assistant,
) -> None:
    question = "Why does Tilda Brask pay for the tramway?"
    assert assistant_on_both.answer(question).status is not Status.ABSTAINED
    refused = assistant_on_both.answer(question, documents=["coast"])
    assert refused.status is Status.ABSTAINED
    assert "Brask" in refused.reason
    assert sources(refused) == {"coast"}


def test_a_follow_up_stays_in_the_chosen_documents(assistant_on_both: Assistant) -> None:
    history = [
        Turn("user", "Who pays for the tramway?"),
        Turn("assistant", "The baroness Tilda Brask pays for the tramway out of her own purse."),
    ]
    answer = assistant_on_both.answer("And when did it open?", history, ["coast"])
    assert sources(answer) == {"coast"}
    assert "1948" not in answer.text


def test_both_searches_reach_their_depth_among_the_chosen_documents(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    crowd = {
        f"crowd-{number}.md": f"# Line {number}\n\nThe tramway of Velden opened again in {number}."
        for number in range(80)
    }
    library = make_library({**crowd, "hills.md": HILLS})
    whole = library.snapshot()
    chosen = whole.restricted_to(["hills"])
    standalone = Standalone("When did the tramway of Velden open?")
    query = query_for(analyse(standalone.text), standalone, snapshot=chosen, embedder=embedder)
    every = {passage.passage_id for passage in chosen.passages("hills")}
    assert {hit.passage_id for hit in chosen.search_vectors(query.vector, limit=50)} == every
    assert {hit.passage_id for hit in chosen.lexical.search(query.terms, limit=50)} <= every
    assert {one.passage.passage_id for one in find_candidates(query, chosen)} == every


@pytest.mark.parametrize(
    ("chosen", "error", "message"),
    [
        (["coast", "coats"], UnknownDocumentError, "'coats'.*coast, hills"),
        ([], BriefingError, "No document is chosen"),
    ],
)
def test_a_choice_that_cannot_be_kept_to_is_refused(
    assistant_on_both: Assistant, chosen: list[str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        assistant_on_both.answer(QUESTIONS[0], documents=chosen)


def test_a_chosen_view_knows_no_other_document(assistant_on_both: Assistant) -> None:
    snapshot = assistant_on_both.library.snapshot()
    assert snapshot.document("hills").document.text == HILLS
    chosen = snapshot.restricted_to(["coast"])
    assert [entry.doc_id for entry in chosen.entries] == ["coast"]
    assert "brask" in snapshot.vocabulary.words - chosen.vocabulary.words
    with pytest.raises(UnknownDocumentError, match="coast"):
        chosen.document("hills")


def test_all_documents_are_the_library_itself_and_a_choice_is_made_once(
    assistant_on_both: Assistant,
) -> None:
    snapshot = assistant_on_both.library.snapshot()
    assert snapshot.restricted_to(["hills", "coast"]) is snapshot
    assert snapshot.restricted_to(["hills"]) is snapshot.restricted_to({"hills"})


def test_the_langchain_parts_keep_to_the_chosen_documents(assistant_on_both: Assistant) -> None:
    asked = {"question": QUESTIONS[0], "documents": ["hills"]}
    assert sources(BriefingRunnable(assistant_on_both).invoke(asked)) == {"hills"}
    found = BriefingRetriever(assistant=assistant_on_both, documents=["coast"]).invoke(QUESTIONS[0])
    assert {one.metadata["doc_id"] for one in found} == {"coast"}


def test_the_brief_among_others_answers_as_it_does_alone(
    make_library: MakeLibrary, assistant: Assistant, embedder: SentenceTransformerEmbedder
) -> None:
    brief = (CORPUS / "mano-dura.md").read_text(encoding="utf-8")
    shelf = Assistant(make_library({**BOTH, "mano-dura.md": brief}), embedder)
    for question in ("What does CECOT cost?", "Brief me on Chile.", "Who wrote the brief?"):
        chosen = shelf.answer(question, documents=["mano-dura"])
        assert chosen.text == assistant.answer(question).text
