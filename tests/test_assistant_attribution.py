"""Quotes that keep their speaker."""

from pathlib import Path

import pytest
from composing_doubles import check, found

from assistant.quoting.attribution import compose_attribution, is_attributed, speaker_of

TEXT = (
    "# Harbours\n\nThe toll on the bridge is unjust and will ruin the island. "
    "The toll on the bridge is unjust, argued Reis of the harbour office.\n\n"
    "Dahl, a fisherman, spoke to the Daily Post and told its readers of his fears. "
    '"Eels vanish because the mole blocks the current."\n\n'
    "Snow closed both roads in March. The council met in May.\n"
)


def test_a_sentence_that_names_its_speaker_leads(tmp_path: Path) -> None:
    material = found("Who says that the toll on the bridge is unjust?", {"a": TEXT}, tmp_path)
    first = next(iter(compose_attribution(material)))
    assert "argued Reis" in first.text


def test_the_sentence_that_names_the_speaker_comes_with_the_words(tmp_path: Path) -> None:
    question = "Who says that eels vanish because the mole blocks the current?"
    text = check(list(compose_attribution(found(question, {"a": TEXT}, tmp_path))))
    assert text.index("Dahl") < text.index("Eels vanish")


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What does Reis say about the toll?", "Reis"),
        ("What do the authors say about tolls?", "the authors"),
        ("¿Qué dice Reis sobre el peaje?", "Reis"),
        ("Who says that tolls are unjust?", ""),
    ],
)
def test_whose_words_are_asked_for_is_told_by_the_question(question: str, speaker: str) -> None:
    assert speaker_of(question) == speaker


@pytest.mark.parametrize(
    ("sentence", "attributed"),
    [
        ("The toll is unjust, argued Reis.", True),
        ("According to the authors, tolls are unjust.", True),
        ("The toll is unjust.", False),
        ("Snow closed the roads of Norrholm.", False),
    ],
)
def test_an_attributed_sentence_has_a_verb_of_saying_and_a_speaker(
    sentence: str, attributed: bool
) -> None:
    assert is_attributed(sentence) is attributed
