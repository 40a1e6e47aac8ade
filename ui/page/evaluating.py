"""The view of the evaluation: running cases, looking at what came of them, comparing two runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ingest.errors import BriefingError
from ui.evaluating.evaluator import Evaluator
from ui.evaluating.figures import UNDER_WAY, CaseSet, Choice, RunLine
from ui.page.desk import Desk
from ui.page.documents_view import problem_html
from ui.page.evaluation_view import comparison_html, run_html, runs_html, state_html
from ui.page.events import QUIETLY, sent
from ui.page.layout import EvaluationView, Parts

# What stands for "both" and "none" where something is to be chosen.
BOTH_SPLITS = "both"
NO_RUN = ""


def connect_evaluating(parts: Parts, desk: Desk) -> None:
    """Join the view of the evaluation to the evaluator, if there is one."""
    view = parts.evaluation_view
    if desk.evaluator is None:
        return
    evaluating = _Evaluating(desk, desk.evaluator, view)
    chosen = gr.State(NO_RUN)
    running = [view.state, view.run, view.stop, view.timer]
    listed = [chosen, view.runs, view.baseline, view.result]
    gr.on(
        [view.tab.select, view.cases.change],
        evaluating.offer,
        inputs=view.cases,
        outputs=[view.split, view.types],
        **QUIETLY,
    )
    view.tab.select(
        evaluating.look, inputs=[chosen, view.baseline], outputs=[*running, *listed], **QUIETLY
    )
    view.timer.tick(evaluating.tick, inputs=view.baseline, outputs=[*running, *listed], **QUIETLY)
    view.run.click(
        evaluating.start, inputs=[view.cases, view.split, view.types], outputs=running, **QUIETLY
    )
    view.stop.click(evaluating.stop, outputs=running, **QUIETLY)
    view.runs.select(evaluating.open, inputs=view.baseline, outputs=listed, **QUIETLY)
    view.baseline.input(
        evaluating.compare, inputs=[chosen, view.baseline], outputs=view.result, **QUIETLY
    )


@dataclass(frozen=True, slots=True)
class _Evaluating:
    desk: Desk
    evaluator: Evaluator
    view: EvaluationView

    def offer(self, cases: str) -> list[Any]:
        """Return the splits and types that a set of cases has."""
        offer = next(one for one in self.evaluator.offers() if one.case_set == cases)
        types = [(f"{name} ({count})", name) for name, count in offer.by_type]
        note = offer.problem or "All where none is chosen."
        return [
            gr.update(choices=[BOTH_SPLITS, *offer.splits], value=BOTH_SPLITS),
            gr.update(choices=types, value=[], info=note),
        ]

    def look(self, chosen: str, baseline: str) -> list[Any]:
        """Return how far the run is, and the runs that are stored.

        Looking takes a while, and a run may begin meanwhile: the timer that follows it is set going
        here, and stopped by its own tick alone.
        """
        *running, timer = self._running()
        if self.evaluator.state.stage not in UNDER_WAY:
            timer = gr.skip()
        return [*running, timer, *self._listed(chosen, baseline)]

    def tick(self, baseline: str) -> list[Any]:
        """Return how far the run is; as soon as it is done, what came of it."""
        state = self.evaluator.state
        if state.stage in UNDER_WAY:
            return [*self._running(), *[gr.skip()] * 4]
        return [*self._running(), *self._listed(state.run_id, baseline)]

    def start(self, cases: str, split: str, types: Sequence[str]) -> list[Any]:
        """Begin a run, or say why it cannot begin."""
        choice = Choice(CaseSet(cases), None if split == BOTH_SPLITS else split, tuple(types or ()))
        try:
            self.evaluator.start(choice)
        except BriefingError as error:
            return [problem_html(str(error)), *[gr.skip()] * 3]
        return self._running()

    def stop(self) -> list[Any]:
        """End the run; the timer tells when it has ended."""
        self.evaluator.stop()
        return self._running()

    def open(self, baseline: str, event: gr.EventData) -> list[Any]:
        """Show another run of the list."""
        return self._listed(sent(event, "id"), baseline)

    def compare(self, chosen: str, baseline: str) -> str:
        """Return the chosen run, compared with another one if there is one to compare with."""
        if not chosen:
            return ""
        try:
            compared = (
                comparison_html(self.evaluator.compare(baseline, chosen))
                if baseline and baseline != chosen
                else ""
            )
            return compared + run_html(self.evaluator.view(chosen), self.desk.titles())
        except BriefingError as error:
            return problem_html(str(error))

    def _running(self) -> list[Any]:
        state = self.evaluator.state
        busy = state.stage in UNDER_WAY
        return [
            state_html(state),
            gr.update(visible=not busy),
            gr.update(visible=busy),
            gr.Timer(active=busy),
        ]

    def _listed(self, chosen: str, baseline: str) -> list[Any]:
        runs = self.evaluator.runs()
        ids = [run.run_id for run in runs]
        chosen = chosen if chosen in ids else next(iter(ids), NO_RUN)
        others = [("nothing", NO_RUN), *((_named(run), run.run_id) for run in runs)]
        baseline = baseline if baseline in ids else NO_RUN
        return [
            chosen,
            runs_html(runs, chosen=chosen),
            gr.update(choices=others, value=baseline, visible=len(runs) > 1),
            self.compare(chosen, baseline),
        ]


def _named(run: RunLine) -> str:
    return f"{run.time:%d %b %Y %H:%M}, {run.label}"
