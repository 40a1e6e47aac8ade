"""Which section of a document is the list that a question asks for."""

import pytest
from quoting_shelf import ParsedShelf

from assistant.listed import section_asked_for

SHELF = ParsedShelf.of(
    """# Ferries

## Costs of the crossing

It costs 3 crowns. It cost 2 before.

## What the authors recommend

Lower the toll. Build a mole.

## Risks

Storms and shoals.
"""
)


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("What do the authors recommend?", "What the authors recommend"),
        ("List the recommendations of the brief.", "What the authors recommend"),
        ("¿Qué recomiendan los autores?", "What the authors recommend"),
        ("Which risks does the report name?", "Risks"),
        ("What are the main risks?", "Risks"),
    ],
)
def test_a_heading_that_names_all_that_is_asked_for_is_the_list(
    question: str, heading: str
) -> None:
    named = section_asked_for(question, [SHELF.parsed])
    assert named is not None
    assert named.section.heading_path[-1] == heading


@pytest.mark.parametrize(
    "question",
    [
        "What do the authors recommend on storms?",
        "Which risks do pilots run at night?",
        "What are the benefits?",
        "Who wrote it?",
    ],
)
def test_a_part_of_a_section_is_not_told_by_its_heading(question: str) -> None:
    assert section_asked_for(question, [SHELF.parsed]) is None
