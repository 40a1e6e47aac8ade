"""Names that a text writes in full and in short."""

import pytest

from ingest.aliases import aliases_in


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("It is run by the Kelm Ferry Authority (KFA).", "KFA", "Kelm Ferry Authority"),
        # Initials of another language.
        ("Ask the Ferry Control Plan (PCF), they said.", "PCF", "Ferry Control Plan"),
        ("The gross domestic product (GDP) fell.", "GDP", "gross domestic product"),
        ("Some self-governing ports (SGPs) left.", "SGP", "self-governing ports"),
        ("the Bank for Trade and Harbours (BTH)", "BTH", "Bank for Trade and Harbours"),
        ("Mara Salvatrucha (MS-13) is a gang.", "MS-13", "Mara Salvatrucha"),
        ("la Organización Mundial de la Salud (OMS)", "OMS", "Organización Mundial de la Salud"),
        ("The KFA (Kelm Ferry Authority) met.", "KFA", "Kelm Ferry Authority"),
        ("the Ferry Control Plan (PCF, by its letters)", "PCF", "Ferry Control Plan"),
    ],
)
def test_a_short_form_is_found_with_what_it_stands_for(text: str, short: str, full: str) -> None:
    assert list(aliases_in(text)) == [(short, full)]


def test_what_stands_before_the_name_is_no_part_of_it() -> None:
    text = "In March Inga Holm and the Ferry Control Plan (PCF) were on the agenda."
    assert list(aliases_in(text)) == [("PCF", "Ferry Control Plan")]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Kelm (CHL) spoke.",
        "Mayor Inga Holm (PCF) spoke.",
        "as he said (See Figure 1)",
        "the ferries (KFA)",
        "in the year (2020)",
        "It cost much (USD 4 million).",
        "(KFA)",
        "",
    ],
)
def test_brackets_that_explain_no_name_are_passed_over(text: str) -> None:
    assert list(aliases_in(text)) == []
