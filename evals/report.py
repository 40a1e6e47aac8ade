"""What a run adds up to: means with their intervals, by type and split, and waiting times."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer import Status
from evals.case import CASE_TYPES
from evals.interval import Interval, bootstrap_interval
from evals.measures import MEASURE_NAMES
from evals.right_answer import without_markers
from evals.run import CaseResult, EvalReport


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean of one measure over the cases that it applies to."""

    name: str
    mean: float | None
    """None where it applies to no case."""
    interval: Interval | None
    """95 % bootstrap interval of the mean."""
    scored: int
    """Number of cases that it applies to."""


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that are reported together."""

    name: str
    cases: int
    estimates: tuple[Estimate, ...]
    """One for each of `MEASURE_NAMES`, in that order."""

    def estimate(self, name: str) -> Estimate:
        """Return the estimate of this name, one of `MEASURE_NAMES`."""
        return self.estimates[MEASURE_NAMES.index(name)]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many questions of one kind ended in each way."""

    answered: int
    partial: int
    abstained: int
    failed: int


@dataclass(frozen=True, slots=True)
class Percentiles:
    """What half, nine in ten and 99 in a hundred stay below; between the nearest two values."""

    p50: float
    p90: float
    p99: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A run's figures."""

    overall: Group
    by_type: tuple[Group, ...]
    by_split: tuple[Group, ...]
    answerable: Outcomes
    unanswerable: Outcomes
    latency: Percentiles
    """Seconds from question to answer, failed cases included."""
    words: Percentiles | None
    """Words of the answers, markers and refusals left out; None where nothing was answered."""
    peak_memory: int | None
    """In bytes; None where the system does not tell."""
    wrong: tuple[CaseResult, ...]
    """Cases not right, or with a citation that cannot be checked, in the order of the run."""


def summarise(report: EvalReport) -> Summary:
    """Return the figures of a run of at least one case."""
    results = report.results
    return Summary(
        overall=_group("all", results),
        by_type=_groups(results, lambda result: result.case.type, order=tuple(CASE_TYPES)),
        by_split=_groups(results, lambda result: result.case.split, order=("tune", "check")),
        answerable=_outcomes([result for result in results if result.case.answerable]),
        unanswerable=_outcomes([result for result in results if not result.case.answerable]),
        latency=_percentiles([result.seconds for result in results]),
        words=_words(results),
        peak_memory=report.peak_memory,
        wrong=tuple(result for result in results if is_wrong(result)),
    )


def is_wrong(result: CaseResult) -> bool:
    """Return whether a person should look at this case: not right, or wrongly cited."""
    scores = (result.score("accuracy"), result.score("citation_validity"))
    return any(score is not None and score.value == 0 for score in scores)


def _group(name: str, results: Sequence[CaseResult]) -> Group:
    estimates = tuple(_estimate(measure, results) for measure in MEASURE_NAMES)
    return Group(name, len(results), estimates)


def _groups(
    results: Sequence[CaseResult], key: Callable[[CaseResult], str], *, order: Sequence[str]
) -> tuple[Group, ...]:
    """Return the groups by key: those of `order` first, others in the order they first appear."""
    present = list(dict.fromkeys(key(result) for result in results))
    names = [name for name in order if name in present]
    names += [name for name in present if name not in order]
    return tuple(
        _group(name, [result for result in results if key(result) == name]) for name in names
    )


def _estimate(name: str, results: Sequence[CaseResult]) -> Estimate:
    scores = [score for result in results if (score := result.score(name)) is not None]
    values = [score.value for score in scores if score.value is not None]
    mean = float(np.mean(values)) if values else None
    return Estimate(name, mean, bootstrap_interval(values), len(values))


def _outcomes(results: Sequence[CaseResult]) -> Outcomes:
    statuses = [result.answer.status if result.answer else None for result in results]
    return Outcomes(
        answered=statuses.count(Status.ANSWERED),
        partial=statuses.count(Status.PARTIAL),
        abstained=statuses.count(Status.ABSTAINED),
        failed=statuses.count(None),
    )


def _words(results: Sequence[CaseResult]) -> Percentiles | None:
    answers = [result.answer for result in results if result.answer is not None]
    said = [answer.text for answer in answers if answer.status is not Status.ABSTAINED]
    return _percentiles([len(without_markers(text).split()) for text in said]) if said else None


def _percentiles(values: Sequence[float]) -> Percentiles:
    p50, p90, p99 = np.percentile(values, [50, 90, 99])
    return Percentiles(float(p50), float(p90), float(p99))
