"""Whether the assistant refuses what the documents do not say, and only that.

A refusal is the status `abstained`, whatever the words around it. A partial answer is none: it
shows sentences as the closest ones, and a hurried reader takes them for the answer.
"""

from collections.abc import Mapping

from assistant.answer import Answer, Status
from evals.case import Case
from evals.score import Score


def refusal_precision(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return 1 for a refusal that was due, 0 for one that was not; unscored without a refusal."""
    if answer.status is not Status.ABSTAINED:
        return Score("refusal_precision", None, "not refused")
    if case.answerable:
        return Score("refusal_precision", 0.0, "refused, but the documents say it")
    return Score("refusal_precision", 1.0, "refused, as it must")


def refusal_recall(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return 1 for a refusal that was due, 0 where it failed to come; unscored if answerable."""
    if case.answerable:
        return Score("refusal_recall", None, "the documents say it")
    if answer.status is Status.ABSTAINED:
        return Score("refusal_recall", 1.0, "refused, as it must")
    return Score("refusal_recall", 0.0, f"{answer.status}, but the documents do not say")


def false_refusal(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return 1 for a refusal that was not due, 0 for no refusal; unscored if not answerable.

    The one score of which less is better.
    """
    if not case.answerable:
        return Score("false_refusal", None, "the documents do not say")
    if answer.status is Status.ABSTAINED:
        return Score("false_refusal", 1.0, "refused, but the documents say it")
    return Score("false_refusal", 0.0, "not refused")
