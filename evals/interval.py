"""How sure a mean is: the percentile bootstrap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Percentiles of 2,000 resamples differ by less than 0.01 between seeds at the sizes of our sets.
RESAMPLES = 2_000

# Any fixed number: a report must be the same when it is made again.
SEED = 20_220_327


@dataclass(frozen=True, slots=True)
class Interval:
    """The range that the mean of another sample like this one would mostly fall in."""

    low: float
    high: float


def bootstrap_interval(
    values: Sequence[float],
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Interval | None:
    """Return the bootstrap interval of the mean, or None for no values.

    The same values in any order give the same interval. `level` is between 0 and 1. Values that
    are all equal give an interval of no width, however few they are: read it with their number.
    Method: B. Efron, "Bootstrap Methods: Another Look at the Jackknife", The Annals of Statistics
    7(1), 1979; the interval is that of the percentiles.
    """
    if not values:
        return None
    count = len(values)
    # Drawing how often each distinct value comes up is the same as drawing the values one by one,
    # and for scores of 0 and 1 it needs two columns instead of `count`.
    distinct, occurrences = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    draws = np.random.default_rng(seed).multinomial(count, occurrences / count, size=resamples)
    means = draws @ distinct / count
    low, high = np.percentile(means, [50 * (1 - level), 50 * (1 + level)])
    return Interval(float(low), float(high))
