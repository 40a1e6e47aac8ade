"""Whether an answer says who says it, where its source does not say it in its own name."""

from collections.abc import Iterator, Mapping

from assistant.answer import Answer, Status
from assistant.verification.attribution import check_attribution, is_attributed
from assistant.verification.claim import Claim
from evals.case import Case
from evals.marked import marked_sentences
from evals.score import Score

NAME = "attribution_kept"


def attribution_kept(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return the share of sentences with an attributed source that do not drop or change it.

    Unscored for refusals, and where no cited sentence lets somebody speak. What lets somebody
    speak is found by the rules of `assistant.verification.attribution`, in English alone.
    """
    if answer.status is Status.ABSTAINED:
        return Score(NAME, None, "refused")
    judged = list(_judged(answer))
    if not judged:
        return Score(NAME, None, "no cited sentence lets somebody speak")
    lost = [reason for reason in judged if reason]
    if lost:
        return Score(NAME, 1 - len(lost) / len(judged), lost[0])
    return Score(NAME, 1.0, "says who says it")


def _judged(answer: Answer) -> Iterator[str]:
    """Yield, for each sentence with an attributed source, what it does to it; empty if nothing."""
    for sentence, citations in marked_sentences(answer):
        sources = [Claim(citation.quote) for citation in citations]
        if any(is_attributed(source) for source in sources):
            found = next(check_attribution(Claim(sentence), sources), None)
            yield found.reason if found else ""
