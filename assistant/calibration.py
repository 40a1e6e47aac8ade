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
# speaks for it. Below the first limit lie 1 % of SQuAD's answerable questions, 8 % of XQuAD's and
# 3 % of our `tune` cases, about half of which would have been answered rightly.
WITH_READER = Calibration(
    abstain_below=0.3,
    partial_below=0.4,
    bias=-6.7961,
    reader=0.1796,
    cosine=0.5395,
    prominence=0.3120,
    score=2.6308,
    coverage=0.0437,
    names=1.6008,
    translated=0.8944,
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
