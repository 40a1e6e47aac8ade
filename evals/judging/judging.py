"""A run judged: each answer against what it cites, by a chat model, several times."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from langchain_core.messages import BaseMessage

from assistant.answer import Answer, Status
from evals.judging.judgement import RUNS, CaseJudgement, JudgeReport, Reading
from evals.judging.prompt import VERSION, judge_messages, reading_of
from evals.right_answer import without_markers
from evals.run import CaseResult, EvalReport, Progress
from ingest.errors import BriefingError
from ingest.sentences import split_sentences

logger = logging.getLogger(__name__)

# Cases in a row of which every call failed: the server is gone, or the key does not serve.
GIVE_UP_AFTER = 3


class Judge(Protocol):
    """A chat model; `assistant.writing.calling.ChatModel` is one."""

    def answer(self, messages: Sequence[BaseMessage]) -> str:
        """Return what it writes; `BriefingError` where it does not answer."""
        ...


def judge_report(
    report: EvalReport, judge: Judge, *, model: str, progress: Progress | None = None
) -> JudgeReport:
    """Ask a judge about every answer of a run that states something and cites something.

    A call that fails is recorded with its reason and not scored. After `GIVE_UP_AFTER` cases in a
    row without any reply the judge is not asked again.
    """
    judged: list[CaseJudgement] = []
    failed_in_a_row = 0
    for number, result in enumerate(report.results, start=1):
        if failed_in_a_row >= GIVE_UP_AFTER:
            skipped = f"the judge did not answer {GIVE_UP_AFTER} cases in a row"
            judged.append(CaseJudgement(result.case.id, (), skipped))
            continue
        judgement = _judged(result, judge)
        judged.append(judgement)
        if judgement.readings:
            failed_in_a_row = 0 if judgement.values else failed_in_a_row + 1
        if progress is not None:
            progress(number, len(report.results))
    return JudgeReport(model, VERSION, tuple(judged))


def _judged(result: CaseResult, judge: Judge) -> CaseJudgement:
    answer = result.answer
    skipped = _why_not(answer)
    if answer is None or skipped:
        return CaseJudgement(result.case.id, (), skipped)
    statements = statements_of(answer)
    sources = [citation.quote for citation in answer.citations]

    def read(number: int) -> Reading:
        messages = judge_messages(answer.standalone_question, statements, sources, number=number)
        try:
            return reading_of(judge.answer(messages), statements=len(statements))
        except BriefingError as error:
            logger.warning("case %s was not judged: %s", result.case.id, error)
            return Reading(None, f"the call failed: {error}")

    with ThreadPoolExecutor(RUNS) as threads:
        return CaseJudgement(result.case.id, tuple(threads.map(read, range(1, RUNS + 1))))


def statements_of(answer: Answer) -> list[str]:
    """Return an answer's sentences without their markers."""
    text = without_markers(answer.text)
    return [text[span.start : span.end] for span in split_sentences(text)]


def _why_not(answer: Answer | None) -> str:
    if answer is None:
        return "there is no answer"
    if answer.status is Status.ABSTAINED:
        return "it is a refusal"
    if not answer.citations:
        return "it cites nothing"
    return "" if statements_of(answer) else "it says nothing"
