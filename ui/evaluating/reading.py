"""Stored runs as a page shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from evals.case import CASE_TYPES
from evals.comparison import compare
from evals.interval import bootstrap_interval
from evals.measures import COMPLETED, MEASURES
from evals.report_text import expected
from evals.stored import StoredCase, StoredQuote, StoredRun
from ui.evaluating.figures import (
    Change,
    ChangedCase,
    ComparisonView,
    Failure,
    Figure,
    Quote,
    RunLine,
    RunView,
)

MEANINGS = {measure.name: measure.meaning for measure in MEASURES} | {COMPLETED: "an answer came"}

# What was found beyond this explains a failure seldom, and buries what does.
NEAREST_SHOWN = 5

Holds = Callable[[StoredQuote], bool]
"""Tells whether the library has a quote's very words at its place."""


@dataclass(frozen=True, slots=True)
class NamedRun:
    """A stored run with its id."""

    run_id: str
    run: StoredRun


def line_of(named: NamedRun) -> RunLine:
    """Return a run as a list shows it."""
    run = named.run
    return RunLine(
        run_id=named.run_id,
        time=datetime.fromisoformat(run.time),
        commit=run.commit,
        label=str(run.settings.get("cases", "cases of a file")),
        cases=len(run.cases),
        accuracy=_figure("accuracy", MEANINGS["accuracy"], "accuracy", run.cases),
    )


def view_of(named: NamedRun, *, holds: Holds) -> RunView:
    """Return a run with its figures and failures."""
    run = named.run
    order = list(CASE_TYPES)
    present = dict.fromkeys(case.type for case in run.cases)
    types = sorted(present, key=lambda name: order.index(name) if name in order else len(order))
    return RunView(
        line=line_of(named),
        figures=tuple(
            _figure(name, meaning, name, run.cases) for name, meaning in MEANINGS.items()
        ),
        by_type=tuple(
            _figure(
                name,
                CASE_TYPES.get(name, ""),
                "accuracy",
                [case for case in run.cases if case.type == name],
            )
            for name in types
        ),
        failures=tuple(_failure(case, holds) for case in run.cases if not case.is_right),
    )


def comparison_of(before: NamedRun, after: NamedRun) -> ComparisonView:
    """Return two runs side by side."""
    found = compare(before.run, after.run)
    old = {case.id: case for case in before.run.cases}
    new = {case.id: case for case in after.run.cases}

    def changed(ids: Sequence[str]) -> tuple[ChangedCase, ...]:
        return tuple(
            ChangedCase(one, new[one].type, new[one].question, old[one].text, new[one].text)
            for one in ids
        )

    return ComparisonView(
        before=line_of(before),
        after=line_of(after),
        changes=tuple(
            Change(
                one.name,
                MEANINGS[one.name],
                one.before,
                one.after,
                one.interval.low,
                one.interval.high,
                one.cases,
                one.verdict.value,
            )
            for one in found.differences
        ),
        mended=changed(found.mended),
        broken=changed(found.broken),
        shared=found.shared,
        only_before=found.only_before,
        only_after=found.only_after,
        same_documents=found.same_documents,
    )


def _figure(name: str, meaning: str, measure: str, cases: Sequence[StoredCase]) -> Figure:
    scored = [value for case in cases if (value := case.values.get(measure)) is not None]
    interval = bootstrap_interval(scored)
    return Figure(
        name=name,
        meaning=meaning,
        cases=len(scored),
        mean=sum(scored) / len(scored) if scored else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _failure(case: StoredCase, holds: Holds) -> Failure:
    def quotes(found: Sequence[StoredQuote]) -> tuple[Quote, ...]:
        return tuple(
            Quote(one.doc_id, one.start, one.end, one.quote, one.heading_path, holds(one))
            for one in found
        )

    return Failure(
        case_id=case.id,
        type=case.type,
        question=case.question,
        history=case.history,
        expected=expected(case),
        got=case.text,
        status=case.status,
        reasons=tuple(
            case.reasons[name]
            for name in ("accuracy", "citation_validity")
            if case.values.get(name) == 0
        ),
        gold=quotes(case.gold),
        cited=quotes(case.citations),
        nearest=quotes(case.evidence[:NEAREST_SHOWN]),
    )
