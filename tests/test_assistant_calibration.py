"""From signals to a probability: what speaks for an answer never makes one less likely."""

from dataclasses import fields, replace

import pytest

from assistant.calibration import TRANSLATED, WITH_READER, WITHOUT_READER, Calibration
from assistant.signals import Signals

USUAL = Signals(
    reader=0.5, cosine=0.5, prominence=3.0, score=1.2, coverage=0.5, names=0.5, translated=0.0
)
# Whether a question was put into English words says nothing for or against an answer by itself.
EVIDENCE = [field.name for field in fields(Signals) if field.name != "translated"]

each_calibration = pytest.mark.parametrize(
    "calibration",
    [WITH_READER, TRANSLATED, WITHOUT_READER],
    ids=["with a reader", "translated", "without"],
)


def test_each_signal_has_a_weight() -> None:
    signals = {field.name for field in fields(Signals)}
    others = {"abstain_below", "partial_below", "bias"}
    assert {field.name for field in fields(Calibration)} == signals | others


@each_calibration
def test_what_is_near_lies_between_no_answer_and_an_answer(calibration: Calibration) -> None:
    assert 0 < calibration.abstain_below < calibration.partial_below < 1


@each_calibration
@pytest.mark.parametrize("signal", EVIDENCE)
def test_more_evidence_never_makes_an_answer_less_likely(
    calibration: Calibration, signal: str
) -> None:
    assert getattr(calibration, signal) >= 0
    found = [
        calibration.probability(replace(USUAL, **{signal: step / 10})) for step in range(-10, 11)
    ]
    assert found == sorted(found)


@each_calibration
def test_all_evidence_together_decides_both_ways(calibration: Calibration) -> None:
    none, all_of_it = (
        Signals(
            reader=sign * 8.0,
            cosine=value,
            prominence=5 * value,
            score=1.6 * value,
            coverage=value,
            names=value,
            translated=0.0,
        )
        for sign, value in ((-1, 0.0), (1, 1.0))
    )
    assert 0.0 < calibration.probability(none) < 0.1
    assert 0.9 < calibration.probability(all_of_it) < 1.0


def test_a_reader_that_gives_no_probability_has_no_say() -> None:
    sure, unsure = (replace(USUAL, reader=logit, score=logit) for logit in (8.0, -8.0))
    assert WITHOUT_READER.probability(sure) == WITHOUT_READER.probability(unsure)


def test_the_probability_is_the_logistic_function_of_the_weighted_sum() -> None:
    calibration = Calibration(
        abstain_below=0.3,
        partial_below=0.4,
        bias=-1.0,
        reader=1.0,
        cosine=2.0,
        prominence=0.0,
        score=0.0,
        coverage=0.0,
        names=0.0,
        translated=0.0,
    )
    assert calibration.probability(replace(USUAL, reader=0.0, cosine=0.5)) == pytest.approx(0.5)
    assert calibration.probability(replace(USUAL, reader=1.0, cosine=0.5)) == pytest.approx(
        0.7310586
    )
