"""What a judge's readings add up to: a mean, and how much of it is the judge's own noise."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.interval import Interval, bootstrap_interval
from evals.judging.judgement import RUNS, CaseJudgement, JudgeReport


@dataclass(frozen=True, slots=True)
class JudgeSummary:
    """A judge's figures; means are None where nothing has a value."""

    mean: float | None
    """Of the cases, each by the mean of its readings."""
    interval: Interval | None
    """95 % bootstrap interval of that mean: luck in choosing the cases, not the judge's noise."""
    by_run: tuple[float | None, ...]
    """The mean of each of the `RUNS` readings by itself."""
    spread: float | None
    """The mean, over cases, of how far their readings are apart."""
    changed: int
    """Cases whose readings differ."""
    judged: int
    """Cases with a value."""
    skipped: int
    """Cases that the judge was not asked about."""
    failed_calls: int


def summarise_judge(report: JudgeReport) -> JudgeSummary:
    """Return the figures of a judged run."""
    means = [mean for case in report.cases if (mean := case.mean) is not None]
    spreads = [spread for case in report.cases if (spread := case.spread) is not None]
    return JudgeSummary(
        mean=_mean(means),
        interval=bootstrap_interval(means),
        by_run=tuple(_mean(_values_of(report.cases, run)) for run in range(RUNS)),
        spread=_mean(spreads),
        changed=sum(spread > 0 for spread in spreads),
        judged=len(means),
        skipped=sum(not case.readings for case in report.cases),
        failed_calls=sum(one.value is None for case in report.cases for one in case.readings),
    )


def _values_of(cases: Sequence[CaseJudgement], run: int) -> list[float]:
    return [
        value for case in cases if case.readings and (value := case.readings[run].value) is not None
    ]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
