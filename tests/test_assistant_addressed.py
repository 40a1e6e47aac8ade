"""Documents that a question names."""

import pytest

from assistant.addressed import addressed
from assistant.answer import Status, Turn
from assistant.assistant import Assistant
from assistant.conversation import Standalone
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import ingest
from ingest.library import Library

TEXTS = {
    "north": (
        "---\ntitle: 'Ferries of the North: A Review'\ndate: 2021-03-01\n"
        "publisher: The Harbour Policy Institute\n---\n\n"
        "The toll in Kelm is 40 crowns. Few lorries cross. The Salt Board wants more tolls.\n"
    ),
    "south": (
        "---\ntitle: Southern Ports\ndate: 2023-06\npublisher: Salt Board (SBK)\n---\n\n"
        "The toll in Kelm is 55 crowns. Many lorries cross. Gulls nest on the quay.\n"
    ),
}


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder
) -> Assistant:
    folder = tmp_path_factory.mktemp("addressed")
    (folder / "docs").mkdir()
    for name, text in TEXTS.items():
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    ingest([folder / "docs"], folder=folder / "index", embedder=embedder)
    return Assistant(Library(folder / "index", embedder), embedder)


@pytest.mark.parametrize(
    ("question", "left", "doc_ids"),
    [
        (
            "What does the Harbour Policy Institute's report say about tolls?",
            "What does the report say about tolls?",
            ("north",),
        ),
        (
            "How high is the toll in the HPI brief?",
            "How high is the toll in the brief?",
            ("north",),
        ),
        ("According to HPI, how high is the toll?", "How high is the toll?", ("north",)),
        ("How high is the toll according to the HPI?", "How high is the toll?", ("north",)),
        (
            "How high is the toll in the report by SBK?",
            "How high is the toll in the report?",
            ("south",),
        ),
        ("Which HPI reports speak of tolls?", "Which reports speak of tolls?", ("north",)),
        # Another document speaks of the Salt Board: it may say something there.
        ("According to the Salt Board, what is wanted?", "", ()),
        ("What does the Salt Board want?", "", ()),
        ("What does the report of the Salt Board say?", "What does the report say?", ("south",)),
        ("What does “Southern Ports” say about gulls?", "", ()),
        (
            "What does the report “Southern Ports” say about gulls?",
            "What does the report say about gulls?",
            ("south",),
        ),
        (
            "How high is the toll according to Ferries of the North?",
            "How high is the toll?",
            ("north",),
        ),
        (
            "What do the reports since 2022 say of tolls?",
            "What do the reports say of tolls?",
            ("south",),
        ),
        ("What do reports published before 2022 say?", "What do reports say?", ("north",)),
        ("¿Qué dice el informe de 2023?", "¿Qué dice el informe?", ("south",)),
        ("¿Qué dice el informe del Salt Board?", "¿Qué dice el informe?", ("south",)),
        # None was published then: it may be what the texts speak of.
        ("What did the report of 1998 find?", "", ()),
        ("How many lorries crossed in 2023?", "", ()),
    ],
)
def test_documents_are_named_by_publisher_title_and_date(
    assistant: Assistant, question: str, left: str, doc_ids: tuple[str, ...]
) -> None:
    found = addressed(Standalone(question), assistant.library.snapshot())
    assert (found.standalone.question, found.doc_ids) == (left or question, doc_ids)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("According to HPI, how high is the toll in Kelm?", "40 crowns"),
        ("How high is the toll in Kelm in the SBK report?", "55 crowns"),
        ("How high is the toll in Kelm in the report of 2023?", "55 crowns"),
    ],
)
def test_the_documents_that_are_named_answer(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.answer(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text
    assert {"40 crowns", "55 crowns"} - {said} == {
        one for one in ("40 crowns", "55 crowns") if one not in answer.text
    }
    assert "HPI" not in answer.standalone_question


def test_a_follow_up_stays_with_the_documents_that_were_named(assistant: Assistant) -> None:
    asked = "How many lorries cross, according to the HPI report?"
    history = [Turn("user", asked), Turn("assistant", assistant.answer(asked).text)]
    answer = assistant.answer("And the toll in Kelm?", history)
    assert "55 crowns" not in answer.text
