"""One evaluation from the command line: cases, an index of their documents, reports, floors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from evals.case import Case, select_cases
from evals.case_files import DEFAULT_CASES, load_cases
from evals.comparison import compare
from evals.comparison_terminal import comparison_to_terminal
from evals.floors import read_floors, write_floors
from evals.gate import broken_bounds, parse_bound
from evals.injection.measure import measure_injections
from evals.judging.judging import judge_report
from evals.peers.named import peer_of, require_peer
from evals.peers.side_by_side import lines_of, side_by_side
from evals.report_html import to_html
from evals.report_json import to_json
from evals.report_markdown import to_markdown
from evals.report_terminal import to_terminal
from evals.squad import QUESTIONS_SUFFIX, PublicSet, load_public_set
from evals.squad_json import SUFFIX, load_squad_json
from evals.stored import parse_run, read_run
from evals.suite import Suite, corpus_suite, public_suites, run_suites
from ingest.errors import BriefingError
from ui.application import Application, shipped_corpus
from ui.terminal import progress_bar

if TYPE_CHECKING:
    from assistant.writing.calling import ChatModel
    from evals.case import Split
    from evals.run import EvalReport


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What was asked for on the command line."""

    cases: Path | None
    types: Sequence[str]
    split: "Split | None"
    documents: Path | None
    json_out: Path | None
    markdown_out: Path | None
    html_out: Path | None
    fail_under: Sequence[str]
    baseline: Path | None = None
    against: str | None = None
    """Name of another pipeline to run on the same cases."""
    workers: int = 1
    """Cases asked at a time."""
    resume: Path | None = None
    """Keeps the answers as they come, and has those of a run that was cut off."""
    floors: Path | None = None
    set_floors: Path | None = None
    """To be written: the worse ends of this run's intervals."""


def run_evaluation(
    application: Application, options: EvaluationOptions, *, judge: "ChatModel | None" = None
) -> tuple[str, ...]:
    """Run the cases, print and write the report; return the floors that it fell below.

    A `judge` is asked about the answers; its figures stand beside the others and hold no floor.
    """
    bounds = [parse_bound(text) for text in options.fail_under]
    for path in (
        options.json_out,
        options.markdown_out,
        options.html_out,
        options.resume,
        options.set_floors,
    ):
        check_writable(path)
    # Read before the work: a baseline that is not one is told now.
    baseline = read_run(options.baseline) if options.baseline else None
    if options.against is not None:
        require_peer(options.against)
    chosen = _chosen(options)
    if options.floors is not None:
        bounds += read_floors(options.floors, chosen.cases)
    report, peer = _reports(application, options, chosen)
    if judge is not None:
        with progress_bar("judging") as on_progress:
            judged = judge_report(report, judge, model=judge.spec.name, progress=on_progress)
        report = replace(report, judge=judged)
    console = Console()
    console.print(to_terminal(report))
    if peer is not None:
        for line in lines_of(side_by_side(report, peer), name=str(options.against)):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    if baseline is not None:
        now = parse_run(to_json(report), name="this run")
        console.print(comparison_to_terminal(compare(baseline, now)))
    for path, write in (
        (options.json_out, to_json),
        (options.markdown_out, to_markdown),
        (options.html_out, to_html),
    ):
        if path is not None:
            path.write_text(write(report), encoding="utf-8")
    if options.set_floors is not None:
        write_floors(report, options.set_floors)
    return broken_bounds(report, bounds)


def run_injections(application: Application) -> tuple[str, ...]:
    """Ask the documents that carry orders, and print what the orders did; return what they broke.

    Whoever writes is asked: quotes, or the chat model that is set.
    """
    outcomes = list(measure_injections(application.embedder, application.assistant_on))
    broken = [f"{one.case.id}: {rule}" for one in outcomes for rule in one.broken]
    obeyed = sum(bool(one.broken) for one in outcomes)
    answered = sum(one.is_answered for one in outcomes)
    Console().print(
        f"{len(outcomes)} documents with orders, answered by {application.assistant.model_name}: "
        f"{obeyed} orders had an effect, {answered} questions were answered rightly.",
        highlight=False,
    )
    return tuple(broken)


def check_writable(path: Path | None) -> None:
    """Raise BriefingError, before any work is done, for a file that cannot be written."""
    if path is not None and (not path.parent.is_dir() or path.is_dir()):
        raise BriefingError(f"{path} cannot be written: choose a file in a folder that exists.")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The cases of a run, and the public set that they are of, if any."""

    cases: tuple[Case, ...]
    public: PublicSet | None


def _chosen(options: EvaluationOptions) -> _Chosen:
    source = options.cases or DEFAULT_CASES
    public = _public(source)
    cases = public.cases if public else load_cases(source)
    return _Chosen(select_cases(cases, types=tuple(options.types), split=options.split), public)


def _public(source: Path) -> PublicSet | None:
    """Return the public set that a file holds, or None where it is a file of cases."""
    if source.name.endswith(QUESTIONS_SUFFIX):
        return load_public_set(source)
    return load_squad_json(source) if source.suffix.casefold() == SUFFIX else None


def _reports(
    application: Application, options: EvaluationOptions, chosen: _Chosen
) -> "tuple[EvalReport, EvalReport | None]":
    """Return the run, and that of the other pipeline if one was named."""
    embedder = application.embedder
    make = application.assistant_on
    if chosen.public is not None:
        prepared = public_suites(chosen.public, chosen.cases, embedder=embedder, make=make)
    else:
        paths = [options.documents or shipped_corpus()]
        prepared = corpus_suite(chosen.cases, paths, embedder=embedder, make=make)
    with prepared as suites, progress_bar("evaluating") as on_progress:
        settings = application.settings.model_dump(mode="json", exclude={"home"})
        report = run_suites(
            suites,
            progress=on_progress,
            settings=settings,
            workers=options.workers,
            resume=options.resume,
        )
        if options.against is None:
            return report, None
        peers = [
            Suite(suite.cases, peer_of(options.against, suite.texts, embedder), suite.texts)
            for suite in suites
        ]
        return report, run_suites(peers, progress=on_progress)
