"""Whether a case that is proposed is there already."""

from collections.abc import Sequence

from evals.case import Case
from evals.matching import normalised
from evals.span import Span, overlaps
from ingest.words import folded_words


def is_known(case: Case, others: Sequence[Case]) -> bool:
    """Tell whether one of the others asks the same, or asks for the same fact at the same place."""
    asked = folded_words(case.question)
    return any(folded_words(one.question) == asked or _same_fact(case, one) for one in others)


def _same_fact(case: Case, other: Case) -> bool:
    """Tell whether two cases have gold in common, and each group of the one an answer of the other.

    The type does not matter: a count asked for by a list is the count.
    """
    if not case.answers or len(case.answers) != len(other.answers):
        return False
    theirs = [Span(one.document, one.start, one.end) for one in other.gold]
    shares = any(overlaps(Span(one.document, one.start, one.end), theirs) for one in case.gold)
    return shares and all(
        any(_shares_answer(group, another) for another in other.answers) for group in case.answers
    )


def _shares_answer(group: Sequence[str], other: Sequence[str]) -> bool:
    return bool({normalised(one) for one in group} & {normalised(one) for one in other})
