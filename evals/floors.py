"""Floors on file: the worse end of each interval of a run that somebody has read."""

import math
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.case import Case, cases_fingerprint
from evals.gate import Bound
from evals.measures import COMPLETED, LOWER_IS_BETTER, MEASURE_NAMES
from evals.report import Estimate, summarise
from evals.run import EvalReport
from ingest.errors import BriefingError

# Of fewer cases the interval says little, and a floor from it less.
FEWEST_SCORED = 15

# One case that breaks these is one too many.
PROMISED = frozenset({"citation_validity", COMPLETED})

_COMMENT = "# Written by briefing eval --set-floors: the worse end of each 95 % interval.\n"


class _Floors(BaseModel):
    model_config = ConfigDict(extra="forbid")

    commit: str | None
    cases: int
    fingerprint: str
    floors: dict[str, float] = Field(min_length=1)


def write_floors(report: EvalReport, path: Path) -> None:
    """Write the floors that a run sets, for measures that at least `FEWEST_SCORED` cases have.

    The end of the interval, not the mean: else every other run that is no worse would fail.
    """
    estimates = summarise(report).overall.estimates
    floors = {
        one.name: bound
        for one in estimates
        if one.scored >= FEWEST_SCORED and (bound := _worse_end(one)) is not None
    }
    kept = _Floors(
        commit=report.provenance.commit,
        cases=len(report.results),
        fingerprint=cases_fingerprint([result.case for result in report.results]),
        floors=floors,
    )
    text = yaml.safe_dump(kept.model_dump(), sort_keys=False)
    path.write_text(_COMMENT + text, encoding="utf-8")


def read_floors(path: Path, cases: Sequence[Case]) -> tuple[Bound, ...]:
    """Return the floors of a file that `write_floors` wrote, for a run of these cases.

    Raises BriefingError: it is no such file, or its floors were set on other cases, of which they
    say nothing.
    """
    mend = f"Set them anew with: briefing eval --set-floors {path}"
    try:
        kept = _Floors.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"The floors in {path} cannot be read: {error}.") from error
    except (yaml.YAMLError, ValidationError) as error:
        raise BriefingError(f"{path} holds no floors. {mend}") from error
    unknown = [name for name in kept.floors if name not in MEASURE_NAMES]
    if unknown:
        raise BriefingError(f"{path}: no measure is called {unknown[0]!r}. {mend}")
    if kept.fingerprint != cases_fingerprint(cases):
        raise BriefingError(
            f"The floors in {path} were set on other cases ({kept.cases}; these are "
            f"{len(cases)}). {mend}"
        )
    return tuple(Bound(name, value) for name, value in kept.floors.items())


def _worse_end(estimate: Estimate) -> float | None:
    """Return the bound for a measure, rounded so that what was measured passes."""
    if estimate.interval is None:
        return None
    low, high = estimate.interval.low, estimate.interval.high
    if low == high and estimate.name not in PROMISED:
        # No case differed, which the bootstrap takes for certainty; by the rule of three, up to
        # this share of all cases may.
        low, high = low - 3 / estimate.scored, high + 3 / estimate.scored
    if estimate.name in LOWER_IS_BETTER:
        return math.ceil(min(high, 1.0) * 1000) / 1000
    return math.floor(max(low, 0.0) * 1000) / 1000
