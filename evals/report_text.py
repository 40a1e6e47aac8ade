"""Wording that the reports share."""

from evals.case import Case
from evals.measures import COMPLETED, MEASURES
from evals.report import Estimate, Group, Outcomes, Summary
from evals.run import CaseResult
from evals.stored import StoredCase

UNSCORED = "–"

# What each measure's mean is of.
MEANINGS = {
    **{measure.name: measure.meaning for measure in MEASURES},
    COMPLETED: "cases that got an answer at all",
}

# Enough to see whether the right sentence was near; all ten are in the JSON report.
EVIDENCE_SHOWN = 3


def figure(estimate: Estimate) -> str:
    """Return a mean with three decimals, or a dash where nothing was scored."""
    return UNSCORED if estimate.mean is None else f"{estimate.mean:.3f}"


def range_of(estimate: Estimate) -> str:
    """Return the interval as `0.812 to 0.903`, or a dash."""
    if estimate.interval is None:
        return UNSCORED
    return f"{estimate.interval.low:.3f} to {estimate.interval.high:.3f}"


def figure_with_range(estimate: Estimate) -> str:
    """Return mean and interval in one cell."""
    return f"{figure(estimate)} ({range_of(estimate)})" if estimate.scored else UNSCORED


def effort(summary: Summary) -> list[str]:
    """Return what the answers took: time, words and memory, a sentence each."""
    waits, words, memory = summary.latency, summary.words, summary.peak_memory
    lines = [f"Latency: p50 {waits.p50:.3f} s, p90 {waits.p90:.3f} s, p99 {waits.p99:.3f} s"]
    if words is not None:
        lines.append(f"Words of an answer: p50 {words.p50:.0f}, p90 {words.p90:.0f}")
    if memory is not None:
        lines.append(f"Memory: {memory / 1024**2:,.0f} MB at most, models included")
    return lines


def outcome_cells(name: str, outcomes: Outcomes) -> tuple[str, ...]:
    """Return the row of one kind of question: name and the four counts."""
    counts = (outcomes.answered, outcomes.partial, outcomes.abstained, outcomes.failed)
    return (name, *(str(count) for count in counts))


# Chosen so that a row fits a terminal of 100 columns; the JSON report has every measure.
GROUP_MEASURES = (
    "citation_validity",
    "citation_precision",
    "citation_recall",
    "evidence_recall@1",
    "evidence_recall@3",
    "evidence_recall@5",
)
GROUP_HEADINGS = ("cases", "accuracy (95 %)", "valid", "prec.", "recall", "ev@1", "ev@3", "ev@5")
OUTCOME_HEADINGS = ("answered", "partial", "abstained", "failed")


def group_cells(group: Group) -> tuple[str, ...]:
    """Return the row of one group: its name, then what `GROUP_HEADINGS` announces."""
    return (
        group.name,
        str(group.cases),
        figure_with_range(group.estimate("accuracy")),
        *(figure(group.estimate(name)) for name in GROUP_MEASURES),
    )


def expected(case: Case | StoredCase) -> str:
    """Return what a right answer to a case must be."""
    if not case.answerable:
        return "a refusal: the documents do not say"
    return " and ".join(" or ".join(f"“{text}”" for text in group) for group in case.answers)


def reasons(result: CaseResult) -> list[str]:
    """Return why a case counts as wrong, a line for each score that says so."""
    return [
        f"{score.name}: {score.reason}"
        for score in result.scores
        if score.name in ("accuracy", "citation_validity") and score.value == 0
    ]
