"""Sides put next to each other, and several questions answered in turn."""

from pathlib import Path

from composing_doubles import check, found

from assistant.quoting.comparison import compose_comparison

TEXT = (
    "# Harbours\n\n## Norrholm\n\n"
    "The ferry of Norrholm carries 64 cars. Snow closed both roads.\n\n"
    "## Sund\n\nThe toll was raised in May. The ferry there carries 20 cars.\n\n"
    "## History\n\nReis founded the harbour office. The treaty was signed in 1931.\n"
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


def test_a_sentence_about_all_sides_comes_first(tmp_path: Path) -> None:
    joint = "The ferry of Norrholm carries more cars than the ferry of Sund."
    material = found("Compare Norrholm and Sund on cars", {"a": f"{TEXT}\n{joint}\n"}, tmp_path)
    assert next(iter(compose_comparison(material))).text == joint
