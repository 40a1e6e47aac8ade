"""A run as one HTML file that loads nothing: charts, figures, failures with filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from evals.interval import Interval
from evals.report import Estimate, Group, summarise
from evals.report_text import (
    EVIDENCE_SHOWN,
    MEANINGS,
    effort,
    expected,
    figure,
    range_of,
    reasons,
)
from evals.run import CaseResult, EvalReport

# Deciles are too fine for a hundred cases.
BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases whose best sentence was found about equally convincing."""

    low: float
    high: float
    """Of the probability, 0 to 1; `low` belongs to it, `high` to the next but for 1."""
    cases: int
    mean_probability: float
    answerable: float
    """Share that the documents do answer."""


def to_html(report: EvalReport) -> str:
    """Return the run as one page; text from cases and documents is escaped.

    The page has no address of another host in it, so that it can be sent and kept.
    """
    summary = summarise(report)
    return _template().render(
        origin=report.provenance,
        summary=summary,
        meanings=MEANINGS,
        effort=effort(summary),
        bins=reliability(report.results),
        failures=summary.wrong,
        types=list(dict.fromkeys(result.case.type for result in summary.wrong)),
        judge=report.judge,
    )


def reliability(results: Sequence[CaseResult]) -> tuple[Bin, ...]:
    """Return how often questions can be answered, by how probable the reader thought it.

    The probability is the highest among an answer's evidence. Bins of equal width, those without a
    case left out; none at all where no reader gave a probability.
    """
    rated = [
        (max(given), result.case.answerable)
        for result in results
        if result.answer is not None
        and (given := [e.probability for e in result.answer.evidence if e.probability is not None])
    ]
    bins = []
    for number in range(BINS):
        inside = [one for one in rated if min(int(one[0] * BINS), BINS - 1) == number]
        if inside:
            mean = sum(probability for probability, _ in inside) / len(inside)
            share = sum(is_answerable for _, is_answerable in inside) / len(inside)
            bins.append(Bin(number / BINS, (number + 1) / BINS, len(inside), mean, share))
    return tuple(bins)


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _accuracy(group: Group) -> Estimate:
    return group.estimate("accuracy")


def _width(interval: Interval) -> str:
    return _percent(interval.high - interval.low)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("evals", "templates"),
        # Documents are not to be trusted, nor what people ask.
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "accuracy": _accuracy,
        "expected": expected,
        "figure": figure,
        "percent": _percent,
        "range": range_of,
        "reasons": reasons,
        "width": _width,
    }
    environment.globals["evidence_shown"] = EVIDENCE_SHOWN
    return environment.get_template("report.html.jinja")
