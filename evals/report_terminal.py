"""A run as tables for the terminal; the command line prints them."""

import re
from collections.abc import Iterable

from rich import box
from rich.console import Group as Lines
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from evals.judging.reports import judge_to_terminal
from evals.report import Group, Summary, summarise
from evals.report_text import (
    GROUP_HEADINGS,
    OUTCOME_HEADINGS,
    effort,
    figure,
    group_cells,
    outcome_cells,
    range_of,
)
from evals.run import EvalReport


def to_terminal(report: EvalReport) -> RenderableType:
    """Return the run's figures for a rich console; failures are in the other reports."""
    summary = summarise(report)
    return Lines(
        _figures(summary),
        _groups("By type", summary.by_type),
        _groups("By split", summary.by_split),
        _outcomes(summary),
        *(Text(line) for line in effort(summary)),
        Text(f"To look at: {len(summary.wrong)} of {summary.overall.cases} cases"),
        *([judge_to_terminal(report.judge)] if report.judge else []),
    )


def _figures(summary: Summary) -> Table:
    table = _table(f"All {summary.overall.cases} cases", ("mean", "95 % interval", "scored"))
    for estimate in summary.overall.estimates:
        _add(table, (estimate.name, figure(estimate), range_of(estimate), str(estimate.scored)))
    return table


def _groups(title: str, groups: Iterable[Group]) -> Table:
    table = _table(title, GROUP_HEADINGS)
    for group in groups:
        _add(table, [_shorter(cell) for cell in group_cells(group)])
    return table


def _shorter(cell: str) -> str:
    """Return a cell with two decimals and an interval as `0.44-1.00`."""
    rounded = re.sub(r"\d\.\d{3}", lambda figure: f"{float(figure[0]):.2f}", cell)
    return rounded.replace(" to ", "-")


def _outcomes(summary: Summary) -> Table:
    table = _table("How questions ended", OUTCOME_HEADINGS)
    _add(table, outcome_cells("answerable", summary.answerable))
    _add(table, outcome_cells("not answerable", summary.unanswerable))
    return table


def _table(title: str, headings: Iterable[str]) -> Table:
    # Without rules between columns a row fits the usual 80.
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("")
    for heading in headings:
        table.add_column(heading, justify="right")
    return table


def _add(table: Table, cells: Iterable[str]) -> None:
    # As `Text`, so that square brackets in a name are not read as markup.
    table.add_row(*(Text(cell) for cell in cells))
