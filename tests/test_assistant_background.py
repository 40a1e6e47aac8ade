"""What a document is about goes without saying; a question that says it is put without it."""

import pytest

from assistant.background import Background
from assistant.names import names_in

PASSAGES = (
    "Kelmara built its first ferry in 1911. The Kelmaran fleet grew in March 1920. In May it sank.",
    "Fares are low. The crews are paid by the town.",
    "In Kelmara the guild owns the piers. Osk Lindow, its master, was born there.",
    "In Torland, by contrast, Lindow's piers are private. Fares have doubled since then.",
    "Across Torland the crews are old. Nobody counts them. Kelmara is praised.",
    "Three of the crews struck. They had been paid in kind. Torland sent coal.",
    "Pay has risen since. Lindow's heirs are rich. Interest in the Lindow plan, in Lindow's time "
    "small, has grown.",
)


@pytest.fixture(scope="module")
def background() -> Background:
    return Background("\n\n".join(PASSAGES), PASSAGES)


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("How are crews paid in Kelmara?", "How are crews paid there?"),
        ("How many old crews are there in Kelmara?", "How many old crews are there?"),
        ("What fares do Kelmara's ferries take?", "What fares do its ferries take?"),
        ("What do Kelmarans pay for a ferry?", "What do people pay for a ferry?"),
        ("Who pays the Kelmaran crews?", "Who pays the crews?"),
        ("How much does Kelmara spend on crews?", "How much does it spend on crews?"),
        ("What did Kelmara spend on its ferry?", "What did it spend on its ferry?"),
        # It is not clear what the name does, or there are two.
        ("Who runs the Kelmara ferries?", ""),
        ("How are crews paid in Kelmara and Norway?", ""),
        # Too little would be left.
        ("How large is Kelmara?", ""),
    ],
)
def test_a_question_is_put_without_the_place(
    background: Background, question: str, put: str
) -> None:
    assert background.without(question, background.places_in(question)) == put


@pytest.mark.parametrize(
    "question",
    [
        # Named seldom, a person, a month, none of the document's.
        "Who was born in Ulm?",
        "What did Lindow pay the crews?",
        "What sank in May?",
        "What do crews earn in Norway?",
        "What do crews earn?",
    ],
)
def test_what_a_document_is_not_about_is_no_background(
    background: Background, question: str
) -> None:
    assert background.places_in(question) == []


@pytest.mark.parametrize(
    ("passage", "leaves"),
    [
        (0, False),  # Names its people.
        (1, True),
        (3, False),  # Opens with another place.
        (4, False),
        (5, True),  # Another place is mentioned late.
        (6, True),
    ],
)
def test_a_passage_that_names_the_place_or_opens_with_another_leaves_nothing_unsaid(
    background: Background, passage: int, leaves: bool
) -> None:
    places = background.places_in("How are crews paid in Kelmara?")
    sentences = [f"{one}." for one in PASSAGES[passage].rstrip(".").split(". ")]
    assert background.leaves_unsaid(places, sentences) is leaves


def test_a_passage_under_the_heading_of_another_place_is_about_that_one(
    background: Background,
) -> None:
    places = background.places_in("How are crews paid in Kelmara?")
    assert background.leaves_unsaid(places, [PASSAGES[1]], ["Fares"])
    assert not background.leaves_unsaid(places, [PASSAGES[1]], ["Fares in Torland"])


def test_places_are_found_at_their_place_in_the_question(background: Background) -> None:
    question = "Do Kelmarans like Kelmara?"
    assert background.places_in(question) == names_in(question)


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("How high are rents in Greece?", "How high are rents there?"),
        ("What rents do Greek tenants pay?", "What rents do tenants pay?"),
        ("How much do Greeks spend on rents?", "How much do people spend on rents?"),
        ("How much do rents in the EU differ?", "How much do rents there differ?"),
    ],
)
def test_countries_are_told_from_peoples_of_any_form(question: str, put: str) -> None:
    passages = [
        "Rents in Greece rose. The Greek state and Greeks pay.",
        "In the EU, Greece is poor.",
    ] * 2
    background = Background("\n\n".join([*passages, "In the EU, Greeks buy."]), passages)
    assert background.without(question, background.places_in(question)) == put


def test_trust_in_somebody_and_a_text_in_a_language_are_no_places() -> None:
    passages = ["Confidence in Trant has grown. Trant wrote in English.", "Trant paid, in English."]
    background = Background("\n\n".join(passages), passages)
    assert background.places_in("Which judges did Trant name in plain English?") == []
