"""Whether a follow-up was understood: what the question that was searched for says."""

from collections.abc import Mapping

from assistant.answer import Answer
from evals.case import Case
from evals.matching import first_said, unsaid
from evals.score import Score

NAME = "follow_up_resolved"


def follow_up_resolved(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return the share of what a follow-up means that its standalone question says.

    0 where that says a word of `Case.misunderstood`, which belongs to a subject that was left.
    Unscored for a case that does not tell what it means.
    """
    if not case.understood:
        return Score(NAME, None, "the case does not tell what the follow-up means")
    asked = answer.standalone_question
    stale = first_said(asked, case.misunderstood)
    if stale is not None:
        return Score(NAME, 0.0, f"asked about {stale!r}, which was left: {asked!r}")
    missing = unsaid(asked, case.understood)
    value = 1 - len(missing) / len(case.understood)
    if not missing:
        return Score(NAME, value, f"asked as {asked!r}")
    return Score(NAME, value, f"asked without {'; '.join(missing)}: {asked!r}")
