"""What a summary or a conflict is about, told by its words."""

import pytest

from assistant.topic import topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Brief me on Chile", "Chile"),
        ("summarise the section on costs", "costs"),
        ("What does the document say about prisons?", "prisons"),
        ("What are the main points of the section on costs?", "costs"),
        ("Summarize the recommendations in three sentences.", "recommendations"),
        ("Give me a short overview of the gangs in Honduras", "gangs in Honduras"),
        ("Does the brief contradict itself on the toll?", "toll"),
        ("Resume la sección sobre los costos", "costos"),
        ("O que o documento diz sobre as prisões em Chile?", "prisões em Chile"),
    ],
)
def test_the_topic_is_what_is_left_of_a_request(question: str, topic: str) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the brief",
        "Can you give me a summary of this report, please?",
        "What is this about?",
        "What are the main points?",
        "What is the main argument of the brief in a few sentences?",
        "Resume el documento",
        "Resuma o documento em 100 palavras",
        "When did Nuevas Ideas win?",
    ],
)
def test_a_whole_document_has_no_topic(question: str) -> None:
    assert topic_of(question) == ""
