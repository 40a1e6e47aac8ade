"""How near the top of the evidence the right sentences are, whatever the answer made of them."""

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


def _evidence_spans(answer: Answer) -> tuple[Span, ...]:
    return tuple(Span(item.passage.doc_id, item.start, item.end) for item in answer.evidence)
