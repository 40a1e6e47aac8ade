"""Sides put next to each other, and several questions answered in turn."""

from dataclasses import replace
from pathlib import Path

from composing_doubles import check, found

from assistant.quoting.choice import MAX_WORDS
from assistant.quoting.comparison import compose_comparison

TEXT = (
    "# Harbours\n\n## Norrholm\n\n"
    "The ferry of Norrholm carries 64 cars. Snow closed both roads.\n\n"
    "## Sund\n\nThe toll was raised in May. The ferry there carries 20 cars.\n\n"
    "## History\n\nReis founded the harbour office. The treaty was signed in 1931.\n"
)

MORE = (
    "Who signed the treaty for the harbour office of Norrholm was never told to the town. "
    "The treaty was founded on the wish to keep the harbour office out of the hands of Sund. "
    "When the harbour office burned, the only copy of the treaty that was signed burned with it. "
    "Those who founded the harbour office and those who signed the treaty seldom met or spoke. "
    "A second treaty about the harbour office was drafted, signed by nobody and soon forgotten. "
    "The founder of the harbour office had a ship, a house and a treaty with his own brother.\n"
)


def test_each_side_is_quoted_and_named(tmp_path: Path) -> None:
    material = found("Compare Norrholm and Sund on the cars of the ferry", {"a": TEXT}, tmp_path)
    text = check(list(compose_comparison(material)))
    assert "The ferry of Norrholm carries 64 cars." in text
    assert "Sund: The ferry there carries 20 cars." in text


def test_a_side_that_no_document_covers_is_said_not_to_be(tmp_path: Path) -> None:
    material = found("Compare Norrholm and Vik on the cars of the ferry", {"a": TEXT}, tmp_path)
    text = check(list(compose_comparison(material)))
    assert text.startswith("(The documents say nothing near this about Vik.) ")


def test_several_questions_are_answered_in_their_order(tmp_path: Path) -> None:
    question = "When was the treaty signed and who founded the harbour office?"
    text = check(list(compose_comparison(found(question, {"a": TEXT}, tmp_path))))
    assert text.index("signed in 1931") < text.index("Reis founded")


def test_two_questions_are_answered_in_the_words_of_one(tmp_path: Path) -> None:
    question = "When was the treaty signed and who founded the harbour office?"
    material = found(question, {"a": f"{TEXT}\n{MORE}\n"}, tmp_path)
    all_as_good = tuple(replace(one, score=1.0) for one in material.evidence)
    material = replace(material, evidence=all_as_good)
    statements = list(compose_comparison(material))
    text = check(statements)
    assert "signed in 1931" in text
    assert "Reis founded" in text
    assert len(statements) > 2
    assert len(text.split()) <= MAX_WORDS


def test_a_sentence_about_all_sides_comes_first(tmp_path: Path) -> None:
    joint = "The ferry of Norrholm carries more cars than the ferry of Sund."
    material = found("Compare Norrholm and Sund on cars", {"a": f"{TEXT}\n{joint}\n"}, tmp_path)
    assert next(iter(compose_comparison(material))).text == joint
