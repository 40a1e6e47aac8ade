"""Suggested questions: how they are worded, that they are answered, and what follows an answer."""

import pytest
from conftest import MakeLibrary

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.suggesting import wording
from assistant.suggesting.suggesting import SUGGESTED, follow_ups, suggested_questions
from assistant.suggesting.suggestion import Suggestion
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library


@pytest.fixture(scope="module")
def prepared(library: Library, assistant: Assistant) -> tuple[Suggestion, ...]:
    parsed = library.document("mano-dura")
    return suggested_questions(parsed, assistant=assistant)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "The ferry is late because the wind is strong.",
            "Why is the ferry late?",
        ),
        (
            "The new law works less well in Peru because nobody knows it.",
            "Why does the new law work less well in Peru?",
        ),
        ("It is late because the wind is strong.", ""),
        ("The ferry is late.", ""),
    ],
)
def test_a_reason_is_asked_for_in_good_english(sentence: str, question: str) -> None:
    assert wording.why(sentence) == question


@pytest.mark.parametrize(
    ("sentence", "when", "question"),
    [
        (
            "El Sol reported in May 2020 that it rained.",
            "May 2020",
            "What did El Sol report in May 2020?",
        ),
        ("When Reis announced it, nobody came.", "", ""),
        ("He said so.", "", ""),
        ("Reis said so.", "", ""),
    ],
)
def test_a_speaker_is_asked_for_by_name(sentence: str, when: str, question: str) -> None:
    assert wording.what_was_said(sentence, when=when) == question


@pytest.mark.parametrize(
    ("before", "behind", "question"),
    [
        ("Costa Rica recorded ", " in 2023.", "How many fires did Costa Rica record in 2023?"),
        ("Some ", " have been put out.", ""),
        (
            "Some ",
            " have been reported there.",
            "How many fires have been reported in Peru in 2023?",
        ),
        ("The total of ", " is high.", ""),
        ("It recorded ", " in 2023.", ""),
    ],
)
def test_a_number_is_asked_for_only_where_its_sentence_gives_a_plain_question(
    before: str, behind: str, question: str
) -> None:
    asked = wording.how_many("fires", before=before, behind=behind, where="Peru", when="2023")
    assert asked == question


def test_each_suggestion_is_answered_from_what_it_was_made_from(
    prepared: tuple[Suggestion, ...], assistant: Assistant
) -> None:
    assert len(prepared) == SUGGESTED
    for one in prepared:
        answer = assistant.answer(one.question)
        assert answer.status is Status.ANSWERED
        assert any(
            citation.start < one.end and one.start < citation.end for citation in answer.citations
        )


def test_suggestions_are_of_different_sorts(prepared: tuple[Suggestion, ...]) -> None:
    assert len({one.sort for one in prepared}) == len(prepared)


def test_a_document_that_answers_nothing_suggests_nothing(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    library = make_library({"short.md": "Nothing much.\n"})
    assistant = Assistant(library, embedder)
    assert suggested_questions(library.document("short"), assistant=assistant) == ()


def test_a_spanish_document_suggests_spanish_questions(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    text = (
        "# Informe\n\nAna Reis, la ministra de Salud de Chile, renunció el lunes porque no había "
        "dinero para los hospitales del país.\n\nLos médicos dijeron que la situación era la peor "
        "en muchos años y que el gobierno no les había escuchado cuando pidieron más camas.\n"
    )
    library = make_library({"informe.md": text})
    (first, *_) = suggested_questions(
        library.document("informe"), assistant=Assistant(library, embedder)
    )
    assert first.question == "¿Quién es Ana Reis?"


def test_follow_ups_are_new_in_the_conversation_and_not_just_answered(
    prepared: tuple[Suggestion, ...], assistant: Assistant
) -> None:
    answer = assistant.answer(prepared[0].question)
    asked = [prepared[1].question.lower()]
    following = follow_ups(answer, prepared=prepared, asked=asked)
    assert 0 < len(following) <= 3
    assert prepared[0].question not in following
    assert prepared[1].question not in following


def test_nothing_prepared_means_no_follow_ups(assistant: Assistant) -> None:
    answer = assistant.answer("Who is Patricia Bullrich?")
    assert follow_ups(answer, prepared=(), asked=()) == ()
