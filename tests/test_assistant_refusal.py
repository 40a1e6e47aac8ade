"""What a refusal says, and what must not be refused or answered by accident."""

import shutil

import pytest
from conftest import MakeLibrary

from assistant.answer import Status, Turn
from assistant.assistant import Assistant
from assistant.citation import shown
from assistant.conversation import make_standalone
from assistant.names import is_spelled_out, names_in
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError, NoIndexError
from ingest.library import Library

HEADINGS = """# Ports

## What the authors recommend

Dredge the estuary before the next winter. Build no further quay.

## What it cost

The survey cost 40 crowns [12].
"""


def test_a_refusal_says_which_name_is_not_in_the_documents(assistant: Assistant) -> None:
    answer = assistant.answer("What is the homicide rate in Panama?")
    assert answer.status is Status.ABSTAINED
    assert answer.reason == "the documents never mention Panama"


def test_a_question_in_another_language_is_not_refused_for_its_names(assistant: Assistant) -> None:
    answer = assistant.answer("¿Qué dijo Alemania sobre las cárceles de Honduras?")
    assert answer.status is not Status.ANSWERED
    assert "never mention" not in answer.reason


def test_a_general_question_is_not_refused_where_a_heading_has_its_words(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    answer = Assistant(make_library({"ports.md": HEADINGS}), embedder).answer(
        "What do the authors recommend?"
    )
    assert answer.status is not Status.ABSTAINED
    assert "Dredge the estuary" in answer.text


def test_the_sources_own_reference_marks_are_not_taken_for_ours(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    answer = Assistant(make_library({"ports.md": HEADINGS}), embedder).answer(
        "What did the survey cost?"
    )
    assert answer.text.startswith("The survey cost 40 crowns. [1]")
    assert answer.citations[0].quote == "The survey cost 40 crowns [12]."
    assert shown("It rose\nby half [3][14].") == "It rose by half."


def test_a_library_without_documents_says_so(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    library = make_library({})
    with pytest.raises(NoIndexError, match="briefing ingest"):
        Assistant(library, embedder).answer("What did the survey cost?")


def test_an_index_that_lost_its_vectors_is_refused_with_the_remedy(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder, tmp_path
) -> None:
    make_library({"ports.md": HEADINGS})
    shutil.rmtree(tmp_path / "index" / "vectors")
    with pytest.raises(BriefingError, match="briefing ingest --rebuild"):
        Library(tmp_path / "index", embedder).snapshot()


ASKED = [Turn("user", "What is CECOT?"), Turn("assistant", "CECOT is a prison. [1]")]


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("How many homicides were there in 2023?", "How many homicides were there in 2023?"),
        ("And in Ecuador?", "What is CECOT in Ecuador?"),
        ("So list the recommendations", "So list the recommendations"),
        ("hello", "hello"),
        ("And?", "And (CECOT)?"),
    ],
)
def test_only_what_points_back_is_joined_with_the_conversation(question: str, understood: str):
    assert make_standalone(question, ASKED).text == understood


@pytest.mark.parametrize("text", ["die große Straße", "wałęsa won", "2º lugar", "an iPhone"])
def test_letters_inside_a_word_begin_no_name(text: str) -> None:
    sentence = f"in {text}"
    assert all(sentence[name.start - 1] == " " for name in names_in(sentence))


@pytest.mark.parametrize(
    ("acronym", "text", "spelled_out"),
    [
        ("GDP", "the gross domestic product fell", True),
        ("WHO", "by the World Health Organization", True),
        ("FBI", "the Federal Bureau of Investigation", True),
        ("NRA", "there is no real answer", False),
    ],
)
def test_an_acronym_is_known_where_its_words_stand(acronym: str, text: str, spelled_out: bool):
    assert is_spelled_out(acronym, [text]) is spelled_out
