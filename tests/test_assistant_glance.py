"""A document at a glance: what its rows say, and the sentences that they rest on."""

from pathlib import Path

import pytest

from assistant.glance.body import body_of
from assistant.glance.dates import dates_in
from assistant.glance.glance import Glance, Modality
from assistant.glance.making import glance_of
from ingest.document import ParsedDocument, SentenceKind
from ingest.files import DecodedText
from ingest.parsing import parse_file, parse_text

CORPUS = Path(__file__).parent.parent / "corpus" / "mano-dura.md"


def parsed(text: str) -> ParsedDocument:
    decoded = DecodedText(text=text, encoding="utf-8", sha256="0" * 64, warnings=())
    return parse_text(decoded, path=Path("brief.md"), doc_id="brief").parsed


def glance(text: str) -> Glance:
    return glance_of(parsed(text))


@pytest.fixture(scope="module")
def shipped() -> ParsedDocument:
    return parse_file(CORPUS, "mano-dura").parsed


@pytest.mark.parametrize(
    ("sentence", "number", "counts", "where", "when"),
    [
        ("Norway recorded 1,250 fires in 2021.", "1,250", "fires", "Norway", "2021"),
        ("More than 300 people were killed in Peru.", "More than 300", "people killed", "Peru", ""),
        ("The murder rate is 20.9 per 100,000.", "20.9 per 100,000", "murder rate", "", ""),
        (
            "The new bridge will cost $70 million by itself.",
            "$70 million",
            "The new bridge will cost … by itself",
            "",
            "",
        ),
        ("It opened in a minimum of 647 cinemas.", "a minimum of 647", "cinemas", "", ""),
        ("It sold 541 copies at once and led the charts in Peru.", "541", "copies", "", ""),
        ("The mayor said in May 2020 that 300 homes fell.", "300", "homes", "", ""),
        ("In 2003–04 the farms sold 450 horses.", "450", "horses", "", ""),
        ("Chile registró 450 incendios en 2020.", "450", "incendios", "Chile", "2020"),
        ("O Brasil registrou 450 incêndios em 2020.", "450", "incêndios", "", "2020"),
    ],
)
def test_a_figure_says_what_it_counts_and_where_and_when(
    sentence: str, number: str, counts: str, where: str, when: str
) -> None:
    (figure,) = glance(sentence).figures
    assert (figure.number, figure.counts) == (number, counts)
    assert (figure.where, figure.when) == (where, when)


@pytest.mark.parametrize(
    "sentence",
    [
        "See page 48 of the annex.",
        "The bridge was opened in 1975.",
        "It was named among the 100 best bridges.",
        "The law lasted 60 days.",
        "It began at 23:30 CST.",
        "A critic gave the bridge a 75 grade.",
        "The city lent 300 teachers and cooks to the camp.",
        "The largest markets are Norway ($70.3 million) and Peru ($38.8 million).",
        "The field is wide (2,300 sq mi) and flat.",
        "They moved to 16 Park Place.",
        "By then 1,800 injured.",
        "The town used to have 262 bridges.",
        "The original gives the population as 6,000 people.",
    ],
)
def test_a_number_that_counts_nothing_today_is_no_figure(sentence: str) -> None:
    assert glance(sentence).figures == ()


@pytest.mark.parametrize(
    ("text", "written", "date"),
    [
        ("It fell on March 21, 2020.", "March 21, 2020", "2020-03-21"),
        ("It fell on 21 March 2020.", "21 March 2020", "2020-03-21"),
        ("Cayó el 21 de marzo de 2020.", "21 de marzo de 2020", "2020-03-21"),
        ("Caiu em março de 2020.", "março de 2020", "2020-03"),
        ("It fell in the summer of 2024.", "the summer of 2024", "2024-06"),
        (
            "It rose from December 2022 to May 2023.",
            "from December 2022 to May 2023",
            "2022-12",
        ),
        ("It fell in 1975.", "1975", "1975"),
    ],
)
def test_a_date_is_shown_as_written_and_sorts(text: str, written: str, date: str) -> None:
    (found,) = dates_in(text)
    assert (found.text, found.date) == (written, date)


def test_events_stand_in_the_order_of_their_dates() -> None:
    events = glance("The wall fell in May 1989. It was built in 1961. A poll was due.").events
    assert [event.when for event in events] == ["1961", "May 1989"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The party may have won in 2021.",
        "A survey from 2021 showed no change.",
        "The river is wide.",
        "The report called it a first in March 2021.",
    ],
)
def test_what_did_not_happen_at_a_date_is_no_event(sentence: str) -> None:
    assert glance(sentence).events == ()


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Ana Reis, the mayor of Lima, left.", "Ana Reis", "the mayor of Lima"),
        ("They met former president Juan Prell there.", "Juan Prell", "former president"),
        ("Ana Reis is a judge of great renown.", "Ana Reis", "a judge of great renown"),
        ("Ana Reis, ministra de Salud, renunció.", "Ana Reis", "ministra de Salud"),
        ("Ana Reis, prefeita de Recife, saiu.", "Ana Reis", "prefeita de Recife"),
    ],
)
def test_a_person_has_the_role_that_the_text_gives(sentence: str, name: str, role: str) -> None:
    (person,) = glance(sentence).people
    assert (person.name, person.role) == (name, role)


def test_a_person_named_by_surname_is_the_same_person() -> None:
    text = "Ana Reis, the mayor of Lima, left. Nobody knew why Reis left. Reis said nothing."
    (person,) = glance(text).people
    assert person.mentions == 3


@pytest.mark.parametrize("sentence", ["New York, the author says, is wide.", "The Red Hand won."])
def test_a_place_or_a_group_is_no_person(sentence: str) -> None:
    assert glance(sentence).people == ()


@pytest.mark.parametrize(
    ("sentence", "name", "acronym", "description"),
    [
        (
            "The World Health Organization (WHO) agreed.",
            "World Health Organization",
            "WHO",
            "",
        ),
        ("Red Hand, a militia of the north, agreed.", "Red Hand", "", "a militia of the north"),
        ("They pay the gang MS-13 for it.", "MS-13", "", "the gang"),
    ],
)
def test_an_organisation_says_what_it_is(
    sentence: str, name: str, acronym: str, description: str
) -> None:
    (found,) = glance(sentence).organisations
    assert (found.name, found.acronym, found.description) == (name, acronym, description)


def test_recommendations_have_their_title_strength_and_agent() -> None:
    text = (
        "# Brief\n\n## Findings\n\nThe river should be wide.\n\n## Recommendations\n\n"
        "### Build walls\n\nGovernments should build walls.\n\n"
        "### Plant trees\n\nTrees are cheap. Cities must plant them.\n"
    )
    first, second = glance(text).recommendations
    assert (first.title, first.who, first.modality) == (
        "Build walls",
        "Governments",
        Modality.SHOULD,
    )
    assert (second.title, second.who, second.modality) == ("Plant trees", "Cities", Modality.MUST)


def test_every_row_of_the_shipped_brief_rests_on_whole_body_sentences(
    shipped: ParsedDocument,
) -> None:
    found = glance_of(shipped)
    rows = (
        *found.figures,
        *found.events,
        *found.people,
        *found.organisations,
        *found.recommendations,
    )
    body = {(one.start, one.end) for one in shipped.sentences if one.kind is SentenceKind.BODY}
    assert len(rows) > 40
    assert all((place.start, place.end) in body for row in rows for place in row.places)
    assert all(row.places for row in rows)


def test_what_is_about_the_document_is_not_looked_at(shipped: ParsedDocument) -> None:
    names = {person.name for person in glance_of(shipped).people}
    assert "Juliana Rubio" not in names
    assert "Juliana Rubio" not in " ".join(sentence.text for sentence in body_of(shipped))


def test_a_document_without_words_has_an_empty_glance() -> None:
    assert glance("—\n") == Glance((), (), (), (), ())


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "They joined the Welsh Association for the Study of Rivers in May.",
            ["Welsh Association for the Study of Rivers"],
        ),
        ("They met at the Welsh Society of Rivers and Lakes.", []),
        ("They met at the Irvine Trade Center.", []),
        ("The Welsh River Bureau on April 3 fell silent.", ["Welsh River Bureau"]),
    ],
)
def test_an_organisation_has_its_whole_name_or_no_row(sentence: str, names: list[str]) -> None:
    assert [one.name for one in glance(sentence).organisations] == names


def test_a_country_behind_a_name_is_no_acronym() -> None:
    (one,) = glance("It went to the National Institute of Rivers (France) at once.").organisations
    assert one.acronym == ""


def test_the_next_party_of_a_list_describes_none() -> None:
    text = "The Welsh Labour Party (WLP), the Liberal Party of Wales, and others met."
    assert [one.description for one in glance(text).organisations] == ["", ""]
