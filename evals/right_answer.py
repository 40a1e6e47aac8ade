"""Whether an answer says what it must in few enough words, or refuses where it must."""

import re
from collections.abc import Mapping

from assistant.answer import Answer, Status
from evals.case import Case
from evals.matching import unsaid
from evals.score import Score

# Without a cap, an answer that quotes the whole brief would be right about everything. A fact with
# its sentence and one or two more of context stays well under it.
WORD_CAP = 90

# These answers have several parts, each with its own sentence.
LONG_WORD_CAP = 220
LONG_TYPES = frozenset({"list", "summary", "comparison", "contradiction"})

_MARKERS = re.compile(r"(?:\s?\[\d+\])+")


def right_answer(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return 1 for a right answer or a right refusal, else 0; never unscored.

    Answerable: the text holds a string of every group, within the cap on words, and the status is
    answered or partial. Not answerable: the status is abstained; the wording is not looked at.
    """
    problem = _problem(case, answer)
    if problem is not None:
        return Score("accuracy", 0.0, problem)
    return Score("accuracy", 1.0, "says all it must" if case.answerable else "refused, as it must")


def without_markers(text: str) -> str:
    """Return an answer's text without its citation markers."""
    return _MARKERS.sub("", text)


def word_cap(case: Case) -> int:
    """Return how many words an answer to this case may have."""
    return LONG_WORD_CAP if case.type in LONG_TYPES else WORD_CAP


def _problem(case: Case, answer: Answer) -> str | None:
    if not case.answerable:
        refused = answer.status is Status.ABSTAINED
        return None if refused else f"{answer.status}, but the documents do not say"
    if answer.status is Status.ABSTAINED:
        return "refused, but the documents say it"
    text = without_markers(answer.text)
    missing = unsaid(text, case.answers)
    if missing:
        return f"does not say {'; '.join(missing)}"
    words = len(text.split())
    cap = word_cap(case)
    return f"says it in {words} words; the cap is {cap}" if words > cap else None
