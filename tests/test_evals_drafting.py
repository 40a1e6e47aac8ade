"""Cases proposed from a document: what they ask, what they accept, and what they leave open."""

import pytest
from conftest import MakeLibrary

from assistant.glance.making import glance_of
from evals.case import Case, check_gold
from evals.case_files import load_cases, parse_cases
from evals.case_text import case_text
from evals.drafting.copied import MOST_COPIED, copied_share
from evals.drafting.making import doubts_of, drafted_cases, without_doubts
from evals.drafting.numbers import accepted_numbers, hedge
from evals.drafting.verbs import base_of
from ingest.document import ParsedDocument
from ingest.library import Library
from ingest.words import folded_words

FERRIES = """# The ferries of Lindmark

## How the line began

The National Ferry Council (NFC) opened the line to Norrholm on May 3, 1931. Ines Okafor, the mayor
of Lindmark, persuaded the council. Costa Rica recorded 907 accidents in 2019. The line is estimated
to cost about $48 million a year in total. A storm destroyed the pier in 1952, and it was rebuilt.

## What the board wants

The authors name three instruments: new tariffs, independent audits, and a rule that makes every
captain keep a log. The council was reluctant to pay chiefly because the harbour silted up.
Okafor said so. Aurelia Group, a shipping company of the north, objected.

## What should be done

- Dredge the harbour.
- Train the captains.
"""
PUERTO = """# El puerto

## La historia

Ana Reis, la alcaldesa de Lindmark, abrió el muelle. Más de 3.000 trabajadores perdieron su empleo
en 2019. El Consejo Nacional de Puertos (CNP) administra el puerto.
"""


def drafted(parsed: ParsedDocument, **options: object) -> dict[str, Case]:
    options.setdefault("limit", 100)
    cases = drafted_cases(parsed, glance_of(parsed), **options)  # type: ignore[arg-type]
    return {case.question: case for case in cases}


@pytest.fixture
def ferries(make_library: MakeLibrary) -> ParsedDocument:
    return make_library({"ferries.md": FERRIES}).document("ferries")


@pytest.mark.parametrize(
    ("question", "kind", "answers"),
    [
        ("How many accidents did Costa Rica record in 2019?", "number", (("907",),)),
        ("How much is the line estimated to cost in total?", "number", (("$48 million",),)),
        ("Who is the mayor of Lindmark?", "who", (("Ines Okafor", "Okafor"),)),
        (
            "When did the National Ferry Council open the line to Norrholm?",
            "when",
            (("May 3, 1931", "3 May 1931"),),
        ),
        ("When did a storm destroy the pier?", "when", (("1952",),)),
        ("What does NFC stand for?", "who", (("National Ferry Council",),)),
        ("What is Aurelia Group?", "who", (("shipping company of the north",),)),
        (
            "Which three instruments do the authors name?",
            "list",
            (
                ("new tariffs",),
                ("independent audits",),
                ("rule that makes every captain keep a log", "makes every captain"),
            ),
        ),
        (
            "Which points does the document make under “What should be done”?",
            "list",
            (("Dredge the harbour",), ("Train the captains",)),
        ),
        ("Why was the council reluctant to pay?", "why", (("silted",), ("harbour",))),
    ],
)
def test_a_fact_becomes_a_question_with_its_answer_and_the_sentence_that_says_it(
    question: str, kind: str, answers: tuple[tuple[str, ...], ...], ferries: ParsedDocument
) -> None:
    case = drafted(ferries)[question]
    assert (case.type, case.answers, case.answerable) == (kind, answers, True)
    check_gold([case], {"ferries": ferries.document.text})


def test_every_proposal_of_the_shipped_brief_is_a_case_in_words_of_its_own(
    library: Library,
) -> None:
    parsed = library.document("mano-dura")
    cases = drafted(parsed)
    assert len(cases) > 40
    assert {case.type for case in cases.values()} == {
        *("number", "who", "when", "why", "list", "summary"),
    }
    check_gold(list(cases.values()), {"mano-dura": parsed.document.text})
    for question, case in cases.items():
        assert parse_cases(case_text(case), source="") == (case,)
        assert folded_words(question) not in {folded_words(one.quote) for one in case.gold}
        if case.type in ("number", "when", "why", "list"):
            assert max(copied_share(question, one.quote) for one in case.gold) <= MOST_COPIED


def test_the_same_document_gives_the_same_cases_each_time(ferries: ParsedDocument) -> None:
    assert drafted(ferries) == drafted(ferries)
    assert list(drafted(ferries, limit=4)) == list(drafted(ferries))[:4]
    assert (
        len({case.note and case.note.split()[3] for case in drafted(ferries, limit=4).values()}) > 1
    )


def test_neither_a_question_nor_a_fact_that_is_known_is_proposed_again(
    ferries: ParsedDocument,
) -> None:
    first = drafted(ferries)
    assert drafted(ferries, known=list(first.values())) == {}
    asked_otherwise = [
        Case(**{**{name: getattr(case, name) for name in case.__slots__}, "question": f"So, {n}?"})
        for n, case in enumerate(first.values())
    ]
    assert drafted(ferries, known=asked_otherwise) == {}
    refused = next(iter(first))
    assert refused not in drafted(ferries, refused={folded_words(refused)})


def test_the_shipped_set_has_some_of_the_facts_already(library: Library) -> None:
    parsed = library.document("mano-dura")
    fresh, every = drafted(parsed, known=load_cases()), drafted(parsed)
    assert 0 < len(fresh) < len(every)


def test_spanish_documents_are_asked_about_in_spanish(make_library: MakeLibrary) -> None:
    cases = drafted(make_library({"puerto.md": PUERTO}).document("puerto"))
    assert {case.type for case in cases.values()} == {"spanish"}
    assert cases["¿Quién es la alcaldesa de Lindmark?"].answers[0][0] == "Ana Reis"
    assert cases["¿Qué significan las siglas CNP?"].answers == (("Consejo Nacional de Puertos",),)


def test_what_is_not_sure_is_marked(ferries: ParsedDocument) -> None:
    cases = drafted(ferries)
    cost = cases["How much is the line estimated to cost in total?"]
    assert doubts_of(cost.note) == ("the text says “about”: must an answer say so?",)
    assert without_doubts(cost.note) == "Made of a figure."
    assert doubts_of(cases["What does NFC stand for?"].note) == ()
    assert (doubts_of(None), without_doubts(None)) == ((), None)


@pytest.mark.parametrize(
    ("number", "rough", "accepted"),
    [
        ("907", "", ("907",)),
        ("46", "", ("46", "forty-six")),
        ("more than 92", "more than", ("92", "ninety-two")),
        ("More than 77,000", "more than", ("77,000",)),
        ("about $65 a month", "about", ("$65",)),
        ("20.9 per 100,000", "", ("20.9",)),
        ("5 to 7 percent", "", ("5 to 7 percent",)),
    ],
)
def test_a_number_is_accepted_without_what_makes_it_rough(
    number: str, rough: str, accepted: tuple[str, ...]
) -> None:
    assert hedge(number) == rough
    assert accepted_numbers(number, language="en") == accepted


@pytest.mark.parametrize(
    ("past", "base"),
    [("began", "begin"), ("ordered", "order"), ("won", "win"), ("ferry", ""), ("", "")],
)
def test_the_base_of_a_past_verb_is_found_in_the_lexicon(past: str, base: str) -> None:
    assert base_of(past) == base


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Who opened the line to Norrholm?", 5 / 6),
        ("How dear was it?", 0.0),
        ("The board opened the line to Norrholm?", 1.0),
        ("?", 0.0),
    ],
)
def test_how_much_of_a_question_is_copied_is_its_longest_run(question: str, share: float) -> None:
    assert copied_share(question, "The board opened the line to Norrholm.") == share
