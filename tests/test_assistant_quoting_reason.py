"""Why and how: the best sentence with those around it that give the reason."""

from quoting_shelf import ParsedShelf, check_supports, texts

from assistant.quoting.reason import compose_reason

SHELF = ParsedShelf.of(
    """# Ferries

The fare rose in 2019. This is because the yard went bankrupt. As a result, the council borrowed. \
The mayor sails on Sundays.

The engine had been stolen, which led to repairs. The ferry stayed in port. Gulls sat on it.

The pilot left. He was tired.

This allows nobody to sail.
"""
)


def answered(*openings: str) -> list[str]:
    statements = list(compose_reason(SHELF.material("Why did it happen?", *openings)))
    check_supports(statements, SHELF)
    return texts(statements)


def test_the_sentences_that_go_on_to_give_the_reason_follow() -> None:
    assert answered("The fare rose") == [
        "The fare rose in 2019.",
        "This is because the yard went bankrupt.",
        "As a result, the council borrowed.",
    ]


def test_a_reason_that_stands_before_is_quoted_too() -> None:
    assert answered("The ferry stayed") == [
        "The ferry stayed in port.",
        "The engine had been stolen, which led to repairs.",
    ]


def test_what_gives_no_reason_is_left_out() -> None:
    assert answered("The pilot left") == ["The pilot left."]


def test_a_reason_does_not_come_from_the_next_paragraph() -> None:
    assert "This allows nobody to sail." not in answered("The pilot left")
