"""Quoted sentences that open with a pronoun get what it stands for."""

import pytest
from quoting_shelf import ParsedShelf, check_supports, texts

from assistant.quoting.dangling import Missing, missing_subject
from assistant.quoting.subject import with_subjects

TEXT = """# Ferries

In 2019, Ingrid Solberg bought a second ferry for the island. She paid 9.5 million crowns. \
However, she never sailed on it. The council of Norrholm had voted against it in March.

Solberg called Birger Dahl a dreamer. He left the island a week later. Nobody followed.

Many islanders doubted the figures. They asked for an audit. This took a year.

The mole was finished in 2021. It keeps out the western storms. It is likely that it will last.

Bargaining power explains the toll. She holds that nobody dared to refuse.

Norrholm Harbour Council meets twice a year. It sets the fees.
"""
SHELF = ParsedShelf.of(TEXT)


def restored(*openings: str, max_words: int = 85) -> list[str]:
    chosen = SHELF.evidence(*openings)
    statements = with_subjects(chosen, SHELF.snapshot, max_words=max_words)
    check_supports(statements, SHELF)
    return texts(statements)


def test_a_pronoun_gets_the_one_name_that_it_can_stand_for() -> None:
    assert restored("She paid") == ["[Ingrid Solberg:] She paid 9.5 million crowns."]


def test_the_name_is_cited_besides_the_sentence() -> None:
    (statement,) = with_subjects(SHELF.evidence("She paid"), SHELF.snapshot, max_words=85)
    assert [one.text.split()[0] for one in statement.supports] == ["In", "She"]


def test_a_connective_before_the_pronoun_does_not_hide_it() -> None:
    assert restored("However, she") == ["[Ingrid Solberg:] However, she never sailed on it."]


def test_two_names_that_fit_bring_the_sentence_before_instead() -> None:
    assert restored("He left") == [
        "Solberg called Birger Dahl a dreamer.",
        "He left the island a week later.",
    ]


def test_a_capital_that_only_opens_a_sentence_makes_no_name() -> None:
    assert restored("She holds") == [
        "Bargaining power explains the toll.",
        "She holds that nobody dared to refuse.",
    ]


def test_what_has_no_name_brings_the_sentence_before() -> None:
    assert restored("They asked") == [
        "Many islanders doubted the figures.",
        "They asked for an audit.",
    ]
    assert restored("It keeps") == [
        "The mole was finished in 2021.",
        "It keeps out the western storms.",
    ]


def test_a_sentence_that_lacks_its_own_subject_helps_no_other() -> None:
    assert restored("This took") == ["This took a year."]


def test_a_body_that_acts_is_named() -> None:
    assert restored("It sets") == ["[Norrholm Harbour Council:] It sets the fees."]


def test_a_sentence_that_follows_the_one_before_is_left_alone() -> None:
    assert restored("In 2019", "She paid")[1] == "She paid 9.5 million crowns."


def test_the_sentence_before_is_moved_ahead_where_it_is_quoted_anyway() -> None:
    assert restored("They asked", "Nobody followed", "Many islanders") == [
        "Many islanders doubted the figures.",
        "They asked for an audit.",
        "Nobody followed.",
    ]


def test_others_give_way_to_the_sentence_before_the_first() -> None:
    assert restored("They asked", "Nobody followed", max_words=10) == [
        "Many islanders doubted the figures.",
        "They asked for an audit.",
    ]


def test_for_a_later_sentence_nothing_gives_way() -> None:
    assert restored("Nobody followed", "They asked", max_words=8) == [
        "Nobody followed.",
        "They asked for an audit.",
    ]


@pytest.mark.parametrize(
    ("sentence", "language", "missing"),
    [
        ("He left.", "en", Missing.PERSON),
        ("After she returned, she paid.", "en", Missing.PERSON),
        ("In 2019, his ferry sank.", "en", Missing.PERSON),
        ("Its hull was red.", "en", Missing.THING),
        ("But both lost.", "en", Missing.MANY),
        ("The former lost.", "en", Missing.MANY),
        ("Such ferries are rare.", "en", Missing.SAID),
        ("“This is new.”", "en", Missing.SAID),
        ("In that month the ferry sank.", "en", Missing.SAID),
        ("By that time the ferry had sunk.", "en", Missing.SAID),
        ("The following year the ferry sank.", "en", Missing.SAID),
        ("At the same time, the port grew.", "en", None),
        ("In that town the ferry stops.", "en", None),
        ("En ese año se hundió.", "es", Missing.SAID),
        ("Naquele mês afundou.", "pt", Missing.SAID),
        ("After Solberg returned, she paid.", "en", None),
        ("It is likely that it rains.", "en", None),
        ("However, it is unlikely the ferry sails.", "en", None),
        ("This year the ferry sailed.", "en", None),
        ("Both Solberg and Dahl lost.", "en", None),
        ("However, the ferry sailed.", "en", None),
        ("Él se fue.", "es", Missing.PERSON),
        ("El puerto creció.", "es", None),
        ("Sin embargo, esto cambió.", "es", Missing.SAID),
        ("Ella pagó.", "es", Missing.PERSON),
        ("Este informe trata de puertos.", "es", None),
        ("No entanto, ele saiu.", "pt", Missing.PERSON),
        ("Isso mudou.", "pt", Missing.SAID),
        ("O porto cresceu.", "pt", None),
    ],
)
def test_the_opening_of_a_sentence_tells_what_it_lacks(
    sentence: str, language: str, missing: Missing | None
) -> None:
    assert missing_subject(sentence, language=language) is missing
