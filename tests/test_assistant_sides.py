"""Which questions have sides, and how each is asked by itself."""

import pytest

from assistant.sides import MAX_SIDES, sides_of


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Compare Norrholm and Sund on ferries", ["Norrholm", "Sund"]),
        ("Compare prisons and courts on cost.", ["prisons", "courts"]),
        ("What is the difference between a ferry and a barge?", ["ferry", "barge"]),
        ("How does Norrholm differ from Sund on tolls?", ["Norrholm", "Sund"]),
        ("Norrholm versus Sund on tolls", ["Norrholm", "Sund"]),
        ("Which is larger, Norrholm or Sund?", ["Norrholm", "Sund"]),
        ("Which costs more, ferries or bridges?", ["ferries", "bridges"]),
        ("What did Dahl and Reis do?", ["Dahl", "Reis"]),
        ("How large is Norrholm compared to Sund?", ["Norrholm", "Sund"]),
        ("Is the toll higher in Norrholm than in Sund?", ["Norrholm", "Sund"]),
        ("Is snow a bigger worry in Norrholm, Sund or Vik?", ["Norrholm", "Sund", "Vik"]),
        ("¿En qué se diferencian Chile y Perú en seguridad?", ["Chile", "Perú"]),
        ("Compara Chile y México en cárceles", ["Chile", "México"]),
        ("Compare Trinidad and Tobago with Chile", ["Trinidad and Tobago", "Chile"]),
        (
            "How high is the rate in Latin America and the Caribbean compared with Sund?",
            ["Latin America and the Caribbean", "Sund"],
        ),
        ("How does El Norte compare with Sund on tolls?", ["El Norte", "Sund"]),
        (
            "How do Reis's earnings stack up against those of a ferryman?",
            ["Reis's earnings", "earnings of a ferryman"],
        ),
        ("Qual é a diferença entre prisões e tribunais?", ["prisões", "tribunais"]),
    ],
)
def test_sides_are_named_as_in_the_question(question: str, labels: list[str]) -> None:
    assert [side.label for side in sides_of(question)] == labels


@pytest.mark.parametrize(
    "question",
    [
        "What happened between 2019 and 2022?",
        "How do human rights and democracy suffer?",
        "Why are law and order popular?",
        "Dahl and Reis wrote",
        "What is the homicide rate in Latin America and the Caribbean?",
        "What did Norway and Sweden agree to do together?",
        "Where and how do people live in Norrholm?",
        "How do people who left and who stayed live?",
        "Did the police arrest more than 70,000 people?",
        "How many ferries are there now compared with before?",
    ],
)
def test_pairs_that_nobody_compares_are_no_sides(question: str) -> None:
    assert sides_of(question) == ()


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("How does Norrholm's toll compare with the South?", "toll of the South?"),
        ("How does the toll of Norrholm compare with Sund?", "the toll of Sund?"),
        ("How do Norrholm's tolls compare with Sund's?", "Sund's tolls?"),
        ("How does the toll in Sund compare with the usual fare?", "the usual fare of the toll?"),
    ],
)
def test_the_second_side_is_asked_about_what_the_first_one_is(question: str, other: str) -> None:
    assert sides_of(question)[1].question.endswith(other)


def test_the_other_side_is_left_out_of_a_sides_question() -> None:
    one, other = sides_of("Compare Norrholm and Sund on ferries")
    assert ("Norrholm" in one.question, "Sund" in one.question) == (True, False)
    assert ("Norrholm" in other.question, "Sund" in other.question) == (False, True)
    assert one.question.endswith("on ferries?")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who is Reis and when was the treaty signed?",
            ["Who is Reis?", "When was the treaty signed?"],
        ),
        ("What is the toll in Sund? And in Vik?", ["What is the toll in Sund?", "in Vik?"]),
        ("¿Quién es Reis y cuándo se firmó el tratado?", ["Quién es Reis?", "Cuándo se firmó"]),
    ],
)
def test_several_questions_in_one_stand_alone_without_labels(
    question: str, parts: list[str]
) -> None:
    sides = sides_of(question)
    assert [side.label for side in sides] == ["", ""]
    assert all(part in side.question for part, side in zip(parts, sides, strict=True))


def test_a_later_question_that_points_back_gets_the_name_it_points_to() -> None:
    assert "Reis" in sides_of("Who is Reis and what does she say?")[1].question


def test_longer_lists_than_an_answer_holds_have_no_sides() -> None:
    names = ("Norrholm", "Sund", "Vik", "Dahl", "Reis")[: MAX_SIDES + 1]
    assert sides_of(f"Compare {', '.join(names[:-1])} and {names[-1]}") == ()
