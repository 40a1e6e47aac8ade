"""The evaluation of one server: at most one run at a time, in a thread of its own."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import cast

from assistant.assistant import Assistant
from evals.case import Case, Split, select_cases
from evals.case_files import CASE_SUFFIXES, DEFAULT_CASES, load_cases
from evals.run import EvalReport
from evals.stored import StoredQuote
from evals.suite import Suite, corpus_suite, run_suites
from ingest.errors import BriefingError, BusyError
from ingest.library import Library
from ui.application import Application, shipped_corpus
from ui.evaluating.figures import (
    UNDER_WAY,
    CaseSet,
    Choice,
    ComparisonView,
    Offer,
    RunLine,
    RunStage,
    RunState,
    RunView,
)
from ui.evaluating.reading import NamedRun, comparison_of, line_of, view_of
from ui.evaluating.runs import RunFolder

logger = logging.getLogger(__name__)


class _StoppedError(Exception):
    """Ends a run that somebody stopped."""


class Evaluator:
    """Runs cases, stores what came of them, and shows and compares what is stored."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._cases = application.settings.home / "cases"
        self._runs = RunFolder(application.settings.home / "runs")
        self._state = RunState()
        # A stored run never changes, and reading one takes tens of milliseconds.
        self._lines: dict[str, RunLine] = {}
        self._changing = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> RunState:
        """How far the run is; the same for everybody who looks."""
        return self._state

    def offers(self) -> tuple[Offer, ...]:
        """Return the sets of cases that there are, each with its types and splits."""
        return tuple(self._offer(case_set) for case_set in CaseSet)

    def start(self, choice: Choice) -> None:
        """Begin a run; it goes on when nobody looks.

        Raises:
            BusyError: one is under way.
            BriefingError: no case is chosen, or a case file cannot be used.

        """
        cases = self._chosen(choice)
        with self._changing:
            if self._state.stage in UNDER_WAY:
                raise BusyError(
                    f"An evaluation is under way ({self._state.label}: {self._state.done} of "
                    f"{self._state.total}). Wait until it is done, or stop it."
                )
            self._stop.clear()
            self._state = RunState(RunStage.PREPARING, choice.label, total=len(cases))
            self._thread = threading.Thread(
                target=self._run, args=(choice, cases), name="evaluation", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """End the run after the case that it is at; nothing of it is stored."""
        with self._changing:
            if self._state.stage in UNDER_WAY:
                self._stop.set()
                self._state = replace(self._state, stage=RunStage.STOPPING)

    def wait(self, timeout: float | None = None) -> RunState:
        """Wait until no run is under way, or for as many seconds; return the state then."""
        if self._thread is not None:
            self._thread.join(timeout)
        return self._state

    def runs(self) -> tuple[RunLine, ...]:
        """Return the stored runs, the latest first; one that cannot be read is left out."""
        lines: list[RunLine] = []
        for run_id in self._runs.ids():
            try:
                if run_id not in self._lines:
                    self._lines[run_id] = line_of(self._named(run_id))
                lines.append(self._lines[run_id])
            except BriefingError as error:
                logger.warning("%s", error)
        return tuple(lines)

    def view(self, run_id: str) -> RunView:
        """Return a stored run; raise BriefingError if it is not there or cannot be read."""
        return view_of(self._named(run_id), holds=_Holds(self._application.library))

    def compare(self, before: str, after: str) -> ComparisonView:
        """Return two stored runs side by side; raises as `view` does."""
        return comparison_of(self._named(before), self._named(after))

    def delete(self, run_id: str) -> None:
        """Delete a stored run; raise BriefingError if it is not there."""
        self._runs.delete(run_id)

    def _named(self, run_id: str) -> NamedRun:
        return NamedRun(run_id, self._runs.read(run_id))

    def _run(self, choice: Choice, cases: Sequence[Case]) -> None:
        try:
            run_id = self._runs.add(self._report(choice, cases))
            self._end(RunStage.FINISHED, run_id=run_id)
        except _StoppedError:
            self._end(RunStage.STOPPED)
        except (BriefingError, OSError) as error:
            self._end(RunStage.FAILED, problem=str(error))
        except BaseException:
            # A bug: its traceback goes to the log, and the page must not wait for ever.
            logger.exception("the evaluation ended in a bug")
            self._end(RunStage.FAILED, problem="A bug ended the run; the server's log has it.")

    def _end(self, stage: RunStage, *, run_id: str = "", problem: str = "") -> None:
        with self._changing:
            self._state = replace(
                self._state, stage=stage, run_id=run_id, problem=problem, current_type=""
            )

    def _report(self, choice: Choice, cases: Sequence[Case]) -> EvalReport:
        settings = self._application.settings.model_dump(mode="json", exclude={"home"})
        with self._prepared(choice.case_set, cases) as suites:
            self._advance(0, cases)
            return run_suites(
                suites,
                progress=lambda done, _total: self._advance(done, cases),
                settings={**settings, "cases": choice.label},
            )

    def _advance(self, done: int, cases: Sequence[Case]) -> None:
        with self._changing:
            if self._stop.is_set():
                raise _StoppedError
            current = cases[done].type if done < len(cases) else ""
            self._state = replace(
                self._state, stage=RunStage.RUNNING, done=done, current_type=current
            )

    @contextmanager
    def _prepared(
        self, case_set: CaseSet, cases: Sequence[Case]
    ) -> Iterator[list[Suite[Assistant]]]:
        """Yield the cases with what they are about: the shipped edition, or this home's library."""
        if case_set is CaseSet.SHIPPED:
            embedder = self._application.embedder
            depth = self._application.settings.depth

            def make(library: Library) -> Assistant:
                return Assistant(library, embedder, depth=depth)

            with corpus_suite(cases, [shipped_corpus()], embedder=embedder, make=make) as suites:
                yield suites
            return
        documents = self._application.library.documents
        texts = {one.document.doc_id: one.document.text for one in documents}
        yield [Suite(tuple(cases), self._application.quoting, texts)]

    def _chosen(self, choice: Choice) -> tuple[Case, ...]:
        cases = select_cases(
            load_cases(self._folder(choice.case_set)),
            types=choice.types,
            split=cast("Split | None", choice.split),
        )
        if not cases:
            raise BriefingError("No case is of these types and this split. Choose others.")
        return cases

    def _folder(self, case_set: CaseSet) -> Path:
        return DEFAULT_CASES if case_set is CaseSet.SHIPPED else self._cases

    def _offer(self, case_set: CaseSet) -> Offer:
        folder = self._folder(case_set)
        if not any(path.suffix in CASE_SUFFIXES for path in folder.glob("*")):
            return Offer(case_set, (), (), "There are no reviewed cases yet.")
        try:
            cases = load_cases(folder)
        except BriefingError as error:
            return Offer(case_set, (), (), str(error))
        types = [case.type for case in cases]
        by_type = tuple((name, types.count(name)) for name in dict.fromkeys(types))
        return Offer(case_set, by_type, tuple(dict.fromkeys(case.split for case in cases)))


class _Holds:
    """Tells whether the library has a quote's very words at its place."""

    def __init__(self, library: Library) -> None:
        snapshot = None if library.is_empty() else library.snapshot()
        self._texts = (
            {one.document.doc_id: one.document.text for one in snapshot.documents}
            if snapshot
            else {}
        )

    def __call__(self, quote: StoredQuote) -> bool:
        """Return whether the document stands there and says this."""
        return self._texts.get(quote.doc_id, "")[quote.start : quote.end] == quote.quote != ""
