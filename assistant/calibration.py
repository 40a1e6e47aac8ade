"""From signals to the probability that the documents answer: a fitted logistic model.

The weights come from `python -m evals.calibration`; how well they do on questions that they were
not fitted on stands in assistant/README.md.
"""

import math
from dataclasses import dataclass

from assistant.signals import Signals


@dataclass(frozen=True, slots=True)
class Calibration:
    """A weight for each of the `Signals`, the bias and the limits of the verdict.

    The bias is the logit where all signals are 0.
    """

    abstain_below: float
    """The probability from which there is an answer, if only a near one."""
    partial_below: float
    """The probability from which what was found is the answer."""
    bias: float
    reader: float
    cosine: float
    prominence: float
    score: float
    coverage: float
    names: float
    translated: float

    def probability(self, signals: Signals) -> float:
        """Return the probability that the passages that were read hold the answer, 0 to 1."""
        logit = (
            self.bias
            + self.reader * signals.reader
            + self.cosine * signals.cosine
            + self.prominence * signals.prominence
            + self.score * signals.score
            + self.coverage * signals.coverage
            + self.names * signals.names
            + self.translated * signals.translated
        )
        return 1.0 / (1.0 + math.exp(-logit))


# No weight of a signal but `translated` may be negative: that would hold against an answer what
# speaks for it. With a reader `coverage` has none. Below the first limit with a reader lie 3 % of
# our `tune` questions that have an answer; figures in assistant/README.md.
WITH_READER = Calibration(
    abstain_below=0.33,
    partial_below=0.45,
    bias=-5.3692,
    reader=0.4403,
    cosine=0.8422,
    prominence=0.1760,
    score=2.0575,
    coverage=0.0,
    names=0.4448,
    translated=1.1847,
)
WITHOUT_READER = Calibration(
    abstain_below=0.18,
    partial_below=0.3,
    bias=-5.9500,
    reader=0.0,
    cosine=3.0354,
    prominence=0.5334,
    score=0.0,
    coverage=2.3608,
    names=1.4880,
    translated=1.5419,
)
