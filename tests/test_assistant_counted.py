"""What "how many" counts, and whether documents have such things."""

from typing import cast

import pytest
from quoting_shelf import ParsedShelf

from assistant.counted import counted_thing, has_anything_like
from ingest.snapshot import Snapshot

SHELF = ParsedShelf.of("# Ferries\n\nThe ferry carries cars and a crew of nine soldiers.\n")


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How many journalists have been arrested?", "journalists"),
        ("And how many young women are in prison?", "women"),
        ("How many troops died?", "troops"),
        ("In how many prisons are there schools?", "prisons"),
        ("How many of the ferries sank?", None),
        ("How many people live there?", None),
        ("How many miles is it?", None),
        ("How many?", None),
        ("How much money is spent?", None),
        ("¿Cuántos periodistas hay?", None),
    ],
)
def test_the_counted_noun_is_found(question: str, thing: str | None) -> None:
    assert counted_thing(question) == thing


@pytest.mark.parametrize(
    ("noun", "has"),
    [("ferries", True), ("cars", True), ("troops", True), ("journalists", False)],
    ids=["another form", "the word", "a near word", "nothing like it"],
)
def test_near_words_count_as_the_thing(noun: str, has: bool) -> None:
    assert has_anything_like(noun, cast(Snapshot, SHELF)) is has
