"""Logistic regression, fitted by Newton's method; a dozen weights need no library."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Newton's method takes about ten rounds; where it does not converge, more are of no use.
MAX_ROUNDS = 100

# No weight is printed with more than four decimals.
CONVERGED = 1e-9

# Beyond this a probability is 0 or 1 to thirteen digits, and the exponential soon overflows.
MAX_LOGIT = 30.0


def fit(features: Floats, labels: Floats, weights: Floats, *, penalty: float = 1.0) -> Floats:
    """Return one weight a feature and, last, the bias: shape (features + 1,).

    Args:
        features: shape (examples, features), each of about unit variance.
        labels: 0 or 1, shape (examples,).
        weights: how much each example counts, shape (examples,).
        penalty: of the squared weights; the bias is not penalised.

    """
    design = np.column_stack([features, np.ones(len(features))])
    ridge = penalty * np.eye(design.shape[1])
    ridge[-1, -1] = 0.0
    fitted = np.zeros(design.shape[1])
    for _ in range(MAX_ROUNDS):
        expected = sigmoid(design @ fitted)
        gradient = design.T @ (weights * (expected - labels)) + ridge @ fitted
        curvature = (design * (weights * expected * (1 - expected))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        fitted -= step
        if np.abs(step).max() < CONVERGED:
            break
    return fitted


def predict(features: Floats, fitted: Floats) -> Floats:
    """Return the probability of each row, shape (examples,)."""
    return sigmoid(features @ fitted[:-1] + fitted[-1])


def cross_validated(
    features: Floats, labels: Floats, weights: Floats, groups: Sequence[str]
) -> Floats:
    """Return each row's probability by a model that was fitted without its group."""
    probabilities = np.zeros(len(labels))
    member = np.array(groups)
    for group in dict.fromkeys(groups):
        held = member == group
        fitted = fit(features[~held], labels[~held], weights[~held])
        probabilities[held] = predict(features[held], fitted)
    return probabilities


def sigmoid(logits: Floats) -> Floats:
    """Return the probability of each logit, 0 to 1."""
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -MAX_LOGIT, MAX_LOGIT)))


def area_under_curve(labels: Floats, scores: Floats) -> float:
    """Return the chance that a positive scores above a negative, ties counting half.

    Hanley and McNeil 1982, "The Meaning and Use of the Area under a ROC Curve".

    Args:
        labels: 0 or 1, shape (examples,), at least one of each.
        scores: shape (examples,), in any unit.

    """
    positive, negative = scores[labels == 1], scores[labels == 0]
    above = (positive[:, None] > negative).sum() + 0.5 * (positive[:, None] == negative).sum()
    return float(above / (len(positive) * len(negative)))
