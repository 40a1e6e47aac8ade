"""A country and its people are related, as far as the documents name them."""

import pytest

from assistant.demonyms import country_of, relatives
from ingest.words import lexicon

NAMES = lexicon(
    "honduras hondurans honduran salvador mexico argentina peru panama britain states austria "
    "australia chile germany"
)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("honduran", {"honduras"}),
        ("honduras", {"honduran", "hondurans"}),
        ("salvadorans", {"salvador"}),
        ("mexicans", {"mexico"}),
        ("argentine", {"argentina"}),
        ("peruvian", {"peru"}),
        ("panamanian", {"panama"}),
        ("chilean", {"chile"}),
        ("british", {"britain"}),
        ("germans", {"germany"}),
        ("austrian", {"austria"}),
        ("australian", {"australia"}),
        ("kenyan", set()),
        ("bank", set()),
    ],
)
def test_a_people_and_its_country_find_each_other(word: str, found: set[str]) -> None:
    assert relatives(word, NAMES) == found


def test_irregular_peoples_are_known() -> None:
    assert (country_of("dutch"), country_of("turkish"), country_of("bank")) == (
        "netherlands",
        "turkey",
        "",
    )
