"""One evaluation run: cases to answers, answers to scores."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from assistant.answer import Answer, Turn
from evals.case import Case, check_gold
from evals.journal import Asked, Journal
from evals.judging.judgement import JudgeReport
from evals.measures import COMPLETED, MEASURES
from evals.memory import peak_memory
from evals.provenance import Provenance, provenance
from evals.score import Score
from ingest.errors import BriefingError

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Told after each case how many of how many are done."""

NO_SETTINGS: Mapping[str, object] = MappingProxyType({})


class Answering(Protocol):
    """What is measured: anything that answers a question in the light of earlier turns."""

    def answer(self, question: str, history: Sequence[Turn]) -> Answer:
        """Return the answer; `BriefingError` for a failure that is not a bug."""
        ...


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case with what came of it."""

    case: Case
    answer: Answer | None
    """None where the assistant failed."""
    failure: str | None
    """Why it failed, or None."""
    seconds: float
    """From question to answer, as the asker waits."""
    scores: tuple[Score, ...]

    def score(self, name: str) -> Score | None:
        """Return the score of this name, or None for a case that was never scored by it."""
        return next((score for score in self.scores if score.name == name), None)


@dataclass(frozen=True, slots=True)
class EvalReport:
    """All that one run found, in the order of the cases."""

    results: tuple[CaseResult, ...]
    provenance: Provenance
    judge: JudgeReport | None = None
    """What a chat model made of the answers, where one was asked; no measure."""
    peak_memory: int | None = None
    """The most that the process took up to the end of the run, in bytes, models included."""


def run_cases(
    cases: Sequence[Case],
    assistant: Answering,
    texts: Mapping[str, str],
    *,
    progress: Progress | None = None,
    settings: Mapping[str, object] = NO_SETTINGS,
    workers: int = 1,
    journal: Journal | None = None,
) -> EvalReport:
    """Ask the assistant every case, `workers` at a time, and score what it answers.

    However many there are, results stand in the order of the cases; the seconds of each grow with
    them where they share processors. `texts` are the stored texts by document id that citations
    and gold refer to; `settings` are kept in the report as they are. Cases that a `journal` has the
    answers to are not asked again, and it gets those of the others. A `BriefingError` of the
    assistant counts as a failed case and does not stop the run; any other exception is a bug and
    does. Raises `BriefingError` for no cases and for gold that does not match the texts.
    """
    if not cases:
        raise BriefingError("no evaluation cases are left: check --type and --split")
    check_gold(cases, texts)
    began = provenance(texts, settings)
    results: list[CaseResult] = []
    threads = ThreadPoolExecutor(workers)
    try:
        for result in threads.map(lambda case: _run_case(case, assistant, texts, journal), cases):
            results.append(result)
            if progress is not None:
                progress(len(results), len(cases))
    finally:
        # A bug, or an interrupt, must not wait for cases that have not begun.
        threads.shutdown(cancel_futures=True)
    return EvalReport(tuple(results), began, peak_memory=peak_memory())


def score_answer(case: Case, answer: Answer, texts: Mapping[str, str]) -> tuple[Score, ...]:
    """Return every score of one answer, in the order of `MEASURES`."""
    completed = Score(COMPLETED, 1.0, "an answer came")
    return (*(measure.scorer(case, answer, texts) for measure in MEASURES), completed)


def _run_case(
    case: Case, assistant: Answering, texts: Mapping[str, str], journal: Journal | None
) -> CaseResult:
    asked = journal.known(case) if journal is not None else None
    if asked is None:
        asked = _ask(case, assistant)
        if journal is not None:
            journal.add(case, asked)
    failure = asked.failure or ""
    scores = score_answer(case, asked.answer, texts) if asked.answer else _failed_scores(failure)
    return CaseResult(case, asked.answer, asked.failure, asked.seconds, scores)


def _ask(case: Case, assistant: Answering) -> Asked:
    began = time.perf_counter()
    try:
        answer = assistant.answer(case.question, case.history)
    except BriefingError as error:
        logger.warning("case %s failed: %s", case.id, error)
        return Asked(None, str(error), time.perf_counter() - began)
    return Asked(answer, None, time.perf_counter() - began)


def _failed_scores(reason: str) -> tuple[Score, ...]:
    # Wrong rather than unscored: an assistant must not get better figures by failing more often.
    failed = f"failed: {reason}"
    return (Score("accuracy", 0.0, failed), Score(COMPLETED, 0.0, failed))
