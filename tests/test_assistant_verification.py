"""What each check has against a sentence that its source does not bear out."""

import pytest

from assistant.answer import Verdict
from assistant.verification.quantities import quantities_in
from assistant.verification.verification import verify

FERRY = "The ferry, bought in March 2019 for 9.5 million crowns, carries 64 cars to Norrholm."
MAYOR = "Mayor Solberg argues that the ferry may lose a third of its passengers by 2030."
LAW = "Most islanders oppose the toll, which has not been paid by pupils since 2015."
SHOULD = "The council should publish the accounts of the ferry within 30 days."
SPLIT = "The poorest islanders spend 38 percent of their income on fares, the richest 14 percent."

MONTH = "Collecting the toll takes a month."
TOLD = "Ms. Dahl told the council that fares had risen from 20 crowns to 25."
MEMO = "A memo by the warden describes the ferry as a danger to birds."
MORE = "More islanders sail to Norrholm than to Sundby."
FARES = "Adults pay 42 crowns, children pay 20."
WINTER = "The winter fare is 45 crowns, 15 more than before."
HALF = "Half of the islanders have no season ticket."

SUPPORTED, PARTLY = Verdict.SUPPORTED, Verdict.PARTLY
UNSUPPORTED, CONTRADICTED = Verdict.UNSUPPORTED, Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("sentence", "source", "verdict", "reason"),
    [
        ("The ferry to Norrholm carries 64 cars.", FERRY, SUPPORTED, ""),
        ("Bought in 2019, the ferry cost nearly 10 million crowns.", FERRY, SUPPORTED, ""),
        ("The ferry carries sixty-four cars.", FERRY, SUPPORTED, ""),
        ("The ferry carries 46 cars to Norrholm.", FERRY, CONTRADICTED, "64"),
        ("The ferry was bought for 9.5 billion crowns.", FERRY, CONTRADICTED, "9.5 million"),
        ("The ferry was bought in March 2018.", FERRY, CONTRADICTED, "2019"),
        ("The ferry was bought in June 2019.", FERRY, CONTRADICTED, "march"),
        ("The ferry carries 64 cars to Sundby.", FERRY, CONTRADICTED, "norrholm"),
        ("The ferry does not carry cars to Norrholm.", FERRY, CONTRADICTED, "not"),
        ("The mayor argues that a third of passengers may be lost by 2030.", MAYOR, SUPPORTED, ""),
        ("The ferry will lose a third of its passengers by 2030.", MAYOR, PARTLY, "may"),
        ("The ferry may lose a third of its passengers by 2030.", MAYOR, PARTLY, "who says it"),
        ("Mayor Solberg argues that the ferry may gain passengers.", MAYOR, CONTRADICTED, "lose"),
        ("Most islanders are against the toll.", LAW, SUPPORTED, ""),
        ("All islanders oppose the toll.", LAW, PARTLY, "all"),
        ("Most islanders support the toll.", LAW, CONTRADICTED, "oppose"),
        ("The toll has been paid by pupils since 2015.", LAW, CONTRADICTED, "not"),
        ("The council must publish the accounts of the ferry.", SHOULD, PARTLY, "must"),
        ("The council publishes the accounts within 30 days.", SHOULD, PARTLY, "should"),
        ("The council should publish the accounts within 30 months.", SHOULD, CONTRADICTED, "30"),
        ("The richest islanders spend 38 percent on fares.", SPLIT, CONTRADICTED, "poorest"),
        ("The harbour master resigned over a bribe.", FERRY, UNSUPPORTED, "resigned"),
        ("The toll takes one month to collect.", MONTH, SUPPORTED, ""),
        ("Fares rose from 20 crowns to 25, Ms. Dahl told the council.", TOLD, SUPPORTED, ""),
        ("Fares rose from 20 crowns to 25.", TOLD, PARTLY, "who says it"),
        (
            "Skippers expect that a third of passengers may be lost by 2030.",
            MAYOR,
            PARTLY,
            "solberg",
        ),
        ("The ferry is a danger to birds.", MEMO, PARTLY, "who says it"),
        ("In a memo the warden calls the ferry a danger to birds.", MEMO, SUPPORTED, ""),
        ("More islanders sail to Sundby than to Norrholm.", MORE, CONTRADICTED, "changed places"),
        ("More islanders sail to Norrholm than to Sundby.", MORE, SUPPORTED, ""),
        ("Adults pay 20 crowns, children pay 42.", FARES, CONTRADICTED, "changed places"),
        ("Children pay less than half the adult fare of 42 crowns.", FARES, SUPPORTED, ""),
        ("The winter fare is up to 45 crowns from 30.", WINTER, SUPPORTED, ""),
        ("The winter fare is up to 45 crowns from 35.", WINTER, CONTRADICTED, "45"),
        ("None of the islanders has a season ticket.", HALF, PARTLY, "half"),
        ("El ferry lleva 64 coches a Norrholm.", FERRY, SUPPORTED, ""),
        ("El ferry lleva 46 coches a Norrholm.", FERRY, CONTRADICTED, "64"),
    ],
)
def test_a_sentence_gets_the_verdict_that_its_source_gives_it(
    sentence: str, source: str, verdict: Verdict, reason: str
) -> None:
    verified = verify(sentence, [source])
    assert verified.verdict is verdict, verified
    assert reason in verified.reason
    assert bool(verified.reason) is (verdict is not SUPPORTED)


def test_what_stands_in_another_sentence_is_told() -> None:
    verified = verify("The ferry sails to Sundby.", [FERRY], nearby=["Sundby has a harbour."])
    assert "another sentence" in verified.reason


def test_a_sentence_without_a_source_is_unsupported() -> None:
    assert verify("The ferry sails.", []).verdict is UNSUPPORTED


class Doubting:
    """A second opinion that supports nothing."""

    def support(self, sentence: str, sources: str) -> float:
        assert sources == FERRY
        return 0.0


def test_a_second_opinion_is_asked_about_what_the_rules_let_pass() -> None:
    verified = verify("The ferry carries 64 cars.", [FERRY], scorer=Doubting())
    assert verified.verdict is UNSUPPORTED


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It cost $1.5 billion, or 48 percent.", [1.5e9, 48]),
        ("Two-thirds left; one in five stayed.", [200 / 3, 20]),
        ("Twenty-one ships, two million people, a dozen cats", [21, 2e6, 12]),
        ("From 3.1 to 4.4 million", [3.1e6, 4.4e6]),
        ("In 2019 MS-13 had 77,000 members", [77_000]),
        ("1,22 por ciento", [1.22]),
        ("three decades, six weeks", [360, 42]),
    ],
)
def test_quantities_are_read_in_digits_and_in_words(text: str, values: list[float]) -> None:
    assert [one.value for one in quantities_in(text)] == pytest.approx(values)
