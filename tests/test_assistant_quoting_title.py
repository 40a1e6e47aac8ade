"""A run-in title as the best sentence brings what stands under it."""

import pytest
from quoting_shelf import ParsedShelf, check_supports, texts

from assistant.quoting.fact import compose_fact

SHELF = ParsedShelf.of(
    """# Ferries

## Advice

Keep the ferries. The islands have no bridge that carries lorries in winter. A tunnel would cost \
90 million crowns, which the council has not got. Nobody else would pay.

Publish the accounts. The board has shown none since 2011. Its auditors left in that year.

Ask the islanders. They were heard last when the pier was built. Most of them were against it.

## History

A pier came first. The ferry followed it in the spring of 1911.
"""
)


def answered(*openings: str) -> list[str]:
    statements = list(compose_fact(SHELF.material("Why should they be kept?", *openings)))
    check_supports(statements, SHELF)
    return texts(statements)


def test_the_best_sentence_of_its_paragraph_follows_a_title() -> None:
    found = answered("Keep the ferries", "The board has shown", "A tunnel would cost")
    assert found[:2] == [
        "Keep the ferries.",
        "A tunnel would cost 90 million crowns, which the council has not got.",
    ]


def test_the_first_sentence_follows_where_none_was_found() -> None:
    assert answered("Ask the islanders") == [
        "Ask the islanders.",
        "They were heard last when the pier was built.",
    ]


@pytest.mark.parametrize("opening", ["Nobody else", "A pier came first"])
def test_a_short_sentence_is_no_title_unless_three_paragraphs_open_so(opening: str) -> None:
    assert len(answered(opening)) == 1
