"""All that is measured of an answer, in the order in which reports show it."""

from dataclasses import dataclass
from functools import partial

from evals.attribution import attribution_kept
from evals.citation_match import citation_precision, citation_recall
from evals.citation_validity import citation_validity
from evals.follow_up import follow_up_resolved
from evals.overlap import Overlap, evidence_words
from evals.refusal import false_refusal, refusal_precision, refusal_recall
from evals.retrieval import evidence_ndcg, evidence_recall, evidence_reciprocal_rank
from evals.right_answer import right_answer
from evals.score import Scorer

COMPLETED = "completed"
"""Name of the score that says whether the assistant gave an answer at all."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A named mean over cases, and the scorer whose values it is the mean of."""

    name: str
    """As the scorer names its scores."""
    meaning: str
    """Of the mean, in a few words."""
    scorer: Scorer
    lower_is_better: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("accuracy", "right answers and right refusals", right_answer),
    Measure("citation_validity", "answers whose every citation can be checked", citation_validity),
    Measure("citation_precision", "cited sentences that are gold", citation_precision),
    Measure("citation_recall", "gold sentences that are cited", citation_recall),
    Measure("refusal_precision", "refusals that were due", refusal_precision),
    Measure("refusal_recall", "unanswerable questions refused", refusal_recall),
    Measure("false_refusal", "answerable questions refused", false_refusal, lower_is_better=True),
    Measure("follow_up_resolved", "of what follow-ups mean, asked", follow_up_resolved),
    Measure("attribution_kept", "attributed sentences that stay so", attribution_kept),
    Measure("evidence_recall@1", "gold found first", partial(evidence_recall, first=1)),
    Measure("evidence_recall@3", "gold in the first 3", partial(evidence_recall, first=3)),
    Measure("evidence_recall@5", "gold in the first 5", partial(evidence_recall, first=5)),
    Measure("evidence_mrr", "1 / rank of the first gold", evidence_reciprocal_rank),
    Measure("evidence_ndcg@5", "gain of the first 5", partial(evidence_ndcg, first=5)),
    Measure(
        "evidence_word_recall",
        "gold words in the first 5",
        partial(evidence_words, share=Overlap.RECALL),
    ),
    Measure(
        "evidence_word_precision",
        "words of the first 5 that are gold",
        partial(evidence_words, share=Overlap.PRECISION),
    ),
    Measure(
        "evidence_word_iou",
        "gold words of all words of both",
        partial(evidence_words, share=Overlap.IOU),
    ),
)

LOWER_IS_BETTER = frozenset(measure.name for measure in MEASURES if measure.lower_is_better)

MEASURE_NAMES: tuple[str, ...] = (*(measure.name for measure in MEASURES), COMPLETED)
"""Every name that a report has a mean for."""
