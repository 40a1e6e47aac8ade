"""From signals to the probability that the documents answer: a fitted logistic model.

The weights come from `python -m evals.calibration`; how well they do on questions that they were
not fitted on stands in assistant/README.md.
"""

import math
from dataclasses import dataclass

from assistant.signals import Signals


@dataclass(frozen=True, slots=True)
class Calibration:
    """A weight for each of the `Signals`, and the bias: the logit where all of them are 0."""

    bias: float
    reader: float
    cosine: float
    coverage: float
    names: float
    translated: float

    def probability(self, signals: Signals) -> float:
        """Return the probability that the passages that were read hold the answer, 0 to 1."""
        logit = (
            self.bias
            + self.reader * signals.reader
            + self.cosine * signals.cosine
            + self.coverage * signals.coverage
            + self.names * signals.names
            + self.translated * signals.translated
        )
        return 1.0 / (1.0 + math.exp(-logit))


# No weight of a signal but `translated` may be negative: that would hold against an answer what
# speaks for it.
WITH_READER = Calibration(
    bias=-3.0086, reader=0.3246, cosine=2.4817, coverage=1.4688, names=1.0190, translated=1.4798
)
WITHOUT_READER = Calibration(
    bias=-4.7719, reader=0.0, cosine=3.9858, coverage=2.5806, names=1.3551, translated=1.0252
)
