"""A judge's figures as parts of the terminal, Markdown and JSON reports."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from evals.judging.judgement import RUNS, CaseJudgement, JudgeReport
from evals.judging.summary import JudgeSummary, summarise_judge

UNSCORED = "–"

NO_GATE = "A judge's figures change from run to run: no gate and no comparison counts them."

# The least faithful answers are what somebody looks at; all of them are in the JSON report.
MOST_SHOWN = 20


def judge_to_terminal(report: JudgeReport) -> RenderableType:
    """Return a judge's figures for a rich console."""
    table = Table(title=f"Faithfulness to what is cited, judged by {report.model}")
    table.title_justify = "left"
    table.add_column("")
    table.add_column("", justify="right")
    for name, value in _rows(summarise_judge(report)):
        table.add_row(Text(name), Text(value))
    return Lines(table, Text(NO_GATE))


def judge_to_markdown(report: JudgeReport) -> Iterator[str]:
    """Yield a judge's section line by line; the caller disarms the cells of its tables."""
    yield f"Model: `{report.model.replace('`', '')}`, prompt {report.prompt}. {NO_GATE}"
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    yield from (f"| {name} | {value} |" for name, value in _rows(summarise_judge(report)))
    yield ""
    low = [case for case in report.cases if case.mean is not None and case.mean < 1]
    if low:
        runs = " | ".join(f"run {number}" for number in range(1, RUNS + 1))
        yield f"| least faithful | {runs} | mean | spread |"
        yield f"|{' --- |' * (RUNS + 3)}"
        ordered = sorted(low, key=lambda case: (case.mean or 0.0, case.case_id))
        yield from (_case_row(case) for case in ordered[:MOST_SHOWN])
        yield ""


def judge_record(report: JudgeReport) -> dict[str, object]:
    """Return all that a judge said, for JSON."""
    return {
        "model": report.model,
        "prompt": report.prompt,
        "runs": RUNS,
        "summary": asdict(summarise_judge(report)),
        "cases": [
            {
                "id": case.case_id,
                "mean": case.mean,
                "spread": case.spread,
                "readings": [asdict(reading) for reading in case.readings],
                "skipped": case.skipped or None,
            }
            for case in report.cases
        ],
    }


def _rows(summary: JudgeSummary) -> Iterator[tuple[str, str]]:
    interval = summary.interval
    between = f" ({interval.low:.3f} to {interval.high:.3f})" if interval else ""
    yield "mean of the cases (95 %)", f"{_figure(summary.mean)}{between}"
    yield f"mean of each of {RUNS} runs", ", ".join(_figure(one) for one in summary.by_run)
    yield "mean spread of a case between runs", _figure(summary.spread)
    yield "cases whose runs differ", f"{summary.changed} of {summary.judged}"
    yield "not asked: refused, failed, or cites nothing", str(summary.skipped)
    yield "failed calls, not scored", str(summary.failed_calls)


def _case_row(case: CaseJudgement) -> str:
    name = "".join(one for one in case.case_id if one.isalnum() or one in "-.")
    values = " | ".join(_figure(one.value) for one in case.readings)
    return f"| {name} | {values} | {_figure(case.mean)} | {_figure(case.spread)} |"


def _figure(value: float | None) -> str:
    return UNSCORED if value is None else f"{value:.3f}"
