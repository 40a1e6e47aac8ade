"""A document, a section or a topic in brief."""

from pathlib import Path

import pytest
from composing_doubles import check, found

from assistant.quoting.summary import GIST_WORDS, MAX_WORDS, OPEN_WORDS, compose_summary
from assistant.quoting.wished import wished_length
from assistant.topic import is_sentence_about, wants_gist

SECTIONS = {
    "Ferries": "Every {} crossing takes the ferry past two lights and one shoal of the harbour.",
    "Costs": "Out of its budget the town pays {} crowns a year to whoever keeps the quay clean.",
    "Snow": "In winter {} storms close both roads, and children sleep at school until they end.",
    "Recommendations": "A {} adviser wants tolls that lorries pay by weight, collected at night.",
}
NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
TEXT = "# Harbours\n\n" + "\n\n".join(
    f"## {heading}\n\n" + " ".join(sentence.format(number) for number in NUMBERS)
    for heading, sentence in SECTIONS.items()
)


def test_a_document_is_covered_by_section_within_the_limit(tmp_path: Path) -> None:
    statements = list(compose_summary(found("Summarise the document", {"a": TEXT}, tmp_path)))
    assert len(check(statements).split()) <= MAX_WORDS
    headings = {one.supports[0].passage.heading_path[-1] for one in statements}
    assert headings == set(SECTIONS)


def test_sentences_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    statements = list(compose_summary(found("Summarise the document", {"a": TEXT}, tmp_path)))
    places = [statement.supports[-1].start for statement in statements]
    assert places == sorted(places)


def test_a_section_is_summarised_from_its_own_sentences(tmp_path: Path) -> None:
    material = found("Summarise the section on costs", {"a": TEXT}, tmp_path)
    headings = {one.supports[0].passage.heading_path[-1] for one in compose_summary(material)}
    assert headings == {"Costs"}


def test_headings_that_say_something_lead_what_stands_under_them(tmp_path: Path) -> None:
    text = (
        "# Harbours\n\n## Recommendations\n\n### Build a second mole\n\n"
        "Storms damage many boats.\n\n"
        "### Lower the bridge toll\n\nFew lorries cross the water any more.\n"
    )
    material = found("Summarise the recommendations", {"a": text}, tmp_path)
    said = check(list(compose_summary(material)))
    assert "Build a second mole: Storms damage many boats." in said
    assert "Lower the bridge toll: Few lorries cross the water any more." in said


def test_the_document_that_is_named_is_summarised(tmp_path: Path) -> None:
    texts = {"a": TEXT, "b": "# Orchards\n\nApples ripen late. Pears need sun and shelter.\n"}
    material = found("Summarise the brief on orchards", texts, tmp_path)
    text = check(list(compose_summary(material)))
    assert "Apples" in text or "Pears" in text
    assert "harbour" not in text


@pytest.mark.parametrize(
    ("question", "sentences"),
    [("Summarise it in three sentences", 3), ("The gist in a few sentences", 4), ("2 frases", 2)],
)
def test_as_many_sentences_are_quoted_as_are_asked_for(question: str, sentences: int) -> None:
    assert wished_length(question).sentences == sentences


def test_a_number_of_words_is_a_limit() -> None:
    assert wished_length("Resuma o documento em 100 palavras").words == 100


PLACES = (
    "# Harbours\n\nTrade is slow in Norrholm, Sund, Vik and Kelm this year.\n\n"
    "In Kelm, mayor Dahl closed the quay. He promised a new one by spring.\n\n"
    "The Vik ferry is old. Its boiler leaks.\n\n"
    "Nobody in Kelm complained. Fish is sold elsewhere. The people of Kelm like quiet.\n"
)


@pytest.mark.parametrize(
    ("question", "topical", "foreign"),
    [
        ("Brief me on Kelm", "He promised a new one", "boiler"),
        ("Brief me on Kelm", "Fish is sold elsewhere", "Trade is slow"),
        ("Summarise the part on Vik", "boiler", "quay"),
    ],
)
def test_paragraphs_about_a_topic_are_summarised_where_no_section_is_about_it(
    question: str, topical: str, foreign: str, tmp_path: Path
) -> None:
    said = check(list(compose_summary(found(question, {"a": PLACES}, tmp_path))))
    assert topical in said
    assert foreign not in said


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The Chilean parliament met.", True),
        ("In Chile and Peru crime rose.", True),
        ("Parties in Argentina, Chile, Peru and Uruguay said so.", False),
        ("Chile leads Argentina, Peru, and Uruguay.", True),
        ("Nothing happened in Bolivia.", False),
    ],
)
def test_a_list_of_names_is_about_none_of_them(text: str, about: bool) -> None:
    assert is_sentence_about("Chile", text) is about


def test_a_year_is_a_topic_too() -> None:
    assert is_sentence_about("2021", "In 2021 the quay was sold.")
    assert not is_sentence_about("2021", "In 2020 the quay was sold.")
    assert is_sentence_about("the storm of 2021", "The 2021 storm broke the quay.")
    assert not is_sentence_about("you", "You may go.")


def test_an_open_question_gets_less_than_a_summary_and_only_what_names_its_topic(
    tmp_path: Path,
) -> None:
    deeds = (
        "built a tall lighthouse of granite",
        "sold its oldest ferry to a museum abroad",
        "hired nine divers who clear the shoals",
        "closed the fish market on Sundays",
        "let children sail for nothing in June",
        "borrowed money for a longer mole",
        "refused to widen the coastal road",
        "moved the customs office into a mill",
        "taught its crews to read tide tables",
        "buried cables beneath the northern beach",
        "rented empty sheds to young painters",
        "planted pines against drifting sand",
    )
    many = " ".join(f"After a long debate the council of Kelm {deed} that year." for deed in deeds)
    text = f"# Harbours\n\n{many}\n\nVik has one boat. Sund has none.\n"
    asked = found("What does the brief say about Kelm?", {"a": text}, tmp_path)
    wished = found("Brief me on Kelm", {"a": text}, tmp_path)
    short, long = (check(list(compose_summary(one))) for one in (asked, wished))
    assert len(short.split()) <= OPEN_WORDS < len(long.split()) <= MAX_WORDS
    once = found("Tell me about Vik", {"a": text}, tmp_path)
    assert check(list(compose_summary(once))) == "Vik has one boat. Sund has none."


def test_words_that_stand_all_over_a_document_do_not_hide_a_section(tmp_path: Path) -> None:
    text = (
        "# Ports\n\n## Trade\n\nKelm sells fish. Kelm buys salt.\n\n## Night shifts\n\n"
        "Crews rest little. Accidents happen at dawn.\n\n## Repairs\n\nKelm mends its own nets.\n"
    )
    material = found("Give me an overview of night shifts in Kelm", {"a": text}, tmp_path)
    said = check(list(compose_summary(material)))
    assert "Crews rest little." in said
    assert "Accidents happen at dawn." in said


GIST_TEXT = "# Harbours\n\n" + "\n\n".join(
    (
        "Kelm spends its harbour money on the wrong mole.",
        "## Storms",
        " ".join(f"The {number} storm broke boats of Kelm in the harbour." for number in NUMBERS),
        "## Trade",
        " ".join(f"The {number} trader of Kelm buys salt at the harbour." for number in NUMBERS),
        "## Conclusions",
        "Harbour money of Kelm belongs in a second mole. Traders of Kelm would pay for it.",
    )
)


def test_the_gist_is_short_and_of_the_introduction_and_the_conclusions(tmp_path: Path) -> None:
    material = found("What is the main argument?", {"a": GIST_TEXT}, tmp_path)
    said = check(list(compose_summary(material)))
    assert len(said.split()) <= GIST_WORDS
    for sentence in ("on the wrong mole.", "belongs in a second mole.", "would pay for it."):
        assert sentence in said


@pytest.mark.parametrize(
    "question",
    [
        "What do the authors conclude?",
        "What are the report's main conclusions?",
        "What conclusions do the authors draw?",
        "¿Cuáles son las conclusiones del informe?",
        "O que os autores concluem?",
    ],
)
def test_what_a_text_concludes_stands_under_its_concluding_heading(
    tmp_path: Path, question: str
) -> None:
    said = check(list(compose_summary(found(question, {"a": GIST_TEXT}, tmp_path))))
    assert "belongs in a second mole." in said
    assert "would pay for it." in said
    assert "on the wrong mole." not in said


def test_what_a_text_without_such_a_heading_concludes_is_its_gist(tmp_path: Path) -> None:
    text = GIST_TEXT.replace("## Conclusions", "## Money")
    material = found("What do the authors conclude?", {"a": text}, tmp_path)
    said = check(list(compose_summary(material)))
    assert "on the wrong mole." in said


@pytest.mark.parametrize(
    ("question", "gist"),
    [
        ("What is the central message of the report?", True),
        ("What do the authors find?", True),
        ("What do the authors find about tolls?", False),
        ("What did the divers find in the harbour?", False),
        ("Summarise the report.", False),
    ],
)
def test_the_gist_is_told_from_a_summary_and_from_a_fact(question: str, gist: bool) -> None:
    assert wants_gist(question) is gist
