"""Facts: the exact words first, then their sentence."""

import pytest
from quoting_shelf import ParsedShelf, check_supports, texts

from assistant.quoting.fact import compose_fact, is_yes_no

SHELF = ParsedShelf.of(
    """# Ferries

The first ferry carried nearly 75,000 people in 2019, its best year. The council says 80,000. \
Its owner, the Sundby line (founded in 1911), sold it.

It was bought for "a song and a promise". Nobody knows.

The Sund Crossing Board (SCB) was founded in that year to run all the ferries of the sound.

Ferries are remarkably popular with the people who live on the islands of the sound.

It ran every day at a loss of at least 12.5 percent, which the islands covered with $3 million a \
year.

Tolby is full to 64 percent in a usual summer, and Varde to 80 percent.

The toll rose twice. However, the toll of the ferry was never paid by pupils. Pupils walk.
"""
)
FIRST = "The first ferry"


def answered(question: str, *openings: str, exact: str = "") -> list[str]:
    statements = list(compose_fact(SHELF.material(question, *openings, exact=exact)))
    check_supports(statements, SHELF)
    return texts(statements)


def test_the_exact_answer_stands_before_its_sentence() -> None:
    assert answered("How many people?", FIRST, exact="nearly 75,000 people")[:2] == [
        "Nearly 75,000 people.",
        "The first ferry carried nearly 75,000 people in 2019, its best year.",
    ]


def test_both_cite_the_same_sentence() -> None:
    short, sentence = compose_fact(SHELF.material("How many?", FIRST, exact="75,000"))
    assert short.supports == sentence.supports


def test_another_figure_is_quoted_too() -> None:
    said = answered("How many people?", FIRST, "The council", exact="75,000")
    assert said[-1] == "The council says 80,000."


@pytest.mark.parametrize(
    ("sentence", "exact", "short"),
    [
        (FIRST, "75,000 people in 2019, ", "Nearly 75,000 people in 2019."),
        ("Its owner", "the Sundby line (founded in 1911)", "The Sundby line (founded in 1911)."),
        ("Its owner", "founded in 1911)", "Founded in 1911."),
        ("It was", 'a song and a promise"', "A song and a promise."),
        ("It was", '"a song and a promise"', '"a song and a promise".'),
    ],
)
def test_punctuation_around_the_exact_answer_goes_only_in_pairs(
    sentence: str, exact: str, short: str
) -> None:
    assert answered("What did it have?", sentence, exact=exact)[0] == short


@pytest.mark.parametrize(
    ("question", "sentence", "exact"),
    [
        ("Was the ferry full?", FIRST, "75,000"),
        ("How many?", "The council", "The council says 80,000"),
        ("How many?", FIRST, ""),
        ("Who runs SCB?", "The Sund", "The Sund Crossing Board"),
        ("How popular are ferries?", "Ferries are", "remarkably popular"),
        ("How old is the mayor of Sundby?", FIRST, "75,000"),
        ("What did the ferry do?", FIRST, "its best year"),
        ("How full are Tolby and Varde?", "Tolby is", "64 percent"),
    ],
    ids=[
        "yes or no",
        "most of its sentence",
        "no exact answer",
        "spelt out",
        "no degree",
        "other",
        "no deed",
        "one of two",
    ],
)
def test_the_sentence_stands_alone_where_short_words_would_not_help(
    question: str, sentence: str, exact: str
) -> None:
    assert answered(question, sentence, exact=exact)[0].startswith(sentence)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("How old is Sundby?", "Its owner"),
        ("How many were there in Norrholm?", FIRST),
    ],
    ids=["named", "a name of no document"],
)
def test_the_short_answer_is_of_what_the_question_names(question: str, opening: str) -> None:
    exact = "founded in 1911" if opening != FIRST else "nearly 75,000"
    assert answered(question, opening, exact=exact)[0].rstrip(".").casefold() == exact


@pytest.mark.parametrize(
    ("sentence", "exact", "short"),
    [
        (FIRST, "75,000", "Nearly 75,000."),
        (FIRST, "75,000 people", "Nearly 75,000 people."),
        ("It ran", "12", "At least 12.5 percent."),
        ("It ran", "3", "$3 million a year."),
        ("It ran", "every day", "Every day."),
    ],
)
def test_a_number_keeps_its_unit_and_how_exact_it_is(sentence: str, exact: str, short: str) -> None:
    assert answered("How much was it?", sentence, exact=exact)[0] == short


def test_a_degree_with_a_number_is_short() -> None:
    assert answered("How busy was it?", FIRST, exact="75,000 people")[0] == "Nearly 75,000 people."


@pytest.mark.parametrize(
    ("openings", "quoted"),
    [
        ((FIRST, "However, the toll"), False),
        (("The toll rose", "However, the toll"), True),
        (("However, the toll", FIRST), True),
    ],
    ids=["out of nowhere", "behind what it goes on from", "the best there is"],
)
def test_a_sentence_that_goes_on_from_another_is_quoted_behind_it_only(
    openings: tuple[str, ...], quoted: bool
) -> None:
    said = answered("What was the toll?", *openings)
    assert any(one.startswith("However") for one in said) is quoted


def test_the_exact_answer_counts_as_words_of_the_answer() -> None:
    said = answered("How many?", FIRST, "The council", "Its owner", exact="75,000 people")
    assert sum(len(one.split()) for one in said) <= 85


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is the ferry full?", True),
        ("Did it sink?", True),
        ("¿Se hundió la balsa?", True),
        ("A balsa afundou?", True),
        ("Is it red or green?", False),
        ("When did it sink?", False),
        ("¿Cuándo se hundió?", False),
        ("number of boats", False),
    ],
)
def test_yes_or_no_is_told_by_the_form_of_the_question(question: str, expected: bool) -> None:
    assert is_yes_no(question) is expected
