"""Print how well verification tells faithful sentences: `python -m evals.verification`."""

import sys
import time
from collections.abc import Iterator
from typing import get_args

from evals.case import Split
from evals.verification.cases import shipped_cases
from evals.verification.measure import Outcome, outcomes_of, shares_of

SPLITS = get_args(Split)


def main() -> None:
    """Print both halves, then each sentence that was judged wrongly."""
    cases = shipped_cases()
    started = time.perf_counter()
    outcomes = outcomes_of(cases)
    seconds = time.perf_counter() - started
    for split in SPLITS:
        own = [one for one in outcomes if one.case.split == split]
        sys.stdout.writelines(f"{line}\n" for line in table_of(split, own))
    sys.stdout.write(f"{1000 * seconds / len(cases):.1f} ms a sentence\n")
    for one in outcomes:
        if not one.is_right and one.case.split in (*sys.argv[1:], SPLITS[0]):
            case = one.case
            sys.stdout.write(f"{case.split} {case.kind}: {case.sentence}\n    {one.verified}\n")


def table_of(split: str, outcomes: list[Outcome]) -> Iterator[str]:
    """Yield the lines of one half's table."""
    yield f"{split:<12} {'flagged':>8} {'of':>4} {'share (95 %)':>26}"
    for one in shares_of(outcomes):
        figures = f"{one.share:.1%} ({one.interval.low:.1%} to {one.interval.high:.1%})"
        yield f"{one.kind:<12} {one.flagged:>8} {one.total:>4} {figures:>26}"


if __name__ == "__main__":
    main()
