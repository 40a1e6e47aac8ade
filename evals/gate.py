"""Floors that a run must keep, for continuous integration."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evals.measures import LOWER_IS_BETTER, MEASURE_NAMES
from evals.report import Estimate, summarise
from evals.run import EvalReport
from ingest.errors import BriefingError


@dataclass(frozen=True, slots=True)
class Bound:
    """The worst mean that still passes: a floor, or a ceiling where less is better."""

    name: str
    """One of `MEASURE_NAMES`."""
    value: float
    """From 0 to 1."""


def parse_bound(text: str) -> Bound:
    """Return the bound that `name=value` writes.

    Raises `BriefingError` that lists the names for an unknown one, and says what a value is for
    one that is none.
    """
    name, separator, written = (part.strip() for part in text.partition("="))
    if not separator:
        raise BriefingError(f"{text!r} is no bound: write NAME=VALUE, as in accuracy=0.8")
    if name not in MEASURE_NAMES:
        raise BriefingError(
            f"no measure is called {name!r}; the measures are: {', '.join(MEASURE_NAMES)}"
        )
    try:
        value = float(written)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise BriefingError(f"the bound {text!r} needs a value from 0 to 1, as in {name}=0.8")
    return Bound(name, value)


def broken_bounds(report: EvalReport, bounds: Sequence[Bound]) -> tuple[str, ...]:
    """Return one message for each bound that the run's overall means do not keep.

    A mean on the bound passes. A measure that scored nothing does not: silence is no proof.
    """
    overall = summarise(report).overall
    messages = (_broken(overall.estimate(bound.name), bound) for bound in bounds)
    return tuple(message for message in messages if message is not None)


def _broken(estimate: Estimate, bound: Bound) -> str | None:
    if estimate.mean is None:
        return f"{bound.name}: no case scored it, so {bound.value:g} cannot be shown to hold"
    if bound.name in LOWER_IS_BETTER:
        if estimate.mean <= bound.value:
            return None
        return f"{bound.name}: {estimate.mean:.4f} is above {bound.value:g}"
    if estimate.mean >= bound.value:
        return None
    return f"{bound.name}: {estimate.mean:.4f} is below {bound.value:g}"
