"""Whether a probability means what it says: of all that is given 0.7, 70 % should be so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.calibration.logistic import Floats

# Of a few hundred examples each tenth still holds enough to be read.
BINS = 10

# Side of the diagram's square and the room around it, in pixels.
_SIDE, _MARGIN = 320, 48


@dataclass(frozen=True, slots=True)
class Bin:
    """The examples whose probability lies in one tenth."""

    expected: float
    """Mean probability."""
    observed: float
    """Share that is answerable."""
    count: int
    weight: float
    """Sum of the examples' weights."""


def reliability(
    probabilities: Floats, labels: Floats, weights: Floats, *, bins: int = BINS
) -> list[Bin]:
    """Return the bins that hold any example, lowest first; means are weighted."""
    places = np.minimum((probabilities * bins).astype(int), bins - 1)
    found = []
    for place in np.unique(places):
        inside = places == place
        share = weights[inside] / weights[inside].sum()
        found.append(
            Bin(
                expected=float(share @ probabilities[inside]),
                observed=float(share @ labels[inside]),
                count=int(inside.sum()),
                weight=float(weights[inside].sum()),
            )
        )
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean gap of a bin, weighted by its size.

    Naeini, Cooper and Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using Bayesian
    Binning".
    """
    total = sum(one.weight for one in bins)
    return sum(one.weight * abs(one.expected - one.observed) for one in bins) / total


def diagram(bins: Sequence[Bin]) -> str:
    """Return a reliability diagram as SVG: bars on the dashed line are calibrated."""
    size = _SIDE + 2 * _MARGIN
    bars = "".join(_bar(one) for one in bins)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'font-family="sans-serif" font-size="12" role="img">'
        "<title>Observed share of answerable questions by predicted probability</title>"
        f'<rect width="{size}" height="{size}" fill="#fff"/>{bars}'
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#555" stroke-dasharray="4 4"/>'
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" stroke="#222" fill="none"/>{_ticks()}'
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">predicted</text>'
        f'<text x="14" y="{size / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {size / 2})">observed</text></svg>\n'
    )


def _bar(one: Bin) -> str:
    top = _y(one.observed)
    return (
        f'<rect x="{_x(one.expected) - 11:.1f}" y="{top:.1f}" width="22" '
        f'height="{_y(0) - top:.1f}" fill="#4a7ebb" fill-opacity="0.75"/>'
        f'<text x="{_x(one.expected):.1f}" y="{top - 4:.1f}" text-anchor="middle" '
        f'fill="#333">{one.count}</text>'
    )


def _ticks() -> str:
    return "".join(
        f'<text x="{_x(value):.1f}" y="{_y(0) + 16}" text-anchor="middle">{value:g}</text>'
        f'<text x="{_x(0) - 6}" y="{_y(value) + 4:.1f}" text-anchor="end">{value:g}</text>'
        for value in (0.0, 0.25, 0.5, 0.75, 1.0)
    )


def _x(value: float) -> float:
    return _MARGIN + value * _SIDE


def _y(value: float) -> float:
    return _MARGIN + (1 - value) * _SIDE
