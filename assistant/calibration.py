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
# speaks for it.
WITH_READER = Calibration(
    bias=-9.4254,
    reader=0.2355,
    cosine=1.6213,
    prominence=0.5537,
    score=3.5314,
    coverage=0.6606,
    names=1.1250,
    translated=1.9849,
)
WITHOUT_READER = Calibration(
    bias=-6.0549,
    reader=0.0,
    cosine=3.3702,
    prominence=0.5259,
    score=0.0,
    coverage=2.2984,
    names=1.4101,
    translated=1.5564,
)
