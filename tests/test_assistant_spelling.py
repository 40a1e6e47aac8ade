"""Misspelt words are put right, and names are not made into others."""

import pytest

from assistant.answer import Searching, Status
from assistant.assistant import Assistant
from assistant.conversation import Standalone
from assistant.spelling import Correction, correct_spelling, corrections
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library

NAMES = frozenset(["norrholm", "bukele", "chile", "ecuador", "zelmira"])
VOCABULARY = NAMES | frozenset(["prison", "prisons", "council", "counsel", "ferry", "tourism"])


def never(word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How large is the prisson?", [Correction("prisson", "prison")]),
        ("Who is Bukelle?", [Correction("Bukelle", "Bukele")]),
        ("when did bukelle win?", [Correction("bukelle", "bukele")]),
        ("What is turism?", [Correction("turism", "tourism")]),
        # Two words are equally near.
        ("Who is in the councel?", []),
        # Short names are near many others.
        ("What of Chade and Chili?", []),
        # Another first letter is another word.
        ("What of Mukele?", []),
        # A word written small may be a name; one written with a capital is no common word.
        ("Who is Prisson?", []),
        ("The ferry of Norrholm", []),
    ],
)
def test_a_word_is_corrected_only_if_one_word_is_clearly_meant(
    question: str, expected: list[Correction]
) -> None:
    found = corrections(question, vocabulary=VOCABULARY, name_words=NAMES, is_word=never)
    assert found == expected


def test_a_word_in_its_own_right_is_never_corrected() -> None:
    found = corrections(
        "How large is the prisson?",
        vocabulary=VOCABULARY,
        name_words=NAMES,
        is_word=lambda word: word == "prisson",
    )
    assert found == []


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("How many inmates are in the prisson?", "How many inmates are in the prison?"),
        ("What did Bukelle promise?", "What did Bukele promise?"),
        ("¿Qué prometió Bukelle?", "¿Qué prometió Bukele?"),
        # No word of the documents is near, but one of English.
        ("Who pays for the orchestrra?", "Who pays for the orchestra?"),
        ("Who pays for the Orchestrra?", None),
        # Real words and names that the corpus does not have stay what they are.
        ("What happened in Panama, Chad and Paraguay?", None),
        ("Did the poison reach Austria?", None),
        ("¿Qué ocurrió en Panamá?", None),
        ("cuantos presos hay en las carceles", None),
    ],
)
def test_the_words_of_the_documents_decide(
    library: Library, embedder: SentenceTransformerEmbedder, question: str, corrected: str | None
) -> None:
    found = correct_spelling(
        Standalone(question, "a contex"), snapshot=library.snapshot(), embedder=embedder
    )
    assert found == Standalone(corrected or question, "a contex")


def test_a_correction_is_shown_as_what_is_searched_for(assistant: Assistant) -> None:
    first = next(iter(assistant.stream("What did Bukelle promise?")))
    assert first == Searching("What did Bukele promise?")


def test_a_name_that_no_document_mentions_stays_unknown(assistant: Assistant) -> None:
    answer = assistant.answer("What happened to the prisons of Uzbekistan?")
    assert answer.status is Status.ABSTAINED
    assert "Uzbekistan" in answer.reason


@pytest.mark.parametrize("word", ["imitated", "contradict", "incarcerated", "lightening"])
def test_an_english_word_that_the_documents_lack_is_left_alone(
    assistant: Assistant, word: str
) -> None:
    question = f"How was it {word} in the end?"
    assert assistant.answer(question).standalone_question == question
