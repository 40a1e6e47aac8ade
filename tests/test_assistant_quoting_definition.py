"""Definitions: a sentence of defining form before the others."""

import pytest
from quoting_shelf import ParsedShelf, check_supports, texts

from assistant.quoting.definition import asked_term, compose_definition, defines

SHELF = ParsedShelf.of(
    """# Ferries

The cost of the mole rose again. The mole was damaged in 2019. \
A mole is a wall of stone that keeps out the waves. Gulls like the mole.
"""
)


def answered(question: str, *openings: str) -> list[str]:
    statements = list(compose_definition(SHELF.material(question, *openings)))
    check_supports(statements, SHELF)
    return texts(statements)


def test_a_defining_sentence_leads() -> None:
    said = answered("What is a mole?", "The mole was", "Gulls like", "A mole is")
    assert said[0] == "A mole is a wall of stone that keeps out the waves."


def test_without_a_defining_sentence_the_best_leads() -> None:
    assert answered("What is a mole?", "The mole was", "Gulls like")[0].startswith("The mole was")


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("What is a free berth?", "free berth"),
        ('What does "free berth" mean?', "free berth"),
        ("¿Qué es el muelle?", "muelle"),
        ("Define CECOT.", "cecot"),
    ],
)
def test_the_term_is_what_the_question_leaves(question: str, term: str) -> None:
    assert asked_term(question) == term


@pytest.mark.parametrize(
    ("term", "sentence", "expected"),
    [
        ("mole", "A mole is a wall of stone.", True),
        ("moles", "Moles are the walls of a harbour.", True),
        ("mole", "Walls of stone, known as moles, keep out waves.", False),
        ("mole", "A wall of stone, known as a mole, keeps out waves.", True),
        ("mole", "They built a mole, a wall of stone.", True),
        ("nhc", "The Norrholm Harbour Council (NHC) meets twice.", True),
        ("berth", "Berth means a place to lie.", True),
        ("mole", "The cost of the mole is a matter of dispute.", False),
        ("mole", "Gulls like the mole.", False),
        ("muelle", "El muelle es un muro de piedra.", True),
        ("cais", "O cais e um muro de pedra.", True),
        ("mole", "These are piled on a mole, a wall.", False),
    ],
)
def test_the_form_of_a_definition_is_recognised(term: str, sentence: str, expected: bool) -> None:
    assert defines(term, sentence) is expected
