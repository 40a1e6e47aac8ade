"""How much each question counts in fitting, so that large sets do not decide alone."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from evals.calibration.examples import ANSWERED, ASKED
from evals.calibration.logistic import Floats


def balanced(
    places: Sequence[tuple[str, str]], *, sets: Mapping[str, float], asked: float
) -> Floats:
    """Return a weight for each example, 1 on average: shape (examples,).

    In each set the answered ones count as much as all others together, and each label of these the
    same, but for those that were written as unanswerable.

    Args:
        places: set and label of each example.
        sets: how much a set counts; 1 for others.
        asked: how much these count against those of another label.

    """
    counts = Counter(places)
    shares = {place: asked if place[1] == ASKED else 1.0 for place in counts}
    totals = dict.fromkeys((name for name, _ in counts), 0.0)
    for name, label in counts:
        totals[name] += 0.0 if label == ANSWERED else shares[name, label]
    weights = [
        sets.get(name, 1.0)
        * (1.0 if label == ANSWERED else shares[name, label] / totals[name])
        / counts[name, label]
        for name, label in places
    ]
    return np.array(weights) * len(places) / sum(weights)
