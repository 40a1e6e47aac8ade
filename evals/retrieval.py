"""How near the top of the evidence the right sentences are, whatever the answer made of them."""

import math
from collections.abc import Mapping

from assistant.answer import Answer
from evals.case import Case
from evals.citation_match import gold_sentences
from evals.score import Score
from evals.span import Span, overlaps, share_overlapping


def evidence_recall(case: Case, answer: Answer, texts: Mapping[str, str], *, first: int) -> Score:
    """Return the share of the gold sentences among the first so many sentences of evidence.

    With more gold sentences than `first`, 1 is out of reach. Unscored for a case without gold.
    """
    name = f"evidence_recall@{first}"
    gold = gold_sentences(case)
    if not gold:
        return Score(name, None, "the case has no gold to find")
    share = share_overlapping(gold, _evidence_spans(answer)[:first])
    return Score(name, share, f"{share * len(gold):.0f} of {len(gold)} gold found")


def evidence_reciprocal_rank(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return 1 / the rank of the first sentence of evidence on gold, 0 where none is.

    Unscored for a case without gold.
    """
    gold = gold_sentences(case)
    if not gold:
        return Score("evidence_mrr", None, "the case has no gold to find")
    for rank, span in enumerate(_evidence_spans(answer), start=1):
        if overlaps(span, gold):
            return Score("evidence_mrr", 1 / rank, f"first gold at rank {rank}")
    return Score("evidence_mrr", 0.0, f"no gold among {len(answer.evidence)} sentences")


def evidence_ndcg(case: Case, answer: Answer, texts: Mapping[str, str], *, first: int) -> Score:
    """Return the normalised discounted gain of the first so many sentences of evidence.

    A sentence gains 1 if it is on gold that no sentence before it was on. Unscored without gold.
    Source: K. Jarvelin and J. Kekalainen, "Cumulated gain-based evaluation of IR techniques", ACM
    Transactions on Information Systems 20(4), 2002.
    """
    name = f"evidence_ndcg@{first}"
    left = list(gold_sentences(case))
    if not left:
        return Score(name, None, "the case has no gold to find")
    ideal = sum(_discount(rank) for rank in range(1, min(len(left), first) + 1))
    gain = 0.0
    for rank, span in enumerate(_evidence_spans(answer)[:first], start=1):
        met = next((gold for gold in left if overlaps(span, [gold])), None)
        if met is not None:
            left.remove(met)
            gain += _discount(rank)
    return Score(name, gain / ideal, f"gain {gain:.2f} of {ideal:.2f}")


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)


def _evidence_spans(answer: Answer) -> tuple[Span, ...]:
    return tuple(Span(item.passage.doc_id, item.start, item.end) for item in answer.evidence)
