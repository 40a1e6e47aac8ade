"""Two runs side by side: what got better or worse, and whether chance alone would do that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evals.interval import Interval, bootstrap_interval
from evals.measures import LOWER_IS_BETTER, MEASURE_NAMES
from evals.stored import StoredCase, StoredRun


class Verdict(StrEnum):
    """What a difference means."""

    BETTER = "better"
    WORSE = "worse"
    WITHIN_NOISE = "within noise"
    """The 95 % interval of the difference holds 0, or too few cases changed to tell."""


# With five changed cases, even all in one direction, chance alone does as much once in 16 times
# (sign test, two-sided); with six, once in 32. The bootstrap alone would call fewer a difference.
CHANGED_NEEDED = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """How one measure changed over the cases that both runs scored."""

    name: str
    before: float
    after: float
    interval: Interval
    """95 % interval of `after - before`."""
    cases: int
    changed: int
    """Cases whose value is another."""
    verdict: Verdict

    @property
    def change(self) -> float:
        """Return how much was gained or lost."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a run's figures and cases in a later run."""

    differences: tuple[Difference, ...]
    """In the order of `MEASURE_NAMES`, without measures that no shared case has in both runs."""
    mended: tuple[str, ...]
    """Ids of shared cases that were wrong and are right."""
    broken: tuple[str, ...]
    """Ids of shared cases that were right and are wrong."""
    shared: int
    only_before: int
    only_after: int
    same_documents: bool
    """Whether both runs were about the very same texts."""


def compare(before: StoredRun, after: StoredRun) -> Comparison:
    """Compare two runs over the cases that ask the same question in both.

    A case that was edited between the runs (another question, other answers or gold) counts as two.
    """
    earlier = {case.key: case for case in before.cases}
    later = {case.key: case for case in after.cases}
    shared = [key for key in earlier if key in later]
    pairs = [(earlier[key], later[key]) for key in shared]
    differences = (_difference(name, pairs) for name in MEASURE_NAMES)
    return Comparison(
        differences=tuple(one for one in differences if one is not None),
        mended=tuple(new.id for old, new in pairs if new.is_right and not old.is_right),
        broken=tuple(new.id for old, new in pairs if old.is_right and not new.is_right),
        shared=len(pairs),
        only_before=len(earlier) - len(pairs),
        only_after=len(later) - len(pairs),
        same_documents=before.corpus_fingerprint == after.corpus_fingerprint,
    )


def paired_interval(
    before: Sequence[float], after: Sequence[float], *, level: float = 0.95
) -> Interval:
    """Return the bootstrap interval of the mean difference of paired values.

    Cases are resampled with both their values, so that how hard a case is cancels out: two runs
    that differ in few cases are told apart although each run's own interval is wide. Raises
    ValueError for no values, or for sequences of unequal length. Method: Efron and Tibshirani, "An
    Introduction to the Bootstrap", 1993, chapter 13; the interval is that of the percentiles.
    """
    interval = bootstrap_interval(
        [new - old for old, new in zip(before, after, strict=True)], level=level
    )
    if interval is None:
        raise ValueError("there is no pair of values")
    return interval


def verdict_of(interval: Interval, *, changed: int, lower_is_better: bool) -> Verdict:
    """Return what an interval of a difference says.

    Only one that excludes 0 says something, and only if at least `CHANGED_NEEDED` cases changed.
    """
    if interval.low <= 0 <= interval.high or changed < CHANGED_NEEDED:
        return Verdict.WITHIN_NOISE
    return Verdict.BETTER if (interval.low > 0) != lower_is_better else Verdict.WORSE


def _difference(name: str, pairs: Sequence[tuple[StoredCase, StoredCase]]) -> Difference | None:
    values = [
        (old.values[name], new.values[name])
        for old, new in pairs
        if _scored(old.values, name) and _scored(new.values, name)
    ]
    if not values:
        return None
    before = [float(old or 0.0) for old, _ in values]
    after = [float(new or 0.0) for _, new in values]
    interval = paired_interval(before, after)
    changed = sum(old != new for old, new in values)
    return Difference(
        name=name,
        before=sum(before) / len(before),
        after=sum(after) / len(after),
        interval=interval,
        cases=len(values),
        changed=changed,
        verdict=verdict_of(interval, changed=changed, lower_is_better=name in LOWER_IS_BETTER),
    )


def _scored(values: Mapping[str, float | None], name: str) -> bool:
    return values.get(name) is not None
