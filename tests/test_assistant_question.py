"""Kinds of question, told by their words: with near misses, in three languages."""

import pytest

from assistant.question import QuestionKind, analyse, defined_term

KINDS: dict[QuestionKind, tuple[str, ...]] = {
    QuestionKind.FACT: (
        "What is the number of ferries?",
        "How many people were carried?",
        "How long did the storm last?",
        "How much did the mole cost?",
        "How frequently is the licence renewed?",
        "What is the fishing rate?",
        "What is the capital of Norrholm?",
        "Who is the mayor of Norrholm?",
        "Name the harbour master of Norrholm.",
        "How is the ferry called?",
        "When did the talks resume?",
        "When did the island declare an internal armed conflict?",
        "What percentage of islanders fish?",
        "What does the treaty require of the island?",
        "Which party does the mayor belong to?",
        "Which of them lost?",
        "What does the brief say about the cost of ferries to the island?",
        "What does the brief say about how ferries are paid for?",
        "Tell me about the ferry that burnt.",
        "What can you tell me about who you are?",
        "What does the document say about its authors?",
        "Tell me about the funding.",
        "Are there 300 boats in the port?",
        "What happens in March?",
        "What is Norrholm's debt as a share of income?",
        "number of boats",
        "¿Cuál es la tasa de accidentes?",
        "¿Cómo se llama el alcalde?",
        "Quantas pessoas foram levadas?",
        "O que o jornal revelou sobre a balsa?",
    ),
    QuestionKind.LIST: (
        "What are the three groups of islanders?",
        "In which harbours have ferries been named after her?",
        "Which instruments would make the budget transparent?",
        "Which rights have been suspended?",
        "Name the three major parts of the plan.",
        "What costs of the ferry do people hear too little about?",
        "What recommendations does the report make?",
        "What do the authors recommend?",
        "What factors drive the prices?",
        "List the reasons for the delay.",
        "Who are the main candidates?",
        "¿Cuáles son las recomendaciones?",
        "¿Qué países compraron la balsa?",
        "Quais são as recomendações do relatório?",
    ),
    QuestionKind.REASON: (
        "Why did the council hesitate?",
        "How did the mayor's position shift after the vote?",
        "What made the council drop its promise?",
        "What explains the fall in prices?",
        "What is the purpose of the reform?",
        "¿Por qué subió el precio?",
        "¿Cómo logró la reelección?",
        "Por que a ministra foi à ilha?",
    ),
    QuestionKind.DEFINITION: (
        "What is a mole?",
        "What is the Harbour Pact?",
        "What are moles?",
        'What does "free berth" mean?',
        "Who is Ingrid Solberg?",
        "Define berth.",
        "¿Qué es un muelle?",
        "O que é a balsa?",
    ),
    QuestionKind.SUMMARY: (
        "Summarize the recommendations.",
        "What is the main argument of the brief?",
        "Brief me on how the ferry is paid for.",
        "Give me an overview of the harbours.",
        "What does the brief say about ferries?",
        "Tell me about Norrholm.",
        "And what do you know about the Harbour Pact?",
        "What should I know about Ingrid Solberg?",
        "Háblame de Norrholm.",
        "¿Qué debo saber sobre las balsas?",
        "O que o relatório diz sobre Norrholm?",
        "What is this document about?",
        "What do the authors conclude?",
        "What does the report argue?",
        "O que os autores concluem?",
        "¿Qué concluye el informe?",
        "TL;DR",
        "Resume las recomendaciones.",
        "Resuma o documento.",
        "¿De qué trata el informe?",
    ),
    QuestionKind.ATTRIBUTION: (
        "Who argues that the ferry is too small?",
        "Who called the ferry the pride of the island?",
        "What has Solberg said about the mole?",
        "What does the minister think of the plan?",
        "According to whom is it unlawful?",
        "¿Quién dice que la balsa es pequeña?",
        "Quem disse que a balsa é pequena?",
    ),
    QuestionKind.CONFLICT: (
        "Does the brief contradict itself about the price?",
        "Where are the figures inconsistent?",
        "Are there conflicting figures for the population?",
        "Do the sources disagree on the population?",
        "Does the report give different figures for the population?",
        "¿Se contradice el informe?",
    ),
}


@pytest.mark.parametrize(
    ("question", "kind"),
    [(question, kind) for kind, questions in KINDS.items() for question in questions],
)
def test_the_words_of_a_question_tell_its_kind(question: str, kind: QuestionKind) -> None:
    assert analyse(question).kind is kind


def test_a_question_of_two_sides_is_a_comparison() -> None:
    asked = analyse("Compare Norrholm and Sundby.")
    assert asked.kind is QuestionKind.COMPARISON
    assert len(asked.sides) == 2


def test_a_summary_of_two_sides_is_a_summary() -> None:
    assert analyse("Summarize Norrholm and Sundby.").kind is QuestionKind.SUMMARY


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("What is the Harbour Pact?", "Harbour Pact"),
        ("What's a mole?", "mole"),
        ("what is a free berth", "free berth"),
        ("Who is Ingrid Solberg?", "Ingrid Solberg"),
        ("Who is the mayor?", ""),
        ("What is the highest wave?", ""),
        ("What is the cost of the mole?", ""),
        ("What are the results?", ""),
        ("When is the ferry full?", ""),
    ],
)
def test_what_something_is_counts_only_where_nothing_else_is_asked(
    question: str, term: str
) -> None:
    assert defined_term(question) == term
