"""Lists: all members, found by the structure of the text."""

import pytest
from quoting_shelf import ParsedShelf, check_supports, texts

from assistant.listed import listed_nouns
from assistant.quoting.announced import announced_list
from assistant.quoting.listing import compose_list

BULLETS = """# Ferries

## Fares

The council names these discounts:

- Children travel for half the fare.
- Islanders pay in winter only.
- Cyclists pay nothing.

Prices rise each year. The mayor likes that.
"""
ORDINALS = """# Ferries

Travellers fall into three groups. The first group goes to work. It leaves at six. \
The second group visits the old. The third group, by far the largest, is on holiday.

Nobody counts the gulls. Another gull arrived.
"""
APART = """# Ferries

Two things delayed the ferry. First, the yard went bankrupt.

Nobody had foreseen that.

Second, the engine was stolen.
"""
HEADINGS = """# Ferries

## What the authors recommend

### Build a second mole

Storms come from the west. The old mole is short.

### Lower the fares

Islanders leave. Fares are the reason.

## History

The ferry began in 1911.
"""
RUN_IN = """# Ferries

## Recommendations

**Build a second mole.** Storms come from the west and the old mole is short.

**Lower the fares.** Islanders leave, and fares are the reason that most of them give.

**Train pilots.** Two of the three pilots are over sixty.

## History

The ferry began in 1911.
"""
ADDED = """# Ferries

The pact gives islanders a right to a berth. In addition, the pact gives them a vote on fares. \
The mayor signed it. Also, it rained.
"""


def answered(text: str, question: str, *openings: str) -> list[str]:
    shelf = ParsedShelf.of(text)
    statements = list(compose_list(shelf.material(question, *openings)))
    check_supports(statements, shelf)
    return texts(statements)


@pytest.mark.parametrize("found", ["Islanders pay", "The council"])
def test_a_list_item_brings_the_others_and_what_announces_them(found: str) -> None:
    assert answered(BULLETS, "Which discounts are there?", found) == [
        "The council names these discounts:",
        "Children travel for half the fare.",
        "Islanders pay in winter only.",
        "Cyclists pay nothing.",
    ]


@pytest.mark.parametrize("found", ["Travellers", "The second", "The third"])
def test_first_brings_second_and_third(found: str) -> None:
    said = answered(ORDINALS, "What are the three groups of travellers?", found)
    assert said[0] == "Travellers fall into three groups."
    assert [one[:10] for one in said[1:]] == [
        "The first ",
        "It leaves ",
        "The second",
        "The third ",
    ]


def test_first_and_second_may_stand_paragraphs_apart() -> None:
    said = answered(APART, "What things delayed the ferry?", "Two things")
    assert said[1] == "First, the yard went bankrupt."
    assert said[-1] == "Second, the engine was stolen."


def test_a_further_one_without_a_first_is_no_list() -> None:
    said = answered(ORDINALS, "Which gulls are there?", "Nobody counts")
    assert "Travellers fall into three groups." not in said


@pytest.mark.parametrize(
    "question",
    [
        "What do the authors recommend?",
        "What are the recommendations?",
        "¿Qué recomendaciones hay?",
    ],
)
def test_a_heading_that_names_the_list_brings_its_subheadings(question: str) -> None:
    assert answered(HEADINGS, question, "Storms come") == [
        "Build a second mole: Storms come from the west.",
        "Lower the fares: Islanders leave.",
    ]


def test_a_heading_is_cited_as_it_stands() -> None:
    shelf = ParsedShelf.of(HEADINGS)
    found = shelf.material("What are the recommendations?", "Storms come")
    first, _ = compose_list(found)
    assert [support.text for support in first.supports] == [
        "Build a second mole",
        "Storms come from the west.",
    ]


def test_titles_that_are_run_in_are_the_members() -> None:
    said = answered(RUN_IN, "What are the recommendations?", "Two of")
    assert said[::2] == ["**Build a second mole.**", "**Lower the fares.**", "**Train pilots.**"]


def test_a_heading_of_another_matter_brings_no_list() -> None:
    assert answered(HEADINGS, "Which dates are given?", "The ferry began") == [
        "The ferry began in 1911."
    ]


def test_what_is_added_to_the_best_sentence_follows_it() -> None:
    assert answered(ADDED, "Which rights does the pact give?", "The pact gives") == [
        "The pact gives islanders a right to a berth.",
        "In addition, the pact gives them a vote on fares.",
    ]


def test_a_long_list_is_shown_by_the_first_sentence_of_each_member() -> None:
    items = "\n".join(
        f"- Berth {n} is free. {'It is wide and long ' * 6}and dry." for n in range(9)
    )
    said = answered(f"# Ferries\n\nThese berths are free:\n\n{items}\n", "Which berths?", "Berth 3")
    assert said == ["These berths are free:", *(f"Berth {n} is free." for n in range(9))]


def test_a_list_that_is_longer_still_ends_in_time() -> None:
    items = "\n".join(f"- Berth {n} is {'wide and long and ' * 4}free." for n in range(60))
    said = answered(f"# Ferries\n\nThese berths are free:\n\n{items}\n", "Which berths?", "Berth 3")
    assert sum(len(one.split()) for one in said) <= 220
    assert len(said) > 5


def test_who_says_it_is_not_what_is_asked_for() -> None:
    assert listed_nouns("What rights do the authors name?") == {"rights"}


@pytest.mark.parametrize(
    "question", ["Which three groups does the island see?", "Name the 3 kinds and three groups."]
)
def test_what_is_counted_leads_to_the_list_that_counts_it(question: str) -> None:
    # No word but the noun is shared, and another sentence is far ahead.
    said = answered(ORDINALS, question, "Another gull", "Nobody counts", "It leaves", "Travellers")
    assert said[0] == "Travellers fall into three groups."
    assert len(said) == 5


@pytest.mark.parametrize("question", ["Which four groups are there?", "Which three gulls?"])
def test_another_number_or_noun_leads_to_no_list(question: str) -> None:
    shelf = ParsedShelf.of(ORDINALS)
    found = shelf.material(question, "Another gull", "Travellers")
    assert announced_list(question, found.evidence, found.snapshot) is None
