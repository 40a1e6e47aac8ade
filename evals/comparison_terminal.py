"""Two runs side by side for the terminal; the command line prints it."""

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from evals.comparison import Comparison, Difference

HEADINGS = ("before", "after", "change (95 %)", "cases", "verdict")


def comparison_to_terminal(comparison: Comparison) -> RenderableType:
    """Return what changed between two runs for a rich console."""
    table = Table(title=f"Against the baseline: {comparison.shared} cases in both")
    table.title_justify = "left"
    table.add_column("")
    for heading in HEADINGS:
        table.add_column(heading, justify="right")
    for difference in comparison.differences:
        table.add_row(*(Text(cell) for cell in _cells(difference)))
    lines: list[RenderableType] = [table]
    for word, ids in (("Right now", comparison.mended), ("Wrong now", comparison.broken)):
        lines.append(Text(f"{word} ({len(ids)}): {', '.join(ids) or 'none'}"))
    if not comparison.same_documents:
        lines.append(Text("The runs were about different texts.", style="yellow"))
    return Lines(*lines)


def _cells(difference: Difference) -> tuple[str, ...]:
    interval = difference.interval
    return (
        difference.name,
        f"{difference.before:.3f}",
        f"{difference.after:.3f}",
        f"{difference.change:+.3f} ({interval.low:+.3f} to {interval.high:+.3f})",
        str(difference.cases),
        difference.verdict.value,
    )
