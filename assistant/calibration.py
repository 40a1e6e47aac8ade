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
# speaks for it. With a reader the share of an English question's words says nothing more; of one
# that was put into English it tells whether that went well. Below the first limits lie 3 % of our
# `tune` questions that have an answer, and 6 % of XQuAD's; figures in assistant/README.md.
WITH_READER = Calibration(
    abstain_below=0.33,
    partial_below=0.45,
    bias=-4.1114,
    reader=0.4450,
    cosine=0.9065,
    prominence=0.1291,
    score=1.4994,
    coverage=0.0,
    names=0.3180,
    translated=0.0,
)
TRANSLATED = Calibration(
    abstain_below=0.2,
    partial_below=0.32,
    bias=-10.6263,
    reader=0.3024,
    cosine=0.0,
    prominence=0.2871,
    score=4.4921,
    coverage=4.4517,
    names=0.7970,
    translated=0.0,
)
WITHOUT_READER = Calibration(
    abstain_below=0.18,
    partial_below=0.3,
    bias=-6.1631,
    reader=0.0,
    cosine=3.4051,
    prominence=0.5287,
    score=0.0,
    coverage=2.5610,
    names=1.4181,
    translated=1.5617,
)
