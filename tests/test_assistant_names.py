"""Proper names in questions, and whether the documents know them."""

import pytest

from assistant.answer import Status
from assistant.answerability import unknown_names
from assistant.assistant import Assistant
from assistant.names import is_named_in, names_in, numbers_in
from assistant.phrases import phrases_for
from ingest.library import Library


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who is Nayib Bukele?", ["Nayib Bukele"]),
        ("Chile?", ["Chile"]),
        ("Which countries are named?", []),
        ("What is Tren de Aragua?", ["Tren de Aragua"]),
        ("¿Qué prometió Rafael López Aliaga en Perú?", ["Rafael López Aliaga", "Perú"]),
        ("Quem é o presidente do Equador?", ["Equador"]),
        ("Did Castro win? And Noboa?", ["Castro", "Noboa"]),
        ("What does the UNODC say?", ["UNODC"]),
        ("how many people are in prison", []),
        ("WHAT DOES THE BRIEF SAY OF PRISONS", []),
        ("", []),
    ],
)
def test_names_are_told_by_their_capitals(text: str, names: list[str]) -> None:
    found = names_in(text)
    assert [name.text for name in found] == names
    assert all(text[name.start : name.end] == name.text for name in found)


def test_numbers_keep_their_decimals_and_thousands() -> None:
    assert numbers_in("6.3 million of 77,000, or 1.22 percent.") == ["6.3", "77,000", "1.22"]


@pytest.mark.parametrize(
    "name",
    [
        "Nayib Bukele",
        "Bukeles",
        "Bukelle",
        "Patrica Bulrich",
        "Rafael Lopez Aliaga",
        "Biobio",
        "La Araucania",
        "Sebastián Piñera",
        "Sebastian Pinera",
        "Equador",
        "Columbia",
        "Hondurans",
        "Argentine",
        "Xiomara Castro Sarmiento",
        "MS-13",
        "Barrio 18",
    ],
)
def test_a_name_is_known_in_spite_of_typos_and_accents_left_out(
    library: Library, name: str
) -> None:
    assert unknown_names(f"What did they say of {name} in the end?", library.snapshot()) == []


@pytest.mark.parametrize(
    "name",
    [
        "Zelensky",
        "Uzbekistan",
        "Vladimir Putin",
        "President Macron",
        "Prime Minister Netanyahu",
        "South Korea",
        "Nicaragua",
        "Norway",
        "WTO",
    ],
)
def test_a_name_that_no_document_mentions_is_unknown(library: Library, name: str) -> None:
    question = f"What did they say of {name} in the end?"
    assert unknown_names(question, library.snapshot()) == [name]


@pytest.mark.parametrize(
    "question",
    [
        "Who is Vladimir Putin?",
        "What did President Zelensky say about Bukele?",
        "Did South Korea adopt the Bukele model?",
        "What does Norway recommend against gangs?",
        "How many prisoners are there in Uzbekistan?",
    ],
)
def test_a_question_about_a_name_never_mentioned_is_abstained_from_with_the_nearest_passages(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.answer(question)
    assert (answer.status, answer.citations) == (Status.ABSTAINED, ())
    assert answer.text == phrases_for("en").abstention
    assert len(answer.evidence) >= 10


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("What did Patrica Bulrich sign with El Salvador?", "signed an agreement"),
        ("Where has crime risen, in Biobio and La Araucania?", "Biobío and La Araucanía"),
        ("What did Rafael Lopez Aliaga promise?", "Bukele plan"),
        ("Which treaty did Bulrich sign for Argentinia?", "signed an agreement"),
    ],
)
def test_a_misspelt_name_is_answered_about(assistant: Assistant, question: str, fact: str) -> None:
    answer = assistant.answer(question)
    assert answer.status is not Status.ABSTAINED
    assert any(fact in one.text for one in answer.evidence[:10])


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Costa Rica", "Costa Rica has no army.", True),
        ("Costa Rica", "63 percent of Costa Ricans agree.", True),
        ("Costa Rica", "The plan costs a lot.", False),
        ("Xiomara Castro", "Castro gave up her promises.", True),
        ("Xiomara Castro", "Xiomara and her family left.", False),
        ("Supreme Court", "The court of Kelm was closed.", False),
        ("Supreme Court", "The supreme court ruled.", True),
        ("Chile", "Children slept at school.", False),
        ("Honduras", "Honduran gangs adjusted.", True),
    ],
)
def test_a_text_names_what_it_names_by_all_of_a_name_or_its_last_word(
    name: str, text: str, named: bool
) -> None:
    assert is_named_in(name, text) is named
