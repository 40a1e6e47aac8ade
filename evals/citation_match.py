"""Precision and recall of citations against gold spans, by sentence."""

from collections.abc import Mapping

from assistant.answer import Answer
from evals.case import Case
from evals.score import Score
from evals.span import Span, sentence_spans, share_overlapping


def citation_precision(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return the share of the cited sentences that overlap a gold span.

    A citation of many sentences counts as many, so that quoting everything earns little. Unscored
    for a case without gold or not answerable, and for an answer that cites nothing.
    """
    cited = _cited_sentences(answer)
    if not cited:
        return Score("citation_precision", None, "nothing is cited")
    if not case.answerable or not case.gold:
        return Score("citation_precision", None, "the case has no gold to cite")
    share = share_overlapping(cited, gold_sentences(case))
    return Score(
        "citation_precision", share, f"{share * len(cited):.0f} of {len(cited)} cited on gold"
    )


def citation_recall(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return the share of the gold sentences that a citation overlaps.

    0 for an answer, or a refusal, that cites none of them. Unscored for a case without gold or
    not answerable.
    """
    if not case.answerable or not case.gold:
        return Score("citation_recall", None, "the case has no gold to cite")
    gold = gold_sentences(case)
    share = share_overlapping(gold, _cited_sentences(answer))
    return Score("citation_recall", share, f"{share * len(gold):.0f} of {len(gold)} gold cited")


def gold_sentences(case: Case) -> tuple[Span, ...]:
    """Return the sentences, or parts of one, that the case's gold spans cover."""
    return tuple(
        dict.fromkeys(
            sentence
            for span in case.gold
            for sentence in sentence_spans(span.document, span.start, span.quote)
        )
    )


def _cited_sentences(answer: Answer) -> tuple[Span, ...]:
    return tuple(
        dict.fromkeys(
            sentence
            for citation in answer.citations
            for sentence in sentence_spans(citation.doc_id, citation.start, citation.quote)
        )
    )
