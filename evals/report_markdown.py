"""A run as Markdown, for a pull request: the figures, then every failure with its evidence."""

import re
from collections.abc import Iterable, Iterator, Sequence

from evals.judging.reports import judge_to_markdown
from evals.provenance import Provenance
from evals.report import Group, Summary, summarise
from evals.report_text import (
    EVIDENCE_SHOWN,
    GROUP_HEADINGS,
    MEANINGS,
    OUTCOME_HEADINGS,
    effort,
    expected,
    figure,
    group_cells,
    outcome_cells,
    range_of,
    reasons,
)
from evals.run import CaseResult, EvalReport

# A refused summary or a long quotation must not bury the next failure.
TEXT_SHOWN = 600

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")


def to_markdown(report: EvalReport) -> str:
    """Return the run as GitHub Markdown; text from cases and documents is shown as it is."""
    summary = summarise(report)
    return "\n".join(
        [
            "# Evaluation",
            "",
            *_origin(report.provenance),
            *_figures(summary),
            *_groups("By type", summary.by_type),
            *_groups("By split", summary.by_split),
            "Thresholds may be set on `tune` only; `check` is what a change is judged by.",
            "",
            *_outcomes(summary),
            *_judge(report),
            *_failures(summary),
        ]
    )


def _origin(origin: Provenance) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in origin.versions.items())
    yield f"- Run: {origin.time}, commit {origin.commit or 'unknown'}"
    yield f"- Documents: {_plain(', '.join(origin.documents))}"
    yield f"- Corpus fingerprint: `{origin.corpus_fingerprint}`"
    settings = "; ".join(f"{name} = {value}" for name, value in origin.settings.items())
    yield f"- Settings: {_plain(settings or 'defaults')}"
    yield f"- Versions: {_plain(versions)}; {_plain(origin.platform)}"
    yield ""


def _figures(summary: Summary) -> Iterator[str]:
    rows = [
        (estimate.name, figure(estimate), range_of(estimate), str(estimate.scored))
        for estimate in summary.overall.estimates
    ]
    yield f"## All {summary.overall.cases} cases"
    yield ""
    yield from _table(
        ("measure", "mean", "95 % interval", "scored", "what it is the mean of"),
        [(*row, MEANINGS[row[0]]) for row in rows],
    )
    yield ". ".join(effort(summary)) + "."
    yield ""


def _groups(title: str, groups: Iterable[Group]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from _table(("", *GROUP_HEADINGS), [group_cells(group) for group in groups])


def _outcomes(summary: Summary) -> Iterator[str]:
    yield "## How questions ended"
    yield ""
    rows = [
        outcome_cells("answerable", summary.answerable),
        outcome_cells("not answerable", summary.unanswerable),
    ]
    yield from _table(("", *OUTCOME_HEADINGS), rows)


def _judge(report: EvalReport) -> Iterator[str]:
    if report.judge is not None:
        yield "## What a judge says"
        yield ""
        yield from judge_to_markdown(report.judge)


def _failures(summary: Summary) -> Iterator[str]:
    yield f"## Failures ({len(summary.wrong)})"
    yield ""
    for result in summary.wrong:
        yield from _failure(result)


def _failure(result: CaseResult) -> Iterator[str]:
    case = result.case
    yield f"### {_plain(case.id)} ({_plain(case.type)}, {case.split})"
    yield ""
    for turn in case.history:
        yield f"- Earlier, {turn.role}: {_plain(turn.text)}"
    yield f"- Question: {_plain(case.question)}"
    yield f"- Expected: {_plain(expected(case))}"
    if result.answer is None:
        yield f"- Got: a failure: {_plain(result.failure or '')}"
    else:
        yield f"- Got ({result.answer.status}): {_plain(result.answer.text)}"
    for reason in reasons(result):
        yield f"- Why: {_plain(reason)}"
    for span in case.gold:
        yield f"- Gold, {_plain(span.document)} {span.start}:{span.end}: {_plain(span.quote)}"
    evidence = result.answer.evidence[:EVIDENCE_SHOWN] if result.answer else ()
    for rank, item in enumerate(evidence, start=1):
        place = f"{_plain(item.passage.doc_id)} {item.start}:{item.end}"
        yield f"- Evidence {rank}, {place}, score {item.score:.3f}: {_plain(item.text)}"
    yield ""


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(_plain(cell) for cell in row)} |"
    yield ""


def _plain(text: str) -> str:
    """Return text on one line with its markup disarmed: documents are not to be trusted."""
    line = " ".join(text.split())
    if len(line) > TEXT_SHOWN:
        line = line[:TEXT_SHOWN] + " ..."
    return _MARKUP.sub(r"\\\1", line)
