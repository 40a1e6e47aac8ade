"""How alike texts are, and whether one names what a label stands for."""

import pytest

from assistant.quoting.likeness import says_the_same, shared, terms
from assistant.quoting.naming import is_name, names_side


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The ferry carries 64 cars.", "The ferry carries 64 cars."),
        ("The FERRY carries 64 cars!", "the ferry carries 64 cars"),
        ("The ferry carries 64 cars.", "Since May the ferry carries 64 cars a day."),
        ("La comisión subió la tasa.", "La comision subio la tasa."),
    ],
)
def test_sentences_with_the_same_words_say_the_same(left: str, right: str) -> None:
    assert says_the_same(left, right)
    assert says_the_same(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The ferry carries 64 cars.", "The mole was built of granite."),
        ("Mend the mole.", "Mending a mole costs more than what the town has."),
        ("The ferry carries 64 cars.", ""),
        ("", ""),
    ],
)
def test_sentences_with_other_words_do_not(left: str, right: str) -> None:
    assert not says_the_same(left, right)
    assert not says_the_same(right, left)


def test_terms_have_neither_stop_words_nor_numbers_nor_endings() -> None:
    assert terms("The 64 ferries of 2019") == terms("a ferry")


def test_what_is_shared_counts_against_the_smaller() -> None:
    assert shared(frozenset("ab"), frozenset("bcde")) == 0.5
    assert shared(frozenset(), frozenset("a")) == 0.0


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Chile", True),
        ("the Supreme Court", True),
        ("its opening weekend in the United States", False),
        ("prison policy", False),
        ("", False),
    ],
)
def test_a_label_is_a_name_by_its_first_and_last_word(label: str, expected: bool) -> None:
    assert is_name(label) is expected


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Chile", "In Chile the rate fell."),
        ("Chile", "Many Chileans disagree."),
        ("Brasil", "Brazil built nine prisons."),
        ("prison policy", "Policies for prisons differ."),
    ],
)
def test_a_side_is_named_in_other_forms_of_its_words(label: str, text: str) -> None:
    assert names_side(text, label)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Chile", "In China the rate fell."),
        ("Chile", "The chilean peso fell."),
        ("New Sund", "In Sund the rate fell."),
        ("prison policy", "The prison was closed."),
        ("the", "The rate fell."),
    ],
)
def test_another_word_or_half_a_phrase_names_no_side(label: str, text: str) -> None:
    assert not names_side(text, label)
