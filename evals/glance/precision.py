"""How many of a glance's rows are right, kind by kind."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.glance.rows import KINDS, JudgedRow
from evals.interval import Interval

# Of the normal distribution, for 95 %.
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Precision:
    """The judged rows of one kind."""

    kind: str
    right: int
    wrong: tuple[JudgedRow, ...]
    unjudged: tuple[JudgedRow, ...]
    """Rows that nobody has read yet; they count neither as right nor as wrong."""

    @property
    def judged(self) -> int:
        """Return the number of rows that the share is of."""
        return self.right + len(self.wrong)

    @property
    def share(self) -> float | None:
        """Return the share that is right, 0 to 1, or None where nothing is judged."""
        return self.right / self.judged if self.judged else None

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of the share, or None where nothing is judged."""
        return wilson_interval(self.right, self.judged) if self.judged else None


def precision_of(
    rows: Iterable[JudgedRow], judgements: Mapping[JudgedRow, bool]
) -> tuple[Precision, ...]:
    """Return the precision of each kind, in the order of `KINDS`."""
    found = tuple(rows)
    return tuple(_of_kind(kind, found, judgements) for kind in KINDS)


def wilson_interval(right: int, judged: int) -> Interval:
    """Return the 95 % interval of a share; `judged` is at least 1.

    A bootstrap of rows that are all right would have no width, however few they are. Method: E. B.
    Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
    """
    share = right / judged
    scale = 1 + _Z**2 / judged
    middle = (share + _Z**2 / (2 * judged)) / scale
    half = _Z / scale * math.sqrt(share * (1 - share) / judged + _Z**2 / (4 * judged**2))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def _of_kind(
    kind: str, rows: Iterable[JudgedRow], judgements: Mapping[JudgedRow, bool]
) -> Precision:
    own = [row for row in rows if row.kind == kind]
    return Precision(
        kind,
        right=sum(judgements.get(row) is True for row in own),
        wrong=tuple(row for row in own if judgements.get(row) is False),
        unjudged=tuple(row for row in own if row not in judgements),
    )
