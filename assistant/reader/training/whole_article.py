"""How well the reader finds the answer in a whole article, by the product's own retrieval."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.conversation import Standalone
from assistant.query import Query, make_query
from assistant.reader.pair_reading import PairReader, PairReading
from assistant.reader.reading import Reading
from assistant.reader.similarity import SimilarityReader
from assistant.reader.trained import joined, read_candidates
from assistant.reader.training.measures import area_under_curve, overlap, refused_at
from assistant.reader.training.tuning import Article, TuningQuestion
from assistant.retrieval import Candidate, find_candidates
from ingest.embedding import Embedder

# Shares of false refusals at which refusals are compared; the product's limit is 7 %.
FALSE_REFUSALS = (0.04, 0.07)


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """What retrieval and reader said of one question."""

    question: TuningQuestion
    query: Query
    candidates: tuple[Candidate, ...]
    alike: tuple[Reading, ...]
    """Of `SimilarityReader`, one for each candidate."""
    read: tuple[PairReading | None, ...]
    """Of the model, one for each candidate."""

    @property
    def both(self) -> list[Reading]:
        """Return what `TrainedReader` makes of the two."""
        return joined(self.candidates, self.alike, self.read)

    @property
    def cosine(self) -> float:
        """Return the cosine of the sentence nearest to the question; 0 where none was found."""
        cosines = (one.sentence_vectors @ self.query.vector for one in self.candidates)
        return max((float(one.max()) for one in cosines), default=0.0)

    def highest(self, of: Callable[[PairReading], float]) -> float:
        """Return the highest value of the model's readings; 0 where it read nothing."""
        return max((of(one) for one in self.read if one is not None), default=0.0)


def read_article(
    article: Article, *, reader: PairReader, embedder: Embedder
) -> Iterator[ArticleResult]:
    """Yield a result for each question about an article in English."""
    for question in article.questions:
        query = make_query(Standalone(question.text), snapshot=article.snapshot, embedder=embedder)
        candidates = find_candidates(query, article.snapshot)
        yield ArticleResult(
            question,
            query,
            candidates,
            tuple(SimilarityReader().read(query, candidates)),
            tuple(read_candidates(query, candidates, reader)),
        )


def article_report(results: Sequence[ArticleResult]) -> Iterator[str]:
    """Yield the figures in lines."""
    answered = [one for one in results if one.question.answerable]
    yield f"whole article: {len(answered)} answerable of {len(results)} questions"
    for name, readings in (
        ("similarity", [one.alike for one in answered]),
        ("with the reader", [one.both for one in answered]),
    ):
        ranks = np.array([rank_of_gold(*pair) for pair in zip(answered, readings, strict=True)])
        shares = " / ".join(f"{np.mean(ranks <= depth):.3f}" for depth in (1, 3, 5))
        yield f"  right sentence in 1 / 3 / 5, {name}: {shares}"
    yield f"  answer F1 {np.mean([_answer_overlap(one) for one in answered]):.3f}"
    if len(answered) < len(results):
        yield from _refusals(results)


def _refusals(results: Sequence[ArticleResult]) -> Iterator[str]:
    truth = [one.question.answerable for one in results]
    logits = np.array([one.highest(lambda read: read.answer_logit) for one in results])
    margins = np.array([one.highest(lambda read: read.answer_margin) for one in results])
    cosines = np.array([one.cosine for one in results])
    for name, scores in (
        ("cosine", cosines),
        ("probability", logits),
        ("margin", margins),
        ("both", logits / logits.std() + margins / margins.std()),
    ):
        values = scores.tolist()
        refused = ", ".join(
            f"{refused_at(values, truth, false_refusals=share):.3f} at {share:.0%} false"
            for share in FALSE_REFUSALS
        )
        yield f"  AUC of {name} {area_under_curve(values, truth):.3f}, refused {refused}"


def rank_of_gold(result: ArticleResult, readings: Sequence[Reading]) -> float:
    """Return the rank of the first sentence that holds the answer, from 1; infinite for none."""
    scored = [
        (score, span)
        for candidate, reading in zip(result.candidates, readings, strict=True)
        for span, score in zip(candidate.sentences, reading.sentence_scores, strict=True)
    ]
    scored.sort(key=lambda one: -one[0])
    for rank, (_, span) in enumerate(scored, start=1):
        if any(
            span.start < gold.end and gold.start < span.end for gold in result.question.evidence
        ):
            return rank
    return float("inf")


def _answer_overlap(result: ArticleResult) -> float:
    """Return the F1 of the exact answer in the passage of the best sentence."""
    both = result.both
    if not both:
        return 0.0
    best = max(range(len(both)), key=lambda index: max(both[index].sentence_scores))
    answer, passage = both[best].answer, result.candidates[best].passage
    if answer is None:
        return 0.0
    found = passage.text[answer.start - passage.start : answer.end - passage.start]
    return overlap(found, result.question.answers)


def to_record(result: ArticleResult) -> dict[str, object]:
    """Return all that was found for a question as plain values, to fit a calibration on."""
    return {
        "id": result.question.question_id,
        "doc_id": result.question.doc_id,
        "question": result.question.text,
        "reading_text": result.query.reading_text,
        "answerable": result.question.answerable,
        "answers": result.question.answers,
        "gold": [[span.start, span.end] for span in result.question.evidence],
        "cosine": result.cosine,
        "rank": min(rank_of_gold(result, result.both), 999),
        "candidates": [
            _candidate_record(*one)
            for one in zip(result.candidates, result.alike, result.both, result.read, strict=True)
        ],
    }


def _candidate_record(
    candidate: Candidate, alike: Reading, both: Reading, read: PairReading | None
) -> dict[str, object]:
    return {
        "start": candidate.passage.start,
        "text": candidate.passage.text,
        "dense": candidate.dense,
        "lexical": candidate.lexical,
        "sentences": [[span.start, span.end] for span in candidate.sentences],
        "similarity": alike.sentence_scores,
        "scores": both.sentence_scores,
        "margins": read.margins if read else None,
        "relevances": read.relevances if read else None,
        "answer": [both.answer.start, both.answer.end] if both.answer else None,
        "answer_margin": read.answer_margin if read else None,
        "answer_logit": read.answer_logit if read else None,
    }
