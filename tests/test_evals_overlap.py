"""Gold and what was found, word by word, and the gain of a ranking."""

import pytest
from assistant_doubles import TEXT, document, evidence

from assistant.answer import Answer, Evidence, Status
from evals.case import Case, GoldSpan
from evals.overlap import Overlap, evidence_words
from evals.retrieval import evidence_ndcg

SAILS, CARS = "The ferry to Norrholm sails twice a day.", "It carries 64 cars."
BOUGHT = "In 2019 the council of Norrholm bought a second ferry for 9.5 million crowns."
TEXTS = {"ferry": TEXT}


def case(*quotes: str) -> Case:
    gold = tuple(
        GoldSpan("ferry", TEXT.index(one), TEXT.index(one) + len(one), one) for one in quotes
    )
    return Case("c", "number", "tune", "en", "How many?", (), True, (("64",),), gold)


def found(*sentences: str) -> Answer:
    listed: tuple[Evidence, ...] = tuple(evidence(one, source=document()) for one in sentences)
    return Answer("q", "q", "", Status.ANSWERED, (), listed, "double", {"total": 0.0})


@pytest.mark.parametrize(
    ("gold", "sentences", "recall", "precision", "iou"),
    [
        ((CARS,), (CARS,), 1.0, 1.0, 1.0),
        ((CARS,), (SAILS, CARS), 1.0, 4 / 12, 4 / 12),
        (("64 cars",), (CARS,), 1.0, 0.5, 0.5),
        ((CARS,), (SAILS,), 0.0, 0.0, 0.0),
        ((CARS,), (), 0.0, 0.0, 0.0),
        ((CARS,), (CARS, CARS), 1.0, 1.0, 1.0),
    ],
    ids=["the same", "too much", "a part", "another", "nothing", "twice"],
)
def test_words_are_shared_as_the_definitions_say(
    gold: tuple[str, ...],
    sentences: tuple[str, ...],
    recall: float,
    precision: float,
    iou: float,
) -> None:
    values = [
        evidence_words(case(*gold), found(*sentences), TEXTS, share=share).value
        for share in (Overlap.RECALL, Overlap.PRECISION, Overlap.IOU)
    ]
    assert values == pytest.approx([recall, precision, iou])


@pytest.mark.parametrize(
    ("gold", "sentences", "value"),
    [
        ((CARS,), (CARS, SAILS), 1.0),
        ((CARS,), (SAILS, CARS), 0.6309),
        ((CARS, BOUGHT), (CARS, SAILS, BOUGHT), 0.9197),
        ((CARS,), (CARS, CARS), 1.0),
        ((CARS,), (SAILS,), 0.0),
    ],
)
def test_gold_further_down_gains_less_and_only_once(
    gold: tuple[str, ...], sentences: tuple[str, ...], value: float
) -> None:
    score = evidence_ndcg(case(*gold), found(*sentences), TEXTS, first=5)
    assert score.value == pytest.approx(value, abs=1e-4)


def test_without_gold_nothing_is_scored() -> None:
    assert evidence_words(case(), found(CARS), TEXTS, share=Overlap.IOU).value is None
    assert evidence_ndcg(case(), found(CARS), TEXTS, first=5).value is None
