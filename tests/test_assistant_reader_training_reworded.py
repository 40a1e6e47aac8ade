"""Training questions in other words than their passages'."""

import random

import pytest

from assistant.reader.training.negatives import Negative, NegativeKind
from assistant.reader.training.pairs import Example
from assistant.reader.training.reworded_pairs import reworded_examples
from assistant.reader.training.rewordings import MASK, Rewordings, near_to
from ingest.embedding import SentenceTransformerEmbedder
from ingest.sentences import Span, split_sentences
from ingest.words import folded_words

PASSAGE = "Lindow built 3 prisons for soldiers. The police moved in by March."
QUESTION = "How many prisons did Lindow build for soldiers before the 3 mills?"


@pytest.fixture
def rewordings(embedder: SentenceTransformerEmbedder) -> Rewordings:
    return Rewordings(embedder, random.Random(4))


def test_words_of_the_passage_give_way_to_near_ones_and_names_and_numbers_stay(
    rewordings: Rewordings,
) -> None:
    (found,) = rewordings.reworded([(QUESTION, PASSAGE)])
    assert found is not None
    words = set(folded_words(found))
    assert {"lindow", "3", "mills"} <= words
    assert words & {*near_to("prisons"), *near_to("soldiers")}
    assert not {"prisons", "soldiers"} <= words


def test_a_question_that_shares_no_word_has_no_other_words(rewordings: Rewordings) -> None:
    asked = [("Who sang?", PASSAGE), (QUESTION, PASSAGE), ("In which month?", PASSAGE)]
    first, second, third = rewordings.reworded(asked)
    assert first is third is None
    assert second


def test_a_word_without_near_ones_is_hidden_at_times(rewordings: Rewordings) -> None:
    assert near_to("election") == ()
    question = "Who among the farmers of Lindow near Keswick lost the election of 1911?"
    asked = [(question, "The election was held in spring.")] * 10
    found = {one for one in rewordings.reworded(asked) if one is not None}
    assert found == {question.replace("election", MASK)}


def test_no_questions_are_no_questions(rewordings: Rewordings) -> None:
    assert list(rewordings.reworded([])) == []


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("prison", "jail", "prisons"),
        ("soldiers", "troops", "soldier"),
        ("larger", "bigger", "smaller"),
    ],
)
def test_near_words_are_neither_forms_nor_opposites(word: str, near: str, far: str) -> None:
    assert near in near_to(word)
    assert far not in near_to(word)


def test_half_of_the_examples_are_reworded_and_both_questions_alike(
    rewordings: Rewordings,
) -> None:
    passage = "The prison of Lindow holds ninety thieves. It has a garden."
    start = passage.index("ninety")
    example = Example(
        "q",
        "How many thieves are held in the prison of Lindow?",
        passage,
        tuple(split_sentences(passage)),
        Span(start, start + len("ninety")),
        Negative(
            "How many thieves are held in the prison of Lindow?",
            "The prison of Lindow has a garden.",
            NegativeKind.RETRIEVED,
        ),
    )
    found = list(reworded_examples([example] * 300, rewordings, random.Random(2)))
    changed = [one for one in found if one.question != example.question]
    assert 0.3 * len(found) < len(changed) < 0.6 * len(found)
    assert all(one.question == one.negative.question for one in found)
    assert all(one.passage == passage and one.answer == example.answer for one in found)
    assert all("Lindow" in one.question for one in changed)
