"""How calibration is fitted and judged: logistic regression, AUC, reliability and its diagram."""

from xml.etree import ElementTree

import numpy as np
import pytest

from evals.calibration.balance import balanced
from evals.calibration.logistic import (
    Floats,
    area_under_curve,
    cross_validated,
    fit,
    predict,
    sigmoid,
)
from evals.calibration.reliability import Bin, calibration_error, diagram, reliability

KNOWN = np.array([1.5, -0.8, 0.0, 0.4])
"""Weights of three features, and the bias."""


def drawn(examples: int, *, seed: int = 7) -> tuple[Floats, Floats]:
    """Return features and labels that are drawn by the known weights."""
    chance = np.random.default_rng(seed)
    features = chance.normal(size=(examples, 3))
    labels = (chance.random(examples) < predict(features, KNOWN)).astype(float)
    return features, labels


def test_known_weights_are_recovered() -> None:
    features, labels = drawn(20_000)
    fitted = fit(features, labels, np.ones(len(labels)))
    assert fitted == pytest.approx(KNOWN, abs=0.1)


def test_an_example_of_double_weight_counts_as_two() -> None:
    features, labels = drawn(200)
    twice = np.where(np.arange(200) < 50, 2.0, 1.0)
    repeated = [np.concatenate([values, values[:50]]) for values in (features, labels)]
    assert fit(features, labels, twice) == pytest.approx(fit(*repeated, np.ones(250)))


def test_where_nothing_tells_each_half_is_as_likely() -> None:
    features = np.zeros((40, 2))
    labels = np.tile([0.0, 1.0], 20)
    fitted = fit(features, labels, np.ones(40))
    assert predict(features, fitted) == pytest.approx(np.full(40, 0.5))
    assert fitted == pytest.approx(np.zeros(3))


def test_a_penalty_keeps_weights_small_where_the_classes_are_apart() -> None:
    features = np.array([[-1.0], [-0.5], [0.5], [1.0]])
    labels = np.array([0.0, 0.0, 1.0, 1.0])
    mild, strict = (fit(features, labels, np.ones(4), penalty=one) for one in (0.1, 10.0))
    assert 0 < strict[0] < mild[0] < 20


def test_no_logit_overflows() -> None:
    with np.errstate(all="raise"):
        found = sigmoid(np.array([-1e6, 0.0, 1e6]))
    assert found == pytest.approx([0.0, 0.5, 1.0])


def test_a_group_is_judged_by_a_model_that_never_saw_it() -> None:
    features, labels = drawn(300)
    groups = ["odd" if number % 2 else "even" for number in range(300)]
    ones = np.ones(300)
    found = cross_validated(features, labels, ones, groups)
    odd = np.array(groups) == "odd"
    fitted = fit(features[~odd], labels[~odd], ones[~odd])
    assert found[odd] == pytest.approx(predict(features[odd], fitted))
    # The labels of a group change nothing in its own probabilities.
    turned = cross_validated(features, np.where(odd, 1 - labels, labels), ones, groups)
    assert turned[odd] == pytest.approx(found[odd])


@pytest.mark.parametrize(
    ("labels", "scores", "expected"),
    [
        ([0, 0, 1, 1], [0.1, 0.2, 0.3, 0.4], 1.0),
        ([1, 1, 0, 0], [0.1, 0.2, 0.3, 0.4], 0.0),
        ([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], 0.75),
        ([0, 1], [0.5, 0.5], 0.5),
        ([0, 1, 1], [0.5, 0.5, 0.9], 0.75),
    ],
)
def test_the_area_is_the_share_of_pairs_in_the_right_order(
    labels: list[int], scores: list[float], expected: float
) -> None:
    assert area_under_curve(np.array(labels), np.array(scores)) == pytest.approx(expected)


PROBABILITIES = np.array([0.05, 0.08, 0.65, 0.65, 1.0])
LABELS = np.array([0.0, 1.0, 1.0, 0.0, 1.0])


def test_bins_hold_means_and_shares() -> None:
    low, middle, high = reliability(PROBABILITIES, LABELS, np.ones(5))
    assert (low.expected, low.observed, low.count) == (pytest.approx(0.065), 0.5, 2)
    assert (middle.expected, middle.observed, middle.count) == (pytest.approx(0.65), 0.5, 2)
    assert (high.expected, high.observed, high.count) == (1.0, 1.0, 1)


def test_bins_are_weighted() -> None:
    low, *_ = reliability(PROBABILITIES, LABELS, np.array([3.0, 1.0, 1.0, 1.0, 1.0]))
    assert low.observed == pytest.approx(0.25)
    assert low.expected == pytest.approx((3 * 0.05 + 0.08) / 4)
    assert low.weight == 4.0


def test_the_calibration_error_is_the_mean_gap_by_weight() -> None:
    bins = [Bin(0.2, 0.3, 3, 3.0), Bin(0.9, 0.5, 1, 1.0)]
    assert calibration_error(bins) == pytest.approx((3 * 0.1 + 0.4) / 4)


def test_a_calibrated_model_has_hardly_any_error() -> None:
    features, labels = drawn(20_000)
    probabilities = predict(features, KNOWN)
    weights = np.ones(len(labels))
    assert calibration_error(reliability(probabilities, labels, weights)) < 0.02
    assert calibration_error(reliability(1 - probabilities, labels, weights)) > 0.2


def test_the_diagram_is_well_formed_and_shows_each_bin() -> None:
    bins = reliability(PROBABILITIES, LABELS, np.ones(5))
    root = ElementTree.fromstring(diagram(bins))  # noqa: S314
    namespace = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{namespace}svg"
    assert root.findtext(f"{namespace}title")
    background, *bars = root.findall(f"{namespace}rect")
    assert len(bars) == len(bins)
    side = float(background.attrib["height"])
    assert all(0 <= float(bar.attrib["y"]) <= side for bar in bars)
    texts = [text.text for text in root.findall(f"{namespace}text")]
    assert texts[: len(bins)] == ["2", "2", "1"]


def test_each_set_counts_the_same_and_in_it_what_has_an_answer_as_much_as_the_rest() -> None:
    places = [("a", "answered")] * 4 + [("a", "unanswered"), ("a", "removed")]
    places += [("b", "answered"), ("b", "foreign")]
    weights = balanced(places, sets={}, asked=3.0)
    assert weights.mean() == pytest.approx(1.0)
    assert weights[:6].sum() == pytest.approx(weights[6:].sum())
    assert weights[:4].sum() == pytest.approx(weights[4:6].sum())
    assert weights[4] == pytest.approx(3 * weights[5])
    assert weights[6] == pytest.approx(weights[7])


def test_a_set_may_count_more() -> None:
    places = [("a", "answered"), ("b", "answered"), ("b", "unanswered"), ("a", "unanswered")]
    weights = balanced(places, sets={"b": 2.0}, asked=1.0)
    assert weights.tolist() == pytest.approx([2 / 3, 4 / 3, 4 / 3, 2 / 3])
