"""What the assistant says itself is said in the question's language."""

import dataclasses

import pytest

from assistant import calibration
from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.phrases import PHRASES, phrases_for

QUESTIONS = {
    "en": "How many prisons does Mongolia have?",
    "es": "¿Cuántas cárceles tiene Mongolia?",
    "pt": "Quantas prisões tem a Mongólia?",
}


@pytest.mark.parametrize("language", sorted(PHRASES))
def test_each_language_has_every_phrase_of_its_own(language: str) -> None:
    phrases = dataclasses.asdict(phrases_for(language))
    assert all(phrases.values())
    assert phrases["abstention"].endswith(".")
    assert phrases["partial_lead"].endswith(":")
    others = [dataclasses.asdict(PHRASES[other]) for other in PHRASES if other != language]
    assert not any(phrases[field] == other[field] for other in others for field in phrases)


def test_a_language_without_phrases_gets_english_ones() -> None:
    assert phrases_for("fr") == phrases_for("en")


@pytest.mark.parametrize("language", sorted(QUESTIONS))
def test_a_question_is_refused_in_its_own_language(assistant: Assistant, language: str) -> None:
    answer = assistant.answer(QUESTIONS[language])
    phrases = phrases_for(language)
    assert (answer.status, answer.text) == (Status.ABSTAINED, phrases.abstention)
    name = "Mongólia" if language == "pt" else "Mongolia"
    assert answer.reason == phrases.never_mention([name])


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "How many people are in prison?"),
        ("es", "¿Cuántas personas están en la cárcel?"),
        ("pt", "Quantas pessoas estão na prisão?"),
    ],
)
def test_what_is_closest_is_shown_with_a_lead_in_the_language_of_the_question(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, language: str, question: str
) -> None:
    for name in ("WITH_READER", "TRANSLATED", "WITHOUT_READER"):
        always_near = dataclasses.replace(
            getattr(calibration, name), abstain_below=0.0, partial_below=1.1
        )
        monkeypatch.setattr(f"assistant.answerability.{name}", always_near)
    answer = assistant.answer(question)
    assert answer.status is Status.PARTIAL
    assert answer.text.startswith(phrases_for(language).partial_lead)
    # The quotation is the document's own, in its language.
    assert all(citation.quote in answer.text for citation in answer.citations)
