"""The path of one question, on the real index and the real model."""

from dataclasses import replace
from pathlib import Path

import pytest
from assistant_doubles import ScriptedComposer, ScriptedReader, check_citations
from conftest import MakeLibrary

from assistant import answerability
from assistant.answer import Finished, Searching, Status, TextDelta, Turn
from assistant.assistant import MAX_QUESTION_CHARACTERS, Assistant
from assistant.phrases import phrases_for
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError, NoIndexError
from ingest.library import Library

ENGLISH = phrases_for("en")
QUESTIONS = (
    "How many people have been imprisoned in El Salvador?",
    "When was the state of emergency first declared?",
    "Who is the security minister of Argentina?",
    "How much did CECOT cost to build?",
    "What do the authors recommend instead of mano dura?",
    "Which measures has Honduras copied from Bukele?",
    "How many municipalities does El Salvador have now?",
    "What is the population of El Salvador?",
    "Compare Chile and Ecuador.",
    "¿Cuántas personas han sido encarceladas en El Salvador?",
    "Quem é o presidente do Equador?",
    "What did Rafael López Aliaga say about Bukele in Spanish?",
    "Who wrote the original brief?",
    "How do I bake sourdough bread?",
)

# A question, and what the sentences that are cited for it must hold.
FOUND = (
    ("Who is the security minister of Argentina?", "Patricia Bullrich"),
    ("How many municipalities does El Salvador have now?", "44"),
    ("What did Noboa call Bukele?", "egomaniac"),
    ("How much did CECOT cost to build?", "$70 million"),
    ("What did Rafael Lopez Aliaga promise?", "Bukele plan"),
    ("What share of Salvadorans is satisfied with democracy?", "64 percent"),
)

OFF_TOPIC = (
    "How do I bake sourdough bread?",
    "What is the boiling point of water at high altitude?",
    "best pasta recipe with tomatoes",
    "Which programming language is fastest for matrix multiplication?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_citation_holds_and_every_marker_has_one(
    assistant: Assistant, library: Library, question: str
) -> None:
    answer = assistant.answer(question)
    check_citations(answer, library)
    assert bool(answer.citations) == (answer.status is not Status.ABSTAINED)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_pieces_of_the_text_joined_are_the_text(assistant: Assistant, question: str) -> None:
    first, *pieces, last = assistant.stream(question)
    assert first == Searching(question)
    assert isinstance(last, Finished)
    deltas = [piece for piece in pieces if isinstance(piece, TextDelta)]
    assert len(deltas) == len(pieces) >= 1
    assert "".join(delta.text for delta in deltas) == last.answer.text


def test_answering_is_draining_the_stream(assistant: Assistant) -> None:
    history = (Turn("user", "What is CECOT?"), Turn("assistant", "A prison. [1]"))
    for event in assistant.stream("How much did it cost?", history):
        if isinstance(event, Finished):
            streamed = event.answer
    answer = assistant.answer("How much did it cost?", history)
    assert (answer.text, answer.status, answer.citations, answer.evidence) == (
        streamed.text,
        streamed.status,
        streamed.citations,
        streamed.evidence,
    )


@pytest.mark.parametrize(("question", "fact"), FOUND)
def test_the_fact_that_was_asked_for_is_cited(
    assistant: Assistant, question: str, fact: str
) -> None:
    answer = assistant.answer(question)
    assert answer.status is Status.ANSWERED
    assert any(fact in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_an_off_topic_question_is_abstained_from(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question)
    assert (answer.status, answer.citations) == (Status.ABSTAINED, ())
    assert answer.text == ENGLISH.abstention
    assert answer.evidence, "the nearest passages are shown"


@pytest.mark.parametrize("question", QUESTIONS[:7])
def test_at_least_ten_sentences_of_evidence_come_best_first(
    assistant: Assistant, library: Library, question: str
) -> None:
    answer = assistant.answer(question)
    scores = [one.score for one in answer.evidence]
    assert len(scores) >= 10
    assert scores == sorted(scores, reverse=True)
    places = [(one.passage.doc_id, one.start, one.end) for one in answer.evidence]
    assert len(set(places)) == len(places), "no sentence is listed twice"
    for one in answer.evidence:
        assert one.text == library.document(one.passage.doc_id).document.text[one.start : one.end]


def test_an_answer_tells_how_long_its_steps_took(assistant: Assistant) -> None:
    timings = assistant.answer("What did Noboa call Bukele?").timings
    assert {"embed", "search", "read", "compose", "total"} <= set(timings)
    assert timings["total"] == pytest.approx(
        sum(seconds for step, seconds in timings.items() if step != "total")
    )


# Abstention comes before composing.


@pytest.mark.parametrize("question", [*OFF_TOPIC, "What does Zelensky say about Uzbekistan?"])
def test_the_composer_is_never_asked_when_the_documents_do_not_answer(
    library: Library, embedder: SentenceTransformerEmbedder, question: str
) -> None:
    composer = ScriptedComposer()
    answer = Assistant(library, embedder, composer=composer).answer(question)
    assert answer.status is Status.ABSTAINED
    assert composer.history == []


def test_the_composer_is_never_asked_without_evidence(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    # Its only sentences are about the document itself, so a topical question finds nothing.
    library = make_library({"card.md": "# Ferries\n\n## About this document\n\nInga wrote it.\n"})
    composer = ScriptedComposer()
    answer = Assistant(library, embedder, composer=composer).answer("Why is the ferry late?")
    assert (answer.status, answer.evidence) == (Status.ABSTAINED, ())
    assert composer.history == []


def test_an_abstention_never_reaches_the_composer(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    reader, composer = ScriptedReader(0.0), ScriptedComposer()
    assistant = Assistant(library, embedder, reader=reader, composer=composer)
    assert assistant.answer("Which pasta goes with tomatoes?").status is Status.ABSTAINED
    assert len(reader.history) == 1
    assert composer.history == []


def test_a_composer_of_the_callers_own_writes_the_text_and_is_cited(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    composer = ScriptedComposer()
    answer = Assistant(library, embedder, composer=composer).answer("What did Noboa call Bukele?")
    assert answer.text == "As the first source says. [1] And the second. [2]"
    assert answer.model_name == "scripted"
    check_citations(answer, library)
    question, evidence = composer.history[0]
    assert question == "What did Noboa call Bukele?"
    assert evidence == answer.evidence


def test_a_partial_answer_says_so_and_cites_what_is_closest(
    library: Library, embedder: SentenceTransformerEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    never_sure = replace(answerability.WITH_READER, partial_below=1.0)
    monkeypatch.setattr(answerability, "WITH_READER", never_sure)
    answer = Assistant(library, embedder).answer("What did Noboa call Bukele?")
    assert answer.status is Status.PARTIAL
    assert answer.text.startswith(ENGLISH.partial_lead)
    assert answer.citations
    check_citations(answer, library)


# Questions that cannot be asked.


@pytest.mark.parametrize(
    ("question", "named"),
    [("", "empty"), (" \n\t", "empty"), ("why " * MAX_QUESTION_CHARACTERS, "8,000 characters")],
)
def test_an_empty_or_overlong_question_is_refused_with_the_reason(
    assistant: Assistant, question: str, named: str
) -> None:
    with pytest.raises(BriefingError, match=named):
        assistant.answer(question)


def test_a_question_of_the_greatest_length_is_taken(assistant: Assistant) -> None:
    question = ("What did Noboa call Bukele? " * MAX_QUESTION_CHARACTERS)[:MAX_QUESTION_CHARACTERS]
    assert assistant.answer(question).question == question


def test_asking_an_empty_home_names_the_command_that_mends_it(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    assistant = Assistant(Library(tmp_path / "index", embedder), embedder)
    with pytest.raises(NoIndexError, match="briefing ingest"):
        assistant.answer("Who?")


# Conversations.


@pytest.mark.parametrize(
    ("earlier", "reply", "question", "expected"),
    [
        ("Who is the president of Honduras?", "Xiomara Castro. [1]", "And of Ecuador?", "Noboa"),
        (
            "Who is the security minister of Argentina?",
            "Patricia Bullrich, the security minister of Argentina. [1]",
            "What agreement did she sign?",
            "signed an agreement",
        ),
    ],
)
def test_a_follow_up_is_answered_about_what_it_follows(
    assistant: Assistant, library: Library, earlier: str, reply: str, question: str, expected: str
) -> None:
    answer = assistant.answer(question, (Turn("user", earlier), Turn("assistant", reply)))
    assert answer.question == question
    assert answer.standalone_question != question
    assert any(expected in citation.quote for citation in answer.citations)
    check_citations(answer, library)
