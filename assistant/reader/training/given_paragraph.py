"""How well the reader reads a paragraph that it is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.reader.pair_reading import PairReader
from assistant.reader.training.measures import area_under_curve, is_exact, overlap
from assistant.reader.training.tuning import TuningQuestion, TuningSet
from ingest.sentences import Span, split_sentences


@dataclass(frozen=True, slots=True)
class ParagraphResult:
    """What came of one question."""

    answerable: bool
    overlap: float
    """F1 of the answer's words, 0 to 1; 0 where there is no answer."""
    exact: bool
    right_sentence: bool
    """Whether the sentence with the highest margin holds the answer."""
    answer_logit: float
    answer_margin: float


def read_paragraphs(tuning: TuningSet, reader: PairReader) -> Iterator[ParagraphResult]:
    """Yield a result for each question whose paragraph is known."""
    for question in tuning.questions:
        if question.paragraph is not None:
            text = tuning.texts[question.doc_id]
            yield _read(question, question.paragraph, text, reader)


def _read(
    question: TuningQuestion, paragraph: Span, text: str, reader: PairReader
) -> ParagraphResult:
    passage = text[paragraph.start : paragraph.end]
    sentences = split_sentences(passage)
    (reading,) = reader.read_pairs(question.text, [passage], [sentences])
    if reading is None:
        raise ValueError(f"the paragraph of {question.question_id} has no words")
    found = passage[reading.answer.start : reading.answer.end]
    best = sentences[int(np.argmax(reading.margins))]
    return ParagraphResult(
        answerable=question.answerable,
        overlap=overlap(found, question.answers) if question.answerable else 0.0,
        exact=question.answerable and is_exact(found, question.answers),
        right_sentence=any(
            best.start < gold.end - paragraph.start and gold.start - paragraph.start < best.end
            for gold in question.evidence
        ),
        answer_logit=reading.answer_logit,
        answer_margin=reading.answer_margin,
    )


def paragraph_report(results: Sequence[ParagraphResult]) -> Iterator[str]:
    """Yield the figures in lines."""
    answered = [one for one in results if one.answerable]
    truth = [one.answerable for one in results]
    logits = np.array([one.answer_logit for one in results])
    margins = np.array([one.answer_margin for one in results])
    both = logits / logits.std() + margins / margins.std()
    yield f"given the paragraph: {len(answered)} answerable of {len(results)} questions"
    yield f"  span F1 {np.mean([one.overlap for one in answered]):.3f}"
    yield f"  exact {np.mean([one.exact for one in answered]):.3f}"
    yield f"  right sentence {np.mean([one.right_sentence for one in answered]):.3f}"
    for name, scores in (("probability", logits), ("margin", margins), ("both", both)):
        yield f"  AUC of {name} {area_under_curve(scores.tolist(), truth):.3f}"
