"""Follow-up questions made standalone, by rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.conversation import make_standalone
from ingest.words import lexicon


def told(*texts: str) -> tuple[Turn, ...]:
    """Return turns, the user's and the assistant's in turn."""
    return tuple(
        Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts)
    )


RATE = told("What is the homicide rate in Honduras?", "It is high. [1]")
MINISTER = told(
    "Who is the security minister of Argentina?",
    "Patricia Bullrich, the security minister of Argentina, went to El Salvador. [1]",
)
TASA = told("¿Cuál es la tasa de homicidios en Honduras?", "Es alta. [1]")
TAXA = told("Qual é a taxa de homicídios em Honduras?", "É alta. [1]")

ELLIPSES = [
    ("And in Chile?", RATE, "What is the homicide rate in Chile?"),
    ("What about Chile?", RATE, "What is the homicide rate in Chile?"),
    ("how about in Costa Rica?", RATE, "What is the homicide rate in Costa Rica?"),
    ("And Peru?", RATE, "What is the homicide rate in Peru?"),
    ("and 2022?", told("How many died in 2023?", "907. [1]"), "How many died in 2022?"),
    ("¿Y en Chile?", TASA, "¿Cuál es la tasa de homicidios en Chile?"),
    ("¿Qué pasa con Chile?", TASA, "¿Cuál es la tasa de homicidios en Chile?"),
    ("E no Chile?", TAXA, "Qual é a taxa de homicídios em Chile?"),
    (
        "And in Peru?",
        (*RATE, *told("And in Chile?", "Also.")),
        "What is the homicide rate in Peru?",
    ),
]


@pytest.mark.parametrize(("question", "history", "expected"), ELLIPSES)
def test_an_elliptical_question_exchanges_a_part_of_the_last_one(
    question: str, history: tuple[Turn, ...], expected: str
) -> None:
    text = make_standalone(question, history).text
    # Either preposition may survive: what counts is which words are searched for.
    small = {"in", "en", "em", "no"}
    assert set(text.strip("¿?").split()) - small == set(expected.strip("¿?").split()) - small


@pytest.mark.parametrize(
    ("question", "history", "kept"),
    [
        ("What about women?", RATE, ("homicide", "women")),
        ("In Chile?", RATE, ("homicide", "Chile")),
        ("Why?", RATE, ("homicide", "Honduras")),
        ("Since when?", RATE, ("homicide", "Honduras")),
        ("What did she sign?", MINISTER, ("did Patricia Bullrich sign",)),
        ("Who replaced her?", MINISTER, ("replaced", "Bullrich")),
        ("When was it built?", told("What is CECOT?", "A prison. [1]"), ("built", "CECOT")),
        ("And what did it cost?", told("What is CECOT?", "A prison."), ("cost", "CECOT")),
        ("¿Y ella qué firmó?", MINISTER, ("firmó", "Argentina")),
        ("¿Qué firmó ella?", MINISTER, ("firmó", "Bullrich")),
        ("O que ele prometeu?", told("Quem é Noboa?", "O presidente."), ("prometeu", "Noboa")),
    ],
)
def test_a_question_that_points_back_is_searched_for_with_what_it_points_to(
    question: str, history: tuple[Turn, ...], kept: tuple[str, ...]
) -> None:
    text = make_standalone(question, history).text
    assert [words for words in kept if words not in text] == []


@pytest.mark.parametrize("history", [RATE, MINISTER, TASA])
@pytest.mark.parametrize(
    "question",
    [
        "How many people are imprisoned in El Salvador?",
        "What does the government of Costa Rica want?",
        "Did Castro keep her promises?",
        "Which brief discusses the sea wall at Osmund in detail?",
        "¿Qué prometió el alcalde de Lima en la campaña?",
        "O que prometeu o prefeito de Lima na campanha?",
    ],
)
def test_a_new_topic_is_not_mixed_with_the_old_one(
    question: str, history: tuple[Turn, ...]
) -> None:
    assert make_standalone(question, history).text == question


def test_without_a_conversation_a_question_is_only_tidied() -> None:
    assert make_standalone("  And in\n Chile? ").text == "And in Chile?"
    assert make_standalone("Why?", told()).text == "Why?"
    assert make_standalone("Why?", (Turn("assistant", "Welcome."),)).text == "Why?"


def test_names_of_the_answer_are_among_what_a_pronoun_points_to() -> None:
    standalone = make_standalone("When was she appointed?", MINISTER)
    assert "Patricia Bullrich" in standalone.context
    assert "[1]" not in standalone.text
    assert standalone.question == "When was she appointed?", "its own words keep their weight"


def test_a_topic_is_carried_through_several_follow_ups() -> None:
    history = (*MINISTER, *told("What did she sign?", "An agreement. [1]"))
    assert "Bullrich" in make_standalone("Why did she do that?", history).text


def test_a_topic_left_behind_is_not_carried_on() -> None:
    history = (*MINISTER, *told("Who is the mayor of Lima?", "Rafael López Aliaga. [1]"))
    text = make_standalone("What did he promise?", history).text
    assert "Aliaga" in text
    assert "Bullrich" not in text


def test_a_conversation_of_thousands_of_turns_is_followed() -> None:
    history = RATE * 2_000
    assert make_standalone("And in Chile?", history).text == "What is the homicide rate in Chile?"


WORDS = (
    *sorted(lexicon("and in what about y e ¿ qué pasa con Chile? El Salvador 2023 she it why")),
    *sorted(lexicon("¿Y E\u0301 İstanbul ﬁsh [1] de la Él No. - ( ?")),
)
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
)
turns = st.builds(Turn, st.sampled_from(["user", "assistant"]), texts)


@given(texts.filter(lambda text: bool(text.strip())), st.lists(turns, max_size=6))
def test_any_question_after_any_history_stays_a_question(
    question: str, history: list[Turn]
) -> None:
    standalone = make_standalone(question, history)
    assert standalone.question.strip()
    assert standalone.text.strip()
    assert "\n" not in standalone.question
