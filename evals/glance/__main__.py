"""Print how many rows of the shipped brief's glance are right: `python -m evals.glance`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import corpus
from evals.glance.judgements import JUDGEMENTS, load_judgements
from evals.glance.precision import Precision, precision_of
from evals.glance.rows import rows_of
from ingest.parsing import parse_file

SHIPPED = "mano-dura"


def main() -> None:
    """Print the table, then what is wrong and what nobody has judged."""
    brief = Path(next(iter(corpus.__path__))) / f"{SHIPPED}.md"
    parsed = parse_file(brief, SHIPPED).parsed
    judgements = load_judgements(JUDGEMENTS / f"{SHIPPED}.yaml", parsed.document)
    measured = precision_of(rows_of(parsed), judgements)
    sys.stdout.writelines(f"{line}\n" for line in table_of(measured))


def table_of(measured: tuple[Precision, ...]) -> Iterator[str]:
    """Yield the lines of the report."""
    yield f"{'kind':<15} {'right':>5} {'judged':>6} {'precision (95 %)':>22} {'unjudged':>9}"
    for one in measured:
        figures = "-"
        if one.share is not None and one.interval is not None:
            figures = f"{one.share:.1%} ({one.interval.low:.1%} to {one.interval.high:.1%})"
        counts = f"{one.kind:<15} {one.right:>5} {one.judged:>6}"
        yield f"{counts} {figures:>22} {len(one.unjudged):>9}"
    for word, rows in (
        ("wrong", [row for one in measured for row in one.wrong]),
        ("unjudged", [row for one in measured for row in one.unjudged]),
    ):
        for row in rows:
            yield f"{word}: {row.kind} at {row.start}: {row.value}"


if __name__ == "__main__":
    main()
