"""The nouns of judging: what a chat model thinks of answers, asked several times each.

Beside the measures, never among them: a judge's figures change from run to run, so that no bound
can hold them and no comparison counts them.
"""

from dataclasses import dataclass

RUNS = 3
"""How often each answer is judged; what differs between them is the judge's own noise."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of asking the judge once."""

    value: float | None
    """Share of the answer's sentences that its citations bear out, or None where the call failed.
    """
    reason: str
    """Which sentences are not borne out, or why there is no value."""


@dataclass(frozen=True, slots=True)
class CaseJudgement:
    """One answer as the judge sees it."""

    case_id: str
    readings: tuple[Reading, ...]
    """`RUNS` of them; none where the judge was not asked."""
    skipped: str = ""
    """Why it was not asked."""

    @property
    def values(self) -> tuple[float, ...]:
        """Return the values of the readings that have one."""
        return tuple(one.value for one in self.readings if one.value is not None)

    @property
    def mean(self) -> float | None:
        """Return the mean of the readings, or None where none has a value."""
        return sum(self.values) / len(self.values) if self.values else None

    @property
    def spread(self) -> float | None:
        """Return how far the readings are apart, or None where fewer than two have a value."""
        return max(self.values) - min(self.values) if len(self.values) > 1 else None


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """What a judge made of a run, in the order of its cases."""

    model: str
    prompt: str
    """Version of what it was told."""
    cases: tuple[CaseJudgement, ...]
